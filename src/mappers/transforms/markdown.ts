import TurndownService from 'turndown';
import { htmlToText, looksLikeHtml, normaliseHtml } from '../values/html.ts';

const turndown = new TurndownService({
  headingStyle: 'atx',
  bulletListMarker: '-',
  codeBlockStyle: 'fenced',
  emDelimiter: '*',
});
turndown.addRule('strikethrough', {
  filter: (node) => ['S', 'DEL'].includes(node.nodeName),
  replacement: (content) => `~~${content}~~`,
});
turndown.addRule('cell', { filter: ['td', 'th'], replacement: (content) => `${content.trim()} | ` });
turndown.addRule('row', { filter: 'tr', replacement: (content) => `${content.trim().replace(/ \|$/, '')}\n` });

/** Markdown walks a tree by recursion, so depth is bounded before: no real note nests deeper. */
const maxDepth = 100;

function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, closing, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (/^(?:br|hr|img)$/i.test(name)) continue;
    depth += closing === '/' ? -1 : 1;
    if (depth > maxDepth) return true;
  }
  return false;
}

/** HTML as Markdown, after the allow-list has been over it; undefined where it is nested too deeply. Plain text stays. */
export function htmlToMarkdown(html: string): string | undefined {
  if (!looksLikeHtml(html)) return html;
  const clean = normaliseHtml(html);
  if (!clean.ok || typeof clean.value !== 'string') return '';
  if (isTooDeep(clean.value)) return undefined;
  const markdown = turndown.turndown(clean.value).trim();
  return markdown === '' ? htmlToText(clean.value) : markdown;
}
