import type { SourceRecord } from '../model/record.ts';
import { copyMany } from './copy.ts';
import type { CounterChange } from './counter-store.ts';
import type { Executor } from './database.ts';
import { type HashedRecord, hashRecord, keyOf } from './hashed-record.ts';
import { jsonText, safeJson } from './json-text.ts';
import { anyOf, type KnownRecord, knownRecords, storedContents } from './known-records.ts';
import { fillRecord, withoutRepeats } from './repeated-records.ts';
import type { Scope } from './scope.ts';

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
      const filled = hashRecord(fillRecord({ ...entry.record, ...before }, entry.record));
      const noted = (filled.record.problems?.length ?? 0) > before.problems.length;
      return { entry: filled, isNew: noted || filled.hash !== knownOf(entry.record)?.hash };
    })
    .filter(({ isNew }) => isNew)
    .map(({ entry }) => entry);
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
