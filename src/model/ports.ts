/**
 * What the engine asks of the two ends. The connector kit implements these from a definition; files implement them
 * by hand. Errors are PortageErrors: a write whose outcome is unknown is `in_doubt`, one that certainly did nothing is
 * `rate_limited`, `transient`, `auth` or `permission`, and a record the vendor refused is `record`.
 */

import type { SystemMetadata, SystemUser } from './catalogue.ts';
import type { Json, JsonObject } from './json.ts';
import type { Slot } from './pacing.ts';
import type { ReadingPlan } from './reading-plan.ts';
import type { RawRow, SourceRecord } from './record.ts';

export interface AccountInfo {
  id: string;
  name: string | null;
  user: SystemUser | null;
  /** Rights that a migration needs and this key lacks, by their exact name at the vendor. */
  missingScopes: string[];
}

export interface RequestCounts {
  total: number;
  throttled: number;
}

export interface StreamInfo {
  name: string;
  /** Objects that its rows may become. */
  objects: string[];
  /** True where a changed-since pass can be made cheaply. */
  incremental: boolean;
}

export interface SourcePage {
  rows: RawRow[];
  records: SourceRecord[];
  /** Where to go on; null at the end. JSON, so that it survives a crash. */
  cursor: Json | null;
  total: number | null;
  /** A record told again in the same reading: the newer telling counts (default), or it only fills blanks (one-file CSV). */
  repeat?: 'newer' | 'fill';
  /** Rows that make no record, with the reason: they are counted and listed as failed, never dropped. */
  refused?: {
    line: number;
    rawKey: string;
    code: string;
    message: string;
    severity?: 'error' | 'warning';
    hint?: string | undefined;
  }[];
  /** The object is not part of the plan or not readable: skipped, with the reason. */
  skipped?: string;
}

export interface SourceReader {
  check(signal?: AbortSignal): Promise<AccountInfo>;
  describe(signal?: AbortSignal): Promise<SystemMetadata>;
  streams(): Promise<StreamInfo[]>;
  /** Sources of files only: how they are read, to be kept with the migration. */
  readingPlan?(signal?: AbortSignal): Promise<ReadingPlan>;
  /** `since`: only what changed after this instant (RFC 3339), overlapping a little; a stream that cannot filter reads all. */
  readPage(stream: string, cursor: Json | null, options: { since?: string; signal?: AbortSignal }): Promise<SourcePage>;
  requestCounts(): RequestCounts;
  close(): Promise<void>;
}

/** A record as the destination holds it: its own wire form. */
export interface DestinationRecord {
  id: string;
  data: JsonObject;
  version: string | null;
}

export interface DestinationPage {
  records: DestinationRecord[];
  cursor: Json | null;
  total: number | null;
}

/** Records of one kind that would go with another one. */
export interface TakenRecords {
  label: string;
  /** Objects of the destination that they may be. */
  objects: readonly string[];
  ids: string[];
}

/** Leave to send one write. Files, which need none, say only how long it holds. */
export type WriteSlot = Pick<Slot, 'validUntilMs' | 'release'>;

export interface WriteOptions {
  /** Total time-out of the request; it ends before the effect's deadline. */
  timeoutMs: number;
  slot?: WriteSlot;
  signal?: AbortSignal;
}

export type DefineKind = 'field' | 'pipeline' | 'stage' | 'recordStatus';

export interface DestinationWriter {
  check(signal?: AbortSignal): Promise<AccountInfo>;
  describe(signal?: AbortSignal): Promise<SystemMetadata>;
  /**
   * Leave to send one write of this kind. May wait for it as long as requests in flight take to draw from a slow budget, some
   * seconds; where it would take longer it answers at once for how many milliseconds from now nothing can be sent.
   */
  reserve(
    operation: 'create' | 'update' | 'remove' | 'define',
    object: string,
    signal?: AbortSignal,
  ): Promise<WriteSlot | { notBeforeMs: number }>;
  create(object: string, payload: JsonObject, options: WriteOptions): Promise<DestinationRecord>;
  update(object: string, id: string, changes: JsonObject, options: WriteOptions): Promise<DestinationRecord | null>;
  /** Null where the record is gone (or archived, where that is what removing means). */
  get(object: string, id: string, signal?: AbortSignal): Promise<DestinationRecord | null>;
  remove(object: string, id: string, options: WriteOptions): Promise<void>;
  list(object: string, cursor: Json | null, signal?: AbortSignal): Promise<DestinationPage>;
  /** How many records of an object there are, as the vendor says now; null where it does not tell. */
  total(object: string, signal?: AbortSignal): Promise<number | null>;
  /** What the vendor would remove together with a record that `get` has shown, whoever made it. */
  takenWith(object: string, record: DestinationRecord, signal?: AbortSignal): Promise<TakenRecords[]>;
  /** Records that hold the id of one that `get` has shown, and would lose their link to it: those on the same parent. */
  namedBy(object: string, record: DestinationRecord, signal?: AbortSignal): Promise<TakenRecords[]>;
  /**
   * Records that may be the one that an unanswered create made: by external id, under the parent, or from all. Null where nothing of
   * this can be asked for the payload: nobody can tell then.
   */
  candidates(object: string, payload: JsonObject, signal?: AbortSignal): Promise<DestinationRecord[] | null>;
  /** The time by the clock that stamps its records, as its last answer told; null where it does not tell. */
  now?(): Date | null;
  /** Makes a field, pipeline, stage or status; `key` is how records name it. */
  define(
    kind: DefineKind,
    object: string,
    payload: JsonObject,
    options: WriteOptions,
  ): Promise<{ id: string; key: string }>;
  undefine(kind: DefineKind, object: string, id: string, options: WriteOptions): Promise<void>;
  requestCounts(): RequestCounts;
  /** Ends output (file destinations assemble their files); nothing for APIs. Safe to call twice. */
  finish(): Promise<void>;
  close(): Promise<void>;
}
