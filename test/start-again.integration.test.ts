import { describe, expect, test } from 'vitest';
import { startMigration } from '../src/api/service/start.ts';
import { type MigrationFile, migrationFileSchema } from '../src/model/migration-file.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { enterStage, getMigration, updateMigration } from '../src/store/migration-store.ts';
import { useApi } from './support/api.ts';

const api = useApi();

const file = (more: object = {}): MigrationFile =>
  migrationFileSchema.parse({
    customer: 'Acme',
    source: { system: 'csv', files: [{ path: '/in/contcats.csv' }] },
    destination: { system: 'close', connection: { credentials: { apiKey: 'old' } } },
    ...more,
  });

describe('a migration file given again', () => {
  const start = async (fileKey: string, given: MigrationFile) => {
    const { tenantId } = await api.tenant('again');
    return startMigration(api.deps, { tenantId, by: 'ann', via: 'CLI', file: given, fileKey });
  };

  test('is taken up as corrected until the first record is read, without its credentials', async () => {
    const first = await start('typo', file());
    await enterStage(api.db, scopeOf(first.migration), 'preflight');
    const corrected = file({
      source: { system: 'csv', files: [{ path: '/in/contacts.csv' }] },
      timezone: 'Europe/London',
      marker: 'too-late',
    });
    const again = await start('typo', corrected);
    expect(again).toMatchObject({ resumed: true, tooLate: ['marker'] });
    const { file: now, id } = await getMigration(api.db, first.migration.id);
    expect(id).toBe(again.migration.id);
    expect(now.source.files).toEqual([{ path: '/in/contacts.csv' }]);
    expect(now).toMatchObject({ timezone: 'Europe/London', destination: { connection: { credentials: {} } } });
    expect(now.marker).toBeUndefined();
  });

  test('says what comes too late once records are read; credentials and decisions never do', async () => {
    const first = await start('late', file());
    await enterStage(api.db, scopeOf(first.migration), 'approval');
    await updateMigration(api.db, scopeOf(first.migration), { snapshot: 1 });
    const renewed = { system: 'close', connection: { credentials: { apiKey: 'new' } } };
    const same = await start('late', file({ destination: renewed, orphans: 'each', mapping: 'm.yaml' }));
    expect(same.tooLate).toEqual([]);
    const changed = await start('late', file({ timezone: 'Europe/London', share: 0.5 }));
    expect(changed.tooLate.sort()).toEqual(['share', 'timezone']);
    expect((await getMigration(api.db, first.migration.id)).file.timezone).toBeUndefined();
  });

  test('is another migration where it names other systems', async () => {
    const first = await start('systems', file());
    const other = file({ source: { system: 'pipedrive', connection: { credentials: { apiToken: 'x' } } } });
    const second = await start('systems', other);
    expect(second.resumed).toBe(false);
    expect(second.migration.id).not.toBe(first.migration.id);
  });
});
