import { compile } from 'html-to-text';
import sanitize from 'sanitize-html';
import type { Json } from '../../model/json.ts';
import { cleanText } from './text.ts';
import { type Normalised, read, unread } from './types.ts';

/** Converters walk the tree by recursion. Real notes nest less than this; beyond it tags are dropped, never text. */
const maxDepth = 100;

/** What text of a CRM needs and nothing that runs, loads or restyles. Fixed: a customer's setting cannot widen it. */
const allowList: sanitize.IOptions = {
  allowedTags: [
    ...['p', 'br', 'div', 'span', 'a', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'mark'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'blockquote', 'pre', 'code', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'],
    ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'img'],
  ],
  allowedAttributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'width', 'height'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    ol: ['start'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  // cid: inline images of e-mails; data: pasted screenshots. Neither runs anything inside an img.
  allowedSchemesByTag: { img: ['http', 'https', 'cid', 'data'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'head', 'template'],
  nestingLimit: maxDepth,
};

const tag =
  /<(?:\/?(?:p|br|div|span|a|b|strong|i|em|u|s|del|ins|sub|sup|small|mark|big|tt|ul|ol|li|dl|dt|dd|blockquote|pre|code|hr|h[1-6]|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|img|font|center|html|head|body|meta|link|title|style|script|noscript|iframe|object|embed|svg|math|form|input|button|textarea|select|option|label|section|article|header|footer|nav|main|aside|figure|figcaption|picture|source|video|audio|template|base|address|abbr|cite|q|o:p|v:[a-z]+|w:[a-z]+)(?=[\s/>])|!--|!doctype)/i;
const entity = /&(?:[a-z][a-z0-9]{1,30}|#\d{1,7}|#x[0-9a-f]{1,6});/i;
/** `<ann@acme.example>` and `<https://…>` in a mail's quoted header are text that merely looks like a tag. */
const bracketed = /<(?=[^\s<>@]{1,200}@[^\s<>]{1,200}>|https?:\/\/)/gi;

/** True where a text holds tags or entities that HTML knows: plain text with `<3` or `a < b` is not HTML. */
export function looksLikeHtml(text: string): boolean {
  return (text.includes('<') && tag.test(text)) || (text.includes('&') && entity.test(text));
}

/** Plain text as HTML that shows the same. */
function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br />');
}

const special = /[&<>\n]/;

/** HTML by the allow-list. Plain text is escaped, its line breaks kept. */
export function normaliseHtml(raw: Json): Normalised {
  if (typeof raw === 'number' || typeof raw === 'boolean') return read(String(raw));
  if (typeof raw !== 'string') return unread('not_text', 'a list or an object stands where text was expected');
  const text = cleanText(raw);
  if (text === '') return read(null);
  if (!special.test(text)) return read(text);
  if (!looksLikeHtml(text)) return read(escapeHtml(text));
  const clean = sanitizeHtml(text);
  return read(clean === '' ? null : clean);
}

/** Removes all but the allow-list. Repeated until stable, which takes more than two rounds only for hostile nesting. */
function sanitizeHtml(text: string): string {
  let clean = text;
  for (let round = 0; round < 5; round++) {
    const next = cleanText(sanitize(clean.replace(bracketed, '&lt;'), allowList));
    if (next === clean) return clean;
    clean = next;
  }
  return escapeHtml(cleanText(sanitize(clean, { ...allowList, allowedTags: [] })));
}

const block = { leadingLineBreaks: 1, trailingLineBreaks: 1 };

/** Links and images are shown by their text alone where `addresses` is false. */
const converter = (addresses: boolean) =>
  compile({
    wordwrap: false,
    preserveNewlines: false,
    limits: { maxInputLength: 20_000_000 },
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true, ignoreHref: !addresses, noAnchorUrl: true } },
      { selector: 'img', format: addresses ? 'alternative' : 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'td', format: 'cell' },
      { selector: 'th', format: 'cell' },
      { selector: 'tr', format: 'row' },
    ],
    formatters: {
      alternative: (element, _walk, builder) => {
        const alt: unknown = element.attribs?.['alt'];
        if (typeof alt === 'string' && alt !== '') builder.addInline(`[${alt}]`);
      },
      cell: (element, walk, builder) => {
        walk(element.children, builder);
        builder.addInline(' ');
      },
      row: (element, walk, builder) => {
        builder.openBlock(block);
        walk(element.children, builder);
        builder.closeBlock(block);
      },
    },
  });

const withAddresses = converter(true);
const withoutAddresses = converter(false);

function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (/^(?:br|hr|img)$/i.test(name)) continue;
    depth += closing === '/' ? -1 : 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** The text that HTML shows: paragraphs as blank lines, lists with marks, links with their address behind them. */
export function htmlToText(html: string, addresses = true): string {
  if (!looksLikeHtml(html)) return html;
  const convert = addresses ? withAddresses : withoutAddresses;
  const shallow = isTooDeep(html) ? sanitizeHtml(html) : html.replace(bracketed, '&lt;');
  return cleanText(convert(shallow).replaceAll('\u00a0', ' '));
}
