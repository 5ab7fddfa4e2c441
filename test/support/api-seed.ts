import { randomUUID } from 'node:crypto';
import type { Mapping } from '../../src/model/mapping.ts';
import { migrationFileSchema } from '../../src/model/migration-file.ts';
import { createConnection } from '../../src/store/connection-store.ts';
import { addToCounters } from '../../src/store/counter-store.ts';
import type { Database } from '../../src/store/database.ts';
import { addMapping } from '../../src/store/mapping-store.ts';
import { type MigrationRow, scopeOf } from '../../src/store/migration-row.ts';
import { createMigration, enterPair, updateMigration } from '../../src/store/migration-store.ts';

export const mapping: Mapping = {
  schemaVersion: 1,
  source: { system: 'pipedrive', connectorVersion: '1' },
  destination: { system: 'close', connectorVersion: '1' },
  marker: 'import-test',
  timezone: 'UTC',
  defaultCountry: null,
  currency: null,
  routes: [],
  owners: { fallback: null, byId: {} },
  pipelines: [],
  newFields: [],
  consent: { onUnproven: 'pending', fields: {} },
  duplicates: {},
  junk: 'keep',
  orphans: 'each',
};

/** A migration as far as it needs to be there for the API to show it. */
export async function seedMigration(db: Database, tenantId: string, customer = 'Acme Ltd'): Promise<MigrationRow> {
  const connection = (system: string) =>
    createConnection(db, { tenantId, system, name: system, baseUrl: null, options: {}, seal: () => 'sealed' });
  const [source, destination] = [await connection('pipedrive'), await connection('close')];
  const row = await createMigration(db, {
    tenantId,
    file: migrationFileSchema.parse({ customer, source: { system: 'pipedrive' }, destination: { system: 'close' } }),
    fileKey: randomUUID(),
    sourceConnectionId: source.id,
    destinationConnectionId: destination.id,
    createdBy: 'ann@acme.example',
  });
  await addMapping(db, scopeOf(row), mapping, 'ann@acme.example');
  const pairId = await enterPair(
    db,
    tenantId,
    { system: 'pipedrive', account: customer },
    { system: 'close', account: customer },
  );
  const metadata = (fields: { key: string; label: string }[]) => ({
    account: { id: customer, name: customer },
    self: null,
    timezone: null,
    currency: null,
    objects: {
      contact: { object: 'contact', fields: fields.map((field) => ({ ...field, type: 'text' as const })) },
    },
    users: [],
    pipelines: [],
    recordStatuses: [],
    automations: [],
  });
  const changes = { mappingVersion: 1, pairId };
  const sourceMetadata = metadata([
    { key: 'name', label: 'Name' },
    { key: 'amount', label: 'Amount' },
  ]);
  const destinationMetadata = metadata([{ key: 'full_name', label: 'Full name' }]);
  await updateMigration(db, scopeOf(row), { ...changes, sourceMetadata, destinationMetadata });
  return { ...row, ...changes, sourceMetadata, destinationMetadata };
}

export interface SeededRecord {
  sourceId: string;
  object?: string;
  values?: Record<string, string>;
  outcome?: 'create' | 'update' | 'hold' | 'reject' | 'skip' | 'merge' | 'exclude';
  reasons?: { code: string; message: string; hint?: string }[];
  /** State of its main effect; left out: there is none. */
  effect?: string;
  code?: string;
  message?: string;
  hint?: string;
  destinationId?: string;
  planned?: Record<string, string>;
  after?: Record<string, string>;
  compared?: { result: string; differences?: { field: string; label: string; planned: string; found: string }[] };
  inSample?: string;
  /** What the plan would write, and the records that it needs. */
  payload?: Record<string, string>;
  needs?: { object: string; sourceId: string }[];
  destinationObject?: string;
  sourceState?: 'archived';
}

/** Records with the plans, effects, images and comparisons that the stages would have left. */
export async function seedRecords(db: Database, row: MigrationRow, records: SeededRecord[]): Promise<void> {
  const scope = scopeOf(row);
  const ids = { migration_id: row.id, tenant_id: row.tenantId };
  const keyOf = (record: SeededRecord) => ({ object: record.object ?? 'contact', source_id: record.sourceId });
  const staged = records.map((record) => ({
    ...ids,
    ...keyOf(record),
    snapshot: 1,
    hash: record.sourceId,
    values: JSON.stringify(record.values ?? { name: record.sourceId }),
    state: record.sourceState ?? 'active',
  }));
  await db.insertInto('records').values(staged).execute();
  const planned = records.flatMap((record) =>
    record.outcome === undefined ? [] : [{ ...record, outcome: record.outcome }],
  );
  const plans = planned.map((record) => ({
    ...ids,
    ...keyOf(record),
    mapping_version: 1,
    outcome: record.outcome,
    destination_object: record.destinationObject ?? 'contact',
    reasons: JSON.stringify(record.reasons ?? []),
    effects: JSON.stringify(record.payload === undefined ? [] : [effectOf(record, record.payload)]),
    content_hash: 'hash',
  }));
  await db.insertInto('plans').values(plans).execute();
  const counts = planned.map((record) => ({
    scope: 'plan' as const,
    object: keyOf(record).object,
    name: record.outcome,
    by: 1,
  }));
  await addToCounters(db, scope, counts);
  for (const record of records) {
    if (record.inSample !== undefined) {
      await db
        .insertInto('sample_records')
        .values({ ...ids, ...keyOf(record), reason: record.inSample })
        .execute();
    }
    if (record.effect !== undefined) await seedEffect(db, row, keyOf(record), record);
  }
}

function effectOf({ needs = [], destinationObject = 'contact' }: SeededRecord, payload: Record<string, string>) {
  const references = needs.map((need) => ({ ...need, role: 'main', field: 'parent', need: 'required' }));
  return { role: 'main', operation: 'create', destinationObject, payload, references, wave: 10, priority: 0 };
}

async function seedEffect(
  db: Database,
  row: MigrationRow,
  key: { object: string; source_id: string },
  record: SeededRecord,
): Promise<void> {
  const ids = { migration_id: row.id, tenant_id: row.tenantId };
  const id = randomUUID();
  await db
    .insertInto('effects')
    .values({
      ...ids,
      ...key,
      id,
      pair_id: row.pairId as string,
      role: 'main',
      operation: record.outcome === 'create' ? 'create' : 'update',
      wave: 1,
      destination_object: 'contact',
      destination_id: record.destinationId ?? null,
      state: record.effect,
      code: record.code ?? null,
      message: record.message ?? null,
      hint: record.hint ?? null,
    })
    .execute();
  await db
    .insertInto('effect_payloads')
    .values({
      ...ids,
      effect_id: id,
      payload: JSON.stringify(record.planned ?? {}),
      reference_fields: '[]',
      content_hash: 'hash',
    })
    .execute();
  if (record.after) {
    await db
      .insertInto('images')
      .values({ ...ids, effect_id: id, kind: 'after', image: JSON.stringify(record.after), version: null })
      .execute();
  }
  if (record.compared) {
    const { result, differences } = record.compared;
    await db
      .insertInto('comparisons')
      .values({ ...ids, effect_id: id, result, differences: JSON.stringify(differences ?? []) })
      .execute();
  }
}
