import { trimEdges } from '../../mappers/csv/clean-text.ts';

/** A name that no object in JavaScript can hold as an ordinary key. */
const unusable = new Set(['__proto__']);

/**
 * Names that are unique and clean: no white space or zero-width characters around them, no star of a required field, no colon.
 * A repeated name gets a number, `Phone Number (2)`, so that the later column does not overwrite the earlier one.
 */
export function uniqueHeader(cells: readonly string[]): string[] {
  const taken = new Set<string>();
  return cells.map((cell, index) => {
    const clean = cleanHeader(cell);
    const base = clean === '' || unusable.has(clean) ? `Column ${index + 1}` : clean;
    let name = base;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base} (${number})`;
    taken.add(name.toLowerCase());
    return name;
  });
}

function cleanHeader(cell: string): string {
  return trimEdges(cell)
    .replace(/\s+/g, ' ')
    .replace(/^\*+\s*|\s*[*:]+$/g, '')
    .trim();
}
