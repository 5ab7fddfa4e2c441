import { expect, test } from 'vitest';
import { startMigration } from '../src/api/service/start.ts';
import { sendDecision } from '../src/cli/send-decision.ts';
import type { Session } from '../src/cli/session.ts';
import { migrationFileSchema } from '../src/model/migration-file.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { getMigration, updateMigration } from '../src/store/migration-store.ts';
import { useApi } from './support/api.ts';

const api = useApi();

test('an answer counts as given only when the migration no longer asks, so that the next command does not ask again', async () => {
  const { tenantId } = await api.tenant('decision');
  const file = migrationFileSchema.parse({
    customer: 'Acme',
    source: { system: 'csv', files: [{ path: '/in/a.csv' }] },
    destination: { system: 'csv', path: '/out' },
  });
  const { migration } = await startMigration(api.deps, { tenantId, by: 'ann', via: 'CLI', file, fileKey: 'a' });
  const need = { code: 'open_decisions', message: 'a currency', hint: 'map it', decision: 'requestChanges' } as const;
  await updateMigration(api.db, scopeOf(migration), { waitingFor: need });

  // the workflow answers as soon as the decision is stored, and acts on it afterwards
  let acted: Promise<unknown> | undefined;
  const executeUpdate = async () => {
    setImmediate(() => {
      acted = updateMigration(api.db, scopeOf(migration), { waitingFor: null });
    });
  };
  const temporal = {
    workflow: { getHandle: () => ({ executeUpdate }) },
    withDeadline: (_: number, call: () => Promise<void>) => call(),
  };
  const session = {
    joined: true,
    engine: { db: api.db, temporal },
    service: { ...api.deps, temporal },
  } as unknown as Session;

  await sendDecision(session, await getMigration(api.db, migration.id), 'requestChanges', { mappingVersion: 2 });
  expect(acted).toBeDefined();
  expect((await getMigration(api.db, migration.id)).waitingFor).toBeNull();
});
