import type { ActivityContext } from '../src/activities/context.ts';
import type { Json } from '../src/model/json.ts';
import type { SourceRecord } from '../src/model/record.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { getMigration, updateMigration } from '../src/store/migration-store.ts';
import { beginStreams, preparePage, savePages } from '../src/store/staging-store.ts';

const pageSize = 1_000;
const contactsEach = 10;

/** Concepts in which a source may say what kind of person somebody is. */
const kindConcepts = ['contact.status', 'contact.lifecycle_stage', 'contact.tags'];

/**
 * Stages contacts, ten a company, as if they had been exported: shaped like the source's own first page of each, every one
 * with an id and an e-mail address of its own, and of the kind that is given.
 */
export async function stageContacts(
  context: ActivityContext,
  migrationId: string,
  contacts: number,
  kind?: string,
): Promise<void> {
  const row = await getMigration(context.db, migrationId);
  const source = await context.openSource(row);
  const companies = Math.ceil(contacts / contactsEach);
  const snapshot = 1;
  const kindField = row.sourceMetadata?.objects['contact']?.fields.find((field) =>
    kindConcepts.includes(field.concept ?? ''),
  );
  const kindValues = kind === undefined || kindField === undefined ? {} : { [kindField.key]: kind };
  const streams = [
    { stream: 'organizations', count: companies, more: {}, linkOf: () => [] },
    {
      stream: 'persons',
      count: contacts,
      more: kindValues,
      linkOf: (index: number) => [{ kind: 'company', toObject: 'company', toId: `${(index % companies) + 1}` }],
    },
  ];
  await beginStreams(
    context.db,
    scopeOf(row),
    snapshot,
    streams.map(({ stream }, position) => ({ stream, position })),
  );
  for (const { stream, count, more, linkOf } of streams) {
    const { records: models } = await source.readPage(stream, null, {});
    for (let first = 0; first < count; first += pageSize) {
      const records = Array.from({ length: Math.min(pageSize, count - first) }, (_, index) => {
        const number = first + index;
        const model = models[number % models.length] as SourceRecord;
        return { ...oneLike(model, number + 1, more), links: linkOf(number) };
      });
      const next = first + pageSize < count ? { first: first + pageSize } : null;
      await savePages(context.db, scopeOf(row), {
        stream,
        snapshot,
        from: first === 0 ? null : { first },
        pages: [preparePage({ rows: [], records, cursor: next, total: null })],
      });
    }
  }
  await updateMigration(context.db, scopeOf(row), { snapshot });
}

function oneLike(model: SourceRecord, number: number, more: SourceRecord['values']): SourceRecord {
  const values = Object.fromEntries(
    Object.entries(model.values).map(([key, value]) => [key, withOwnEmail(value, number)]),
  );
  return { ...model, sourceId: String(number), values: { ...values, ...more } };
}

function withOwnEmail(value: Json, number: number): Json {
  if (typeof value === 'string') return value.replace(/^[^@\s]+@/, `person${number}@`);
  return Array.isArray(value) ? value.map((item) => withOwnEmail(item, number)) : value;
}
