const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

export function count(value: number): string {
  return numbers.format(value);
}

export function percent(part: number): string {
  return `${(part * 100).toFixed(1)} %`;
}

/** Lines of a Markdown table, its columns as wide as they need to be: numbers to the right. */
export function table(head: string[], lines: string[][]): string {
  const widths = head.map((name, column) =>
    Math.max(...[head, ...lines].map((line) => (line[column] ?? '').length), name.length),
  );
  const row = (line: string[]) =>
    `| ${widths.map((width, column) => (column === 0 ? (line[column] ?? '').padEnd(width) : (line[column] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [row(head), rule, ...lines.map(row)].join('\n');
}
