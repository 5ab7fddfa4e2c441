import type { DestinationField } from '../../model/destination-object.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { pick } from '../../model/json-path.ts';
import type { Reason } from '../../model/plan.ts';
import type { MatchCandidate } from '../../model/views.ts';
import { differingKeys } from '../compare/compare-record.ts';
import { isBlank } from './built.ts';
import type { MatchInput } from './match.ts';

/**
 * What an existing record gets: it is filled where it is empty, and what differs stays and is listed, whatever form the vendor
 * gives it. Other rules were chosen by a person, field by field.
 */
export function fillBlanks(input: MatchInput, match: MatchCandidate): { payload: JsonObject; reasons: Reason[] } {
  const payload: JsonObject = {};
  const reasons: Reason[] = [];
  const { mapping, destination } = input.context;
  const known = new Map<string, DestinationField>(input.object.fields.map((field) => [field.key, field]));
  for (const field of destination.objects[input.to]?.fields ?? [])
    if (!known.has(field.key)) known.set(field.key, field);
  const comparing = { fields: new Map([[input.to, known]]), values: mapping };
  const rules = new Map(input.route.fields.map((field) => [field.to, field.existing]));
  for (const [key, value] of Object.entries(input.payload)) {
    const field = known.get(key);
    if (field?.createOnly) continue;
    const existing = (field?.path ? pick(match.values, field.path) : match.values[key]) ?? null;
    if (isBlank(existing)) {
      payload[key] = value;
      continue;
    }
    if (differingKeys(comparing, input.to, { [key]: value }, { [key]: existing }).length === 0) continue;
    const isSame = (item: Json, other: Json) =>
      differingKeys(comparing, input.to, { [key]: [item] }, { [key]: [other] }).length === 0;
    const rule = rules.get(key) ?? 'fill';
    if (rule === 'append' && Array.isArray(existing) && Array.isArray(value)) {
      // items that are there stay as they are: another run adds nothing
      const added = value.filter((item) => !existing.some((other) => isSame(item, other)));
      if (added.length > 0) payload[key] = [...existing, ...added];
      continue;
    }
    const wanted = byRule(rule, value, existing, isNewer(input, match));
    if (wanted !== undefined) payload[key] = wanted;
    else {
      reasons.push({
        code: 'existing_value_kept',
        message: `"${field?.label ?? key}" differs; the existing value stays`,
        field: key,
      });
    }
  }
  return { payload, reasons };
}

/** What is written over a value that differs; undefined where it stays. */
function byRule(rule: string, value: Json, existing: Json, newer: boolean): Json | undefined {
  if (rule === 'source' || (rule === 'newest' && newer)) return value;
  if (rule !== 'append') return undefined;
  const texts = typeof existing === 'string' && typeof value === 'string';
  return texts && !existing.includes(value) ? `${existing}\n${value}` : undefined;
}

/** True where both sides tell when the record was changed last, and the source's change is the later one. */
function isNewer({ object, record }: MatchInput, match: MatchCandidate): boolean {
  const there = object.version === undefined ? undefined : pick(match.values, object.version);
  const [theirs, ours] = [Date.parse(String(there ?? '')), Date.parse(record.updatedAt ?? '')];
  return ours > theirs;
}
