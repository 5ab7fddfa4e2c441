/** Columns for a terminal: as wide as their longest cell, numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [header, ...rows].map((row) => row.map(String));
  const widths = header.map((_, index) => Math.max(...cells.map((row) => [...(row[index] ?? '')].length)));
  const isNumber = header.map((_, index) => rows.length > 0 && rows.every((row) => typeof row[index] === 'number'));
  return cells
    .map((row) =>
      row
        .map((cell, index) => pad(cell, widths[index] ?? 0, isNumber[index] ?? false))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function pad(cell: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - [...cell].length));
  return right ? `${space}${cell}` : `${cell}${space}`;
}
