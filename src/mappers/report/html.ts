const marks: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that is safe to put into a page: made by `html` only, so that no value gets there unescaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

export type Child = Html | string | number | null | undefined | false | readonly Child[];

/** Text as it may stand between tags and inside quoted attributes. Control characters, which no page may hold, are left out. */
export function escapeHtml(text: string): string {
  return text.replace(/[\p{Cc}--[\t\n\r]]/gv, '').replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}

function render(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (child instanceof Html) return child.text;
  if (typeof child === 'string' || typeof child === 'number') return escapeHtml(String(child));
  return child.map(render).join('');
}

/** A template whose values are escaped, unless they are markup themselves: html`<td>${customer}</td>`. */
export function html(texts: TemplateStringsArray, ...children: Child[]): Html {
  return new Html(texts.map((text, index) => (index === 0 ? text : `${render(children[index - 1])}${text}`)).join(''));
}

/** A link where the address is one that a browser may open, and else the text alone: a vendor's data never runs as code. */
export function link(url: string | null, text: string): Html {
  if (url === null || !/^https?:\/\//i.test(url)) return html`${text}`;
  return html`<a href="${url}" rel="noopener noreferrer" target="_blank">${text}</a>`;
}
