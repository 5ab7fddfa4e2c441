import type { Json } from './json.ts';

/** Words for CRM objects. The engine switches over none of them; connectors and mappings name them. */
export const canonicalObjects = [
  'user',
  'pipeline',
  'stage',
  'company',
  'contact',
  'lead',
  'deal',
  'task',
  'note',
  'call',
  'email',
  'meeting',
  'product',
  'tag',
  'list',
  'attachment',
  'consent',
] as const;

/** Kinds of activities: they share the concepts of `activity.*`. */
export const activityObjects: ReadonlySet<string> = new Set(['task', 'note', 'call', 'email', 'meeting']);

/** Objects that hold settings, not a customer's records: read first, never counted in the balance. */
export const settingObjects: ReadonlySet<string> = new Set(['user', 'pipeline', 'stage', 'tag', 'list']);

/** How a record points at its parent where its file has no id for it. */
export interface LinkKey {
  by: 'name' | 'domain' | 'email' | 'id';
  value: string;
}

/** A relation as the source states it: by id, or by a key that is resolved once every record is staged. */
export interface RecordLink {
  /** The role of the other end seen from here: `company`, `contact`, `deal`, `owner`, `pipeline`, `stage` … */
  kind: string;
  toObject: string;
  toId?: string;
  toKey?: LinkKey;
  label?: string;
  /** The first or marked one of several of the same kind. */
  primary?: boolean;
}

/** One instance of an object as normalised from raw rows. Identity: (source account, object, source id). */
export interface SourceRecord {
  object: string;
  /** Always text: ids beyond 2^53 and leading zeros survive. */
  sourceId: string;
  /** By the source field's key; value forms are those of the field's type in the source's catalogue. */
  values: Record<string, Json>;
  links: RecordLink[];
  /** Instants, RFC 3339. */
  createdAt?: string;
  updatedAt?: string;
  /** `deleted` records are counted and excluded; `archived` ones come along; `refused` ones stand for rows that cannot be read. */
  state?: 'active' | 'archived' | 'deleted' | 'refused';
  problems?: RecordProblem[];
}

export interface RecordProblem {
  code: string;
  message: string;
  field?: string;
  line?: number;
  hint?: string;
}

/** What is noted where a file tells of one record on several lines and they contradict each other. */
export function linesDiffer(field: string): RecordProblem {
  return {
    code: 'lines_differ',
    message: `lines of the file tell "${field}" differently; the first value was taken`,
    field,
    hint: 'Correct the file where another line is right, and top up.',
  };
}

/** One row as the source gave it, before anything was understood. */
export interface RawRow {
  stream: string;
  rawKey: string;
  data: Json;
}
