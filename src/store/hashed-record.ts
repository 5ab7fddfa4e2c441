import { hash } from 'node:crypto';
import { canonicalJson } from '../model/json.ts';
import type { SourceRecord } from '../model/record.ts';

export interface HashedRecord {
  record: SourceRecord;
  hash: string;
  /** The record's values as canonical JSON: what is hashed is what is stored. */
  values: string;
}

/** Equal records have equal hashes, links included: what changed since the last snapshot is what has another hash. */
export function hashRecord(record: SourceRecord): HashedRecord {
  const { problems: _, values, ...others } = record;
  const text = canonicalJson(values);
  return { record, hash: hash('sha1', `${canonicalJson(others)}${text}`, 'base64url'), values: text };
}

export function keyOf({ object, sourceId }: Pick<SourceRecord, 'object' | 'sourceId'>): string {
  return `${object}\u0000${sourceId}`;
}
