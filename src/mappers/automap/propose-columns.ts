import { candidatesOf } from './candidates.ts';
import type { Column } from './column.ts';
import { frameOf } from './frame.ts';
import { vocabularyFor } from './lexicon/index.ts';
import { settleRow } from './neighbours.ts';
import { languageOf, readHeader } from './read-header.ts';
import type { ColumnProposal, ProposeColumnsInput } from './types.ts';
import { weighValues } from './value-evidence.ts';
import { profileOf } from './values.ts';

/** A reading is filled in from here on; below it stays an alternative for a person. */
export const fillFrom = 0.5;

/**
 * Proposes a concept for every column of a header row, or null where nothing is sure enough.
 * Pure and offline: names in several languages, example values, neighbours and the object are all it hears.
 *
 * `proposeColumns({ header: ['Vorname', 'E-Mail'], object: 'contact' })` gives `contact.first_name`, `contact.email`.
 */
export function proposeColumns(input: ProposeColumnsInput): ColumnProposal[] {
  const readings = input.header.map((header) => readHeader(header, vocabularyFor(input.object)));
  const language = languageOf(readings);
  const columns = readings.map((reading, index): Column => {
    const frame = frameOf(reading, language);
    const profile = profileOf(input.samples?.[index] ?? []);
    const candidates = candidatesOf(frame, input.object, profile);
    return { index, header: reading.header, frame, profile, candidates, answer: candidates[0] ?? null, notes: [] };
  });
  for (const column of columns) weighValues(column, input.object);
  settleRow(columns, input.object);
  return columns.map(proposalOf);
}

function proposalOf(column: Column): ColumnProposal {
  const { answer, candidates, frame, header } = column;
  const filled = answer !== null && answer.confidence >= fillFrom ? answer : null;
  const alternatives = new Map<string, number>();
  for (const candidate of [...(answer && !filled ? [answer] : []), ...candidates]) {
    if (candidate.field !== filled?.field)
      alternatives.set(candidate.field, Math.max(alternatives.get(candidate.field) ?? 0, candidate.confidence));
  }
  const listed = [...alternatives].map(([field, confidence]) => ({
    field,
    confidence: round(Math.min(confidence, filled ? 1 - filled.confidence : fillFrom)),
  }));
  return {
    header,
    field: filled?.field ?? null,
    confidence: round(filled?.confidence ?? 0.9),
    reason: [filled?.why ?? frame.custom ?? frame.ignore ?? '', ...column.notes].join('; '),
    ...(filled?.inverted ? { inverted: true } : {}),
    ...(filled ? {} : { otherwise: frame.ignore !== null ? 'ignore' : 'custom' }),
    alternatives: listed.sort((a, b) => b.confidence - a.confidence),
  };
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
