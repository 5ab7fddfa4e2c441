import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { canonicalJson, type Json } from '../model/json.ts';
import type { LinkKey, RecordLink, RecordProblem, SourceRecord } from '../model/record.ts';
import { copyMany } from './copy.ts';
import type { CounterChange } from './counter-store.ts';
import type { Executor } from './database.ts';
import { jsonText, safeJson } from './json-text.ts';
import type { Scope } from './scope.ts';

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

/**
 * Stores the records of one page, each once: new ones, and changed ones as a further snapshot. `repeat` says what becomes of
 * a record that this very reading tells twice. Returns what to count.
 */
export async function saveRecords(
  db: Executor,
  scope: Scope,
  snapshot: number,
  hashed: readonly HashedRecord[],
  repeat: 'newer' | 'fill',
): Promise<CounterChange[]> {
  if (hashed.length === 0) return [];
  const once = withoutRepeats(hashed, repeat);
  const known = await knownRecords(db, scope, once);
  const fresh = once.filter(({ record }) => !known.has(keyOf(record)));
  const changed = once.filter((entry) => (known.get(keyOf(entry.record))?.hash ?? entry.hash) !== entry.hash);
  const merged =
    repeat === 'fill' ? await fillStored(db, scope, snapshot, changed, (record) => known.get(keyOf(record))) : changed;
  await supersede(db, scope, snapshot, merged);
  await insertRecords(db, scope, snapshot, [...fresh, ...merged]);
  return [
    ...fresh.flatMap(({ record }): CounterChange[] => [
      { scope: 'export', object: record.object, name: 'records', by: 1 },
      ...(record.state && record.state !== 'active'
        ? [{ scope: 'export' as const, object: record.object, name: record.state, by: 1 }]
        : []),
    ]),
    ...merged.map(({ record }): CounterChange => ({ scope: 'export', object: record.object, name: 'changed', by: 1 })),
  ];
}

function withoutRepeats(entries: readonly HashedRecord[], repeat: 'newer' | 'fill'): HashedRecord[] {
  const once = new Map<string, HashedRecord>();
  for (const entry of entries) {
    const key = keyOf(entry.record);
    const earlier = once.get(key);
    once.set(key, earlier && repeat === 'fill' ? hashRecord(fill(earlier.record, entry.record)) : entry);
  }
  return [...once.values()];
}

