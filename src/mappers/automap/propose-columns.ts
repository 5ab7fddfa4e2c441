import { type Candidate, candidatesOf } from './candidates.ts';
import type { Column } from './column.ts';
import { proposalOf } from './explain.ts';
import { frameOf } from './frame.ts';
import { vocabularyFor } from './lexicon/index.ts';
import { settleRow } from './neighbours.ts';
import { project } from './objects.ts';
import { languageOf, readHeader } from './read-header.ts';
import type { ColumnProposal, JoinedObject, ObjectHint, ProposeColumnsInput } from './types.ts';
import { weighValues } from './value-evidence.ts';
import { profileOf } from './values.ts';

/**
 * Proposes a concept for every column of a header row, or null where nothing is sure enough.
 * Pure and offline: names in several languages, example values, neighbours and the object are all it hears.
 *
 * `proposeColumns({ header: ['Vorname', 'E-Mail'], object: 'contact' })` gives `contact.first_name`, `contact.email`.
 */
export function proposeColumns(input: ProposeColumnsInput): ColumnProposal[] {
  const { header, samples = [], joins = [], object } = input;
  const readings = header.map((name) => readHeader(name, vocabularyFor(object)));
  const language = languageOf(readings);
  const columns = readings.map((reading, index): Column => {
    const frame = frameOf(reading, language);
    const profile = profileOf(samples[index] ?? []);
    const candidates = [...joinOf(joins[index], object), ...candidatesOf(frame, object, profile)];
    return { index, header: reading.header, frame, profile, candidates, answer: candidates[0] ?? null, notes: [] };
  });
  for (const column of columns) weighValues(column, object);
  settleRow(columns, object, input.system);
  return columns.map(proposalOf);
}

/** Values that are ids of another file's records say more than any header. */
function joinOf(joined: JoinedObject | null | undefined, object: ObjectHint): Candidate[] {
  if (!joined || joined === object) return [];
  const field = project(joined, 'source_id', object);
  if (field === null) return [];
  const why = `the values are ids of the ${joined} file`;
  return [{ field, base: joined, part: 'source_id', confidence: 0.96, inverted: false, bare: true, why }];
}
