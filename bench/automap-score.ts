import { readFileSync } from 'node:fs';
import { type ObjectHint, proposeColumns } from '../src/mappers/automap/index.ts';
import { interchangeField } from '../src/mappers/automap/interchange.ts';

/** A labelled header row: public headers, invented values. */
export interface LabelledRow {
  source: string;
  system: string;
  object: ObjectHint;
  language: string;
  kind: string;
  evidence: string;
  messy: boolean;
  columns: LabelledColumn[];
}

interface LabelledColumn {
  header: string;
  samples: string[];
  label: string;
  accept?: string[];
  polarity?: 'inverted';
}

/** One column with the answer and what became of it. */
export interface Scored {
  row: LabelledRow;
  column: LabelledColumn;
  answer: string;
  confidence: number;
  reason: string;
  outcome: 'hit' | 'false_positive' | 'wrong_target' | 'left_open';
  strict: boolean;
  /** For opt-out columns that were hit: whether the inversion was set as well. */
  inversion: boolean | null;
}

export const unmapped = 'unmapped';

export function readRows(path: URL): LabelledRow[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as LabelledRow);
}

/** Runs the mapper over one row, with or without the example values. */
export function scoreRow(row: LabelledRow, withSamples: boolean): Scored[] {
  const proposals = proposeColumns({
    header: row.columns.map((column) => column.header),
    ...(withSamples ? { samples: row.columns.map((column) => column.samples) } : {}),
    object: row.object,
    system: row.system,
  });
  return row.columns.map((column, index) => {
    const proposal = proposals[index]!;
    const answer = interchangeField(proposal.field) ?? unmapped;
    const label = plain(column.label);
    const targets = [label, ...(column.accept ?? []).map(plain)];
    const hit = targets.includes(answer);
    const outcome = hit
      ? 'hit'
      : answer === unmapped
        ? 'left_open'
        : label === unmapped
          ? 'false_positive'
          : 'wrong_target';
    const inversion = column.polarity === 'inverted' && answer === column.label ? proposal.inverted === true : null;
    return {
      row,
      column,
      answer,
      confidence: proposal.confidence,
      reason: proposal.reason,
      outcome,
      strict: answer === label,
      inversion,
    };
  });
}

function plain(label: string): string {
  return label === 'custom' || label === 'ignore' ? unmapped : label;
}

export interface Figures {
  columns: number;
  rows: number;
  /** Shares, 0 to 1. */
  hit: number;
  strict: number;
  hitOverRows: number;
  mappable: number;
  falsePositive: number;
  wrongTarget: number;
}

/** The measures that the labelled set defines: over all columns, mappable ones, unmappable ones, and averaged over rows. */
export function figuresOf(scored: readonly Scored[]): Figures {
  const isMappable = ({ column }: Scored) => plain(column.label) !== unmapped;
  const mappable = scored.filter(isMappable);
  const unmappable = scored.filter((one) => !isMappable(one));
  const rows = [...Map.groupBy(scored, ({ row }) => row).values()];
  const hits = (some: readonly Scored[]) => share(some, ({ outcome }) => outcome === 'hit');
  return {
    columns: scored.length,
    rows: rows.length,
    hit: hits(scored),
    strict: share(scored, ({ strict }) => strict),
    hitOverRows: rows.reduce((sum, row) => sum + hits(row), 0) / rows.length,
    mappable: hits(mappable),
    falsePositive: share(unmappable, ({ outcome }) => outcome === 'false_positive'),
    wrongTarget: share(mappable, ({ outcome }) => outcome === 'wrong_target'),
  };
}

export function share<Item>(items: readonly Item[], test: (item: Item) => boolean): number {
  return items.length === 0 ? Number.NaN : items.filter(test).length / items.length;
}
