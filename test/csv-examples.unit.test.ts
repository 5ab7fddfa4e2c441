import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type CsvPage, openCsvSource } from '../src/connectors/csv/source.ts';
import { type MigrationFile, migrationFileSchema } from '../src/model/migration-file.ts';
import type { ReadingPlan } from '../src/model/reading-plan.ts';
import type { SourceRecord } from '../src/model/record.ts';

// Whole files are read: on a busy machine that takes longer than a unit test usually may.

const examples = join(dirname(fileURLToPath(import.meta.url)), '..', 'examples');

function migrationOf(name: string): MigrationFile {
  const file = migrationFileSchema.parse(parse(readFileSync(join(examples, name), 'utf8')));
  for (const entry of file.source.files ?? []) entry.path = join(examples, entry.path);
  return file;
}

interface Example {
  plan: ReadingPlan;
  records: SourceRecord[];
  rows: number;
  refused: number;
}

const read = new Map<string, Promise<Example>>();

/** Each example is inspected and read once for all tests. */
function exampleOf(name: string): Promise<Example> {
  const known = read.get(name) ?? readExample(name);
  read.set(name, known);
  return known;
}

async function readExample(name: string): Promise<Example> {
  const file = migrationOf(name);
  const source = openCsvSource({ customer: file.customer, file }, { options: {} });
  const all: Example = { plan: await source.readingPlan(), records: [], rows: 0, refused: 0 };
  for (const { name: stream } of await source.streams()) {
    let page: CsvPage | null = null;
    do {
      page = await source.readPage(stream, page?.cursor ?? null, {});
      all.records.push(...page.records);
      all.rows += page.rows.length;
      all.refused += page.refused.length;
    } while (page.cursor !== null);
  }
  await source.close();
  return all;
}

const planOf = async (name: string): Promise<ReadingPlan> => (await exampleOf(name)).plan;
const recordsOf = exampleOf;

const evidenceOf = (plan: ReadingPlan, file: string, kind: string) =>
  plan.files.find((entry) => entry.file === file)?.parts[0]?.links.find((link) => link.kind === kind)?.evidence;
const countOf = (records: readonly SourceRecord[]) => {
  const ids: Record<string, Set<string>> = {};
  for (const { object, sourceId } of records) {
    ids[object] ??= new Set();
    ids[object].add(sourceId);
  }
  return Object.fromEntries(Object.entries(ids).map(([object, { size }]) => [object, size]));
};

test('every example is a valid migration file and asks no question', async () => {
  for (const name of readdirSync(examples).filter((file) => file.endsWith('.yaml'))) {
    const plan = await planOf(name);
    expect(
      plan.decisions.filter(({ open }) => open),
      name,
    ).toEqual([]);
  }
});

describe('linked-csv: a Salesforce export linked by ids', () => {
  test('OPP-nan is no id, and OPP-22.0 is OPP-22', async () => {
    const plan = await planOf('linked-csv.yaml');
    expect(evidenceOf(plan, 'activities.csv', 'deal')).toMatchObject({ rows: 3507, rowsFound: 3507, rowsAmbiguous: 0 });
    const { records } = await recordsOf('linked-csv.yaml');
    const deals = records.flatMap(({ links }) => links.filter(({ kind }) => kind === 'deal').map(({ toId }) => toId));
    expect(deals).toHaveLength(3507);
    expect(deals.every((id) => /^OPP-\d+$/.test(id ?? ''))).toBe(true);
  });

  test('eleven activities are exact copies; each stays a record of its own', async () => {
    const plan = await planOf('linked-csv.yaml');
    expect(plan.decisions).toContainEqual(
      expect.objectContaining({
        code: 'duplicate_rows',
        file: 'activities.csv',
        message: expect.stringMatching(/^11 rows are/),
      }),
    );
    expect(countOf((await recordsOf('linked-csv.yaml')).records)).toEqual({
      company: 250,
      contact: 788,
      deal: 398,
      email: 1081,
      call: 596,
      task: 1093,
      meeting: 1144,
      user: 6,
    });
  });

  test('every record finds its parents and its owner', async () => {
    const { records } = await recordsOf('linked-csv.yaml');
    const ids = new Set(records.map(({ object, sourceId }) => `${object} ${sourceId}`));
    const links = records.flatMap((record) => record.links);
    expect(links.filter(({ toObject, toId }) => !ids.has(`${toObject} ${toId}`))).toEqual([]);
    expect(links).toHaveLength(2 * 788 + 3 * 398 + 3 * 3914 + 3507);
  });
});

