/** A reading may tell a record twice, as a file does whose lines repeat their company: the two become one. */
import { canonicalJson, type Json } from '../model/json.ts';
import { linesDiffer, type RecordProblem, type SourceRecord } from '../model/record.ts';
import { type HashedRecord, hashRecord, keyOf } from './hashed-record.ts';

/** Each record of a page once: the newer of two, or one filled from the other. */
export function withoutRepeats(entries: readonly HashedRecord[], repeat: 'newer' | 'fill'): HashedRecord[] {
  const once = new Map<string, HashedRecord>();
  for (const entry of entries) {
    const key = keyOf(entry.record);
    const earlier = once.get(key);
    once.set(key, earlier && repeat === 'fill' ? hashRecord(fillRecord(earlier.record, entry.record)) : entry);
  }
  return [...once.values()];
}

/** One file's lines may tell the same company many times: what is known stays, blanks are filled, contradictions are noted. */
export function fillRecord(first: SourceRecord, second: SourceRecord): SourceRecord {
  const values = { ...first.values };
  const problems = [...(first.problems ?? [])];
  const note = (problem: RecordProblem) => {
    if (!problems.some(({ code, field }) => code === problem.code && field === problem.field)) problems.push(problem);
  };
  for (const [key, value] of Object.entries(second.values)) {
    if (isBlank(values[key])) values[key] = value;
    else if (!isBlank(value) && !alike(values[key], value)) note(linesDiffer(key));
  }
  for (const problem of second.problems ?? []) note(problem);
  const links = [...first.links];
  for (const link of second.links) {
    if (!links.some((other) => canonicalJson(other) === canonicalJson(link))) links.push(link);
  }
  return { ...first, values, links, ...(problems.length > 0 && { problems }) };
}

function isBlank(value: Json | undefined): boolean {
  return value === undefined || value === null || value === '';
}

/** Case is spelling, not another value. */
function alike(one: Json | undefined, other: Json): boolean {
  const plain = (value: Json | undefined) => canonicalJson(value ?? null).toLowerCase();
  return plain(one) === plain(other);
}
