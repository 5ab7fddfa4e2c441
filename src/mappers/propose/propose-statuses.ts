import type { RecordStatusMapping } from '../../model/mapping.ts';
import { plainName } from '../values/plain-name.ts';
import { slug } from './new-fields.ts';

/** A value of the source's status field, the commonest first. */
export interface StatusValue {
  value: string;
  /** What a person reads, where the source keeps ids. */
  name: string;
  records: number;
}

/** A field with more values than this is no status: nobody wants such a list to choose from. */
const mostNew = 20;

/**
 * Statuses of records (a lead's at Close) by name; what has no namesake is created where that is possible, like a custom field.
 * Where it is not, and for a field of very many values, the word is kept as a line of text.
 */
export function proposeStatuses(
  values: readonly StatusValue[],
  there: readonly { id: string; name: string }[],
  canCreate: boolean,
): RecordStatusMapping[] {
  const byName = new Map(there.map((status) => [plainName(status.name), status.id]));
  const namesake = ({ value, name }: StatusValue) => byName.get(plainName(name)) ?? byName.get(plainName(value));
  const created = new Set(
    values.filter((value) => namesake(value) === undefined && slug(value.name) !== '').map(({ name }) => slug(name)),
  );
  const tooMany = created.size > mostNew;
  // spelt alike but for case and signs they are one, and called as the commonest is
  const called = new Map(values.toReversed().map(({ name }) => [slug(name), name]));
  return values.map((value) => {
    const name = called.get(slug(value.name)) ?? value.name;
    const base = { from: value.value, name, records: value.records };
    const same = namesake(value);
    if (same !== undefined) return { ...base, to: same, reason: 'same name' };
    if (!created.has(slug(value.name)) || !canCreate)
      return { ...base, to: null, reason: 'no status of this name there: kept as a line of text' };
    if (tooMany)
      return {
        ...base,
        to: null,
        reason: `${created.size} new ones are too many to choose from: kept as a line of text`,
      };
    return { ...base, to: `new:recordStatus.${slug(value.name)}`, reason: 'created: no status of this name there' };
  });
}