describe('hubspot-linked: an export without ids', () => {
  test('four domains belong to two companies each, so 32 contacts hang on an ambiguous parent', async () => {
    const plan = await planOf('hubspot-linked.yaml');
    expect(evidenceOf(plan, 'contacts.csv', 'company')).toEqual({
      rows: 765,
      rowsFound: 765,
      values: 246,
      valuesFound: 246,
      rowsAmbiguous: 32,
      valuesAmbiguous: 4,
      exact: true,
    });
    expect(evidenceOf(plan, 'deals.csv', 'company')).toMatchObject({ rowsAmbiguous: 13 });
    expect(evidenceOf(plan, 'activities.csv', 'company')).toMatchObject({ rowsAmbiguous: 118 });
  });

  test('companies that share a domain stay two, and one activity is an exact copy', async () => {
    const plan = await planOf('hubspot-linked.yaml');
    expect(plan.files[0]?.parts[0]?.sourceId).toEqual({ from: 'key', columns: ['domain', 'address'] });
    expect(plan.decisions).toContainEqual(
      expect.objectContaining({
        code: 'duplicate_rows',
        file: 'activities.csv',
        message: expect.stringMatching(/^1 row is/),
      }),
    );
    expect(countOf((await recordsOf('hubspot-linked.yaml')).records)).toEqual({
      company: 250,
      contact: 765,
      deal: 348,
      email: 906,
      meeting: 787,
      note: 703,
      call: 666,
      user: 6,
    });
  });
});

describe('one-file-csv: company, contact and deal in a line', () => {
  test('798 lines become 250 companies, 765 contacts and 348 deals', async () => {
    const { records, rows } = await recordsOf('one-file-csv.yaml');
    expect(rows).toBe(798 + 6);
    expect(countOf(records)).toEqual({ company: 250, contact: 765, deal: 348, user: 6 });
  });

  test('every deal hangs on a contact and a company, and every contact on a company', async () => {
    const { records } = await recordsOf('one-file-csv.yaml');
    const links = (object: string, kind: string) =>
      records
        .filter((record) => record.object === object)
        .flatMap((record) => record.links.filter((link) => link.kind === kind));
    expect([
      links('deal', 'contact').length,
      links('deal', 'company').length,
      links('contact', 'company').length,
    ]).toEqual([348, 348, 765]);
  });
});

describe('deals: 8,800 deals that name their account', () => {
  test('1,425 of them name none', async () => {
    const plan = await planOf('deals.yaml');
    expect(plan.decisions).toContainEqual(
      expect.objectContaining({
        code: 'without_parent',
        column: 'account',
        message: '1,425 of 8,800 rows (deal) name no company',
      }),
    );
    const { records } = await recordsOf('deals.yaml');
    const deals = records.filter(({ object }) => object === 'deal');
    expect([deals.length, deals.filter(({ links }) => !links.some(({ kind }) => kind === 'company')).length]).toEqual([
      8800, 1425,
    ]);
  });

  test('GTXPro and GTX Pro are one product, and sales people are found by name', async () => {
    const plan = await planOf('deals.yaml');
    expect(evidenceOf(plan, 'pipeline.csv', 'product')).toMatchObject({ rows: 8800, rowsFound: 8800 });
    expect(evidenceOf(plan, 'pipeline.csv', 'owner')).toMatchObject({ rows: 8800, rowsFound: 8800, rowsAmbiguous: 0 });
    expect(evidenceOf(plan, 'accounts.csv', 'parent')).toMatchObject({ rows: 15, rowsFound: 15 });
  });

  test('a deal keeps the id of the system that it comes from, as text', async () => {
    const { records } = await recordsOf('deals.yaml');
    expect(records[0]).toMatchObject({ object: 'deal', sourceId: '1C1I7A6R', values: { opportunity_id: '1C1I7A6R' } });
  });
});