/** One file's lines may tell the same company many times: what is known stays, blanks are filled, contradictions are noted. */
function fill(first: SourceRecord, second: SourceRecord): SourceRecord {
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

function linesDiffer(field: string): RecordProblem {
  return {
    code: 'lines_differ',
    message: `lines of the file tell "${field}" differently; the first value was taken`,
    field,
    hint: 'Correct the file where another line is right, and top up.',
  };
}

function keyOf({ object, sourceId }: Pick<SourceRecord, 'object' | 'sourceId'>): string {
  return `${object}\u0000${sourceId}`;
}

interface KnownRecord {
  hash: string;
  snapshot: number;
}

/** Looked up by object and a list of ids: that goes by key, whatever the statistics of a table that grows this fast say. */
async function knownRecords(
  db: Executor,
  scope: Scope,
  entries: readonly HashedRecord[],
): Promise<Map<string, KnownRecord>> {
  const known = new Map<string, KnownRecord>();
  for (const [object, group] of Map.groupBy(entries, ({ record }) => record.object)) {
    const rows = await db
      .selectFrom('records')
      .select(['source_id', 'hash', 'snapshot'])
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('object', '=', object)
      .where('source_id', '=', anyOf(group))
      .where('superseded', '=', false)
      .execute();
    for (const { source_id: sourceId, ...row } of rows) known.set(keyOf({ object, sourceId }), row);
  }
  return known;
}

function anyOf(entries: readonly HashedRecord[]) {
  return sql<string>`any(${entries.map(({ record }) => record.sourceId)})`;
}

/** Adds to records what this reading has stored of them before, from an earlier page. */
async function fillStored(
  db: Executor,
  scope: Scope,
  snapshot: number,
  entries: readonly HashedRecord[],
  knownOf: (record: SourceRecord) => KnownRecord | undefined,
): Promise<HashedRecord[]> {
  const told = entries.filter(({ record }) => knownOf(record)?.snapshot === snapshot);
  if (told.length === 0) return [...entries];
  const stored = await storedContents(db, scope, snapshot, told);
  return entries
    .map((entry) => {
      const before = stored.get(keyOf(entry.record));
      if (before === undefined) return { entry, isNew: true };
      const filled = hashRecord(fill({ ...entry.record, ...before }, entry.record));
      const noted = (filled.record.problems?.length ?? 0) > before.problems.length;
      return { entry: filled, isNew: noted || filled.hash !== knownOf(entry.record)?.hash };
    })
    .filter(({ isNew }) => isNew)
    .map(({ entry }) => entry);
}

type Told = Required<Pick<SourceRecord, 'values' | 'links' | 'problems'>>;

async function storedContents(
  db: Executor,
  scope: Scope,
  snapshot: number,
  entries: readonly HashedRecord[],
): Promise<Map<string, Told>> {
  const contents = new Map<string, Told>();
  for (const [object, group] of Map.groupBy(entries, ({ record }) => record.object)) {
    const records = await db
      .selectFrom('records')
      .select(['source_id', 'values', 'problems'])
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('object', '=', object)
      .where('source_id', '=', anyOf(group))
      .where('snapshot', '=', snapshot)
      .execute();
    const links = await db
      .selectFrom('links')
      .select(['from_id', 'kind', 'to_object', 'to_id', 'key_by', 'key_value', 'label', 'is_primary'])
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('from_object', '=', object)
      .where('from_id', '=', anyOf(group))
      .orderBy('position')
      .execute();
    const linksOf = Map.groupBy(links, (link) => link.from_id);
    for (const { source_id: sourceId, values, problems } of records) {
      contents.set(keyOf({ object, sourceId }), {
        values: values as Record<string, Json>,
        links: (linksOf.get(sourceId) ?? []).map(toLink),
        problems: (problems as RecordProblem[] | null) ?? [],
      });
    }
  }
  return contents;
}

function toLink(row: {
  kind: string;
  to_object: string;
  to_id: string | null;
  key_by: string | null;
  key_value: string | null;
  label: string | null;
  is_primary: boolean;
}): RecordLink {
  return {
    kind: row.kind,
    toObject: row.to_object,
    ...(row.to_id !== null && { toId: row.to_id }),
    ...(row.key_by !== null &&
      row.key_value !== null && { toKey: { by: row.key_by as LinkKey['by'], value: row.key_value } }),
    ...(row.label !== null && { label: row.label }),
    ...(row.is_primary && { primary: true }),
  };
}

async function supersede(
  db: Executor,
  scope: Scope,
  snapshot: number,
  changed: readonly HashedRecord[],
): Promise<void> {
  for (const [object, group] of Map.groupBy(changed, ({ record }) => record.object)) {
    // a row of this very snapshot is the same reading, repeated: it is replaced; older snapshots stay as they were
    await db
      .deleteFrom('records')
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('object', '=', object)
      .where('source_id', '=', anyOf(group))
      .where('snapshot', '=', snapshot)
      .execute();
    await db
      .updateTable('records')
      .set({ superseded: true })
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('object', '=', object)
      .where('source_id', '=', anyOf(group))
      .where('superseded', '=', false)
      .execute();
    await db
      .deleteFrom('links')
      .where('migration_id', '=', scope.migrationId)
      .where('tenant_id', '=', scope.tenantId)
      .where('from_object', '=', object)
      .where('from_id', '=', anyOf(group))
      .execute();
  }
}

async function insertRecords(
  db: Executor,
  scope: Scope,
  snapshot: number,
  entries: readonly HashedRecord[],
): Promise<void> {
  await copyMany(
    db,
    'records',
    {
      migration_id: ['uuid', () => scope.migrationId],
      tenant_id: ['uuid', () => scope.tenantId],
      object: ['text', ({ record }: HashedRecord) => record.object],
      source_id: ['text', ({ record }) => record.sourceId],
      snapshot: ['int', () => snapshot],
      hash: ['text', ({ hash }) => hash],
      values: ['jsonb', ({ values }) => safeJson(values)],
      state: ['text', ({ record }) => record.state ?? 'active'],
      created_at: ['timestamptz', ({ record }) => record.createdAt ?? null],
      updated_at: ['timestamptz', ({ record }) => record.updatedAt ?? null],
      problems: ['jsonb', ({ record }) => (record.problems ? jsonText(record.problems) : null)],
    },
    entries,
  );
  const links = entries.flatMap(({ record }) => record.links.map((link, position) => ({ record, link, position })));
  await copyMany(
    db,
    'links',
    {
      migration_id: ['uuid', () => scope.migrationId],
      tenant_id: ['uuid', () => scope.tenantId],
      from_object: ['text', (entry: (typeof links)[number]) => entry.record.object],
      from_id: ['text', (entry) => entry.record.sourceId],
      kind: ['text', (entry) => entry.link.kind],
      position: ['int', (entry) => entry.position],
      to_object: ['text', (entry) => entry.link.toObject],
      to_id: ['text', (entry) => entry.link.toId ?? null],
      key_by: ['text', (entry) => entry.link.toKey?.by ?? null],
      key_value: ['text', (entry) => entry.link.toKey?.value ?? null],
      label: ['text', (entry) => entry.link.label ?? null],
      is_primary: ['boolean', (entry) => entry.link.primary ?? false],
      state: ['text', () => 'pending'],
      snapshot: ['int', () => snapshot],
    },
    links,
  );
}
