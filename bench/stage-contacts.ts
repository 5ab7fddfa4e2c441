import type { ActivityContext } from '../src/activities/context.ts';
import type { Json } from '../src/model/json.ts';
import type { SourceRecord } from '../src/model/record.ts';
import { getMigration, scopeOf, updateMigration } from '../src/store/migration-store.ts';
import { beginStreams, preparePage, savePage } from '../src/store/staging-store.ts';

const pageSize = 1_000;
const contactsEach = 10;

/**
 * Stages contacts, ten a company, as if they had been exported: shaped like the source's own first page of each, every one
 * with an id and an e-mail address of its own.
 */
export async function stageContacts(context: ActivityContext, migrationId: string, contacts: number): Promise<void> {
  const row = await getMigration(context.db, migrationId);
  const source = await context.openSource(row);
  const companies = Math.ceil(contacts / contactsEach);
  const snapshot = 1;
  const streams = [
    { stream: 'organizations', count: companies, linkOf: () => [] },
    {
      stream: 'persons',
      count: contacts,
      linkOf: (index: number) => [{ kind: 'company', toObject: 'company', toId: `${(index % companies) + 1}` }],
    },
  ];
  await beginStreams(
    context.db,
    scopeOf(row),
    snapshot,
    streams.map(({ stream }, position) => ({ stream, position })),
  );
  for (const { stream, count, linkOf } of streams) {
    const { records: models } = await source.readPage(stream, null, {});
    for (let first = 0; first < count; first += pageSize) {
      const records = Array.from({ length: Math.min(pageSize, count - first) }, (_, index) => {
        const number = first + index;
        return { ...oneLike(models[number % models.length] as SourceRecord, number + 1), links: linkOf(number) };
      });
      const next = first + pageSize < count ? { first: first + pageSize } : null;
      await savePage(context.db, scopeOf(row), {
        stream,
        snapshot,
        from: first === 0 ? null : { first },
        prepared: preparePage({ rows: [], records, cursor: next, total: null }),
      });
    }
  }
  await updateMigration(context.db, scopeOf(row), { snapshot });
}

function oneLike(model: SourceRecord, number: number): SourceRecord {
  const values = Object.fromEntries(
    Object.entries(model.values).map(([key, value]) => [key, withOwnEmail(value, number)]),
  );
  return { ...model, sourceId: String(number), values };
}

function withOwnEmail(value: Json, number: number): Json {
  if (typeof value === 'string') return value.replace(/^[^@\s]+@/, `person${number}@`);
  return Array.isArray(value) ? value.map((item) => withOwnEmail(item, number)) : value;
}
