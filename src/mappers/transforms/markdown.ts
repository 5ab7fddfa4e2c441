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

/** HTML as Markdown, after the allow-list has been over it, which also bounds how deep it is nested. Plain text stays. */
export function htmlToMarkdown(html: string): string {
  if (!looksLikeHtml(html)) return html;
  const clean = normaliseHtml(html);
  if (!clean.ok || typeof clean.value !== 'string') return '';
  const markdown = turndown.turndown(clean.value).trim();
  return markdown === '' ? htmlToText(clean.value) : markdown;
}
