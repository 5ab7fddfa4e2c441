import type { ObjectCatalogue } from '../../model/catalogue.ts';
import { canonicalJson, type Json } from '../../model/json.ts';
import type { Reason } from '../../model/plan.ts';
import type { DuplicateView, RecordView } from '../../model/views.ts';
import { joinRecords } from '../dedupe/join-records.ts';

/** The record that stays, with what those bring that become part of it; one whose group nobody decided about is told. */
export function withDuplicates(
  record: RecordView,
  catalogue: ObjectCatalogue | undefined,
): { record: RecordView; reasons: Reason[]; lines: string[] } {
  const { duplicate } = record;
  if (!duplicate) return { record, reasons: [], lines: [] };
  if (duplicate.members.length === 0) {
    if (duplicate.decision !== 'apart') return { record, reasons: [], lines: [] };
    const message = 'shares an address, a number or its name with another record of the source; it goes by itself';
    return { record, reasons: [{ code: 'possible_duplicate', message }], lines: [] };
  }
  const { values, left } = joinRecords(catalogue, record.values, duplicate.members);
  return {
    record: { ...record, values },
    reasons: left.map(({ field, label }) => ({
      code: 'duplicate_differs',
      message: `a duplicate that became part of it had another value of "${label}"; the first one stays`,
      field,
    })),
    lines: left.map(({ sourceId, label, value }) => `${label} of duplicate ${sourceId}: ${textOf(value)}`),
  };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : canonicalJson(value);
}

/** Code, message and hint of a record that waits for a decision about its group. */
export function duplicateHeld({ others, kinds }: DuplicateView): [code: string, message: string, hint: string] {
  return [
    'duplicate_undecided',
    `may be the same as ${others} other record${others === 1 ? '' : 's'} of the source (by ${kinds.join(', ')})`,
    'Decide in the mapping, under duplicates: merge or apart. portage duplicates lists the groups.',
  ];
}
