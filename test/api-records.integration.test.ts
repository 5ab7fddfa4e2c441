import { beforeAll, describe, expect, test } from 'vitest';
import type { MigrationRow } from '../src/store/migration-row.ts';
import { type TestTenant, useApi } from './support/api.ts';
import { type SeededRecord, seedMigration, seedRecords } from './support/api-seed.ts';

const api = useApi();
let tenant: TestTenant;
let row: MigrationRow;
const at = (part: string) => `/api/v1/migrations/${row.id}/${part}`;

interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
}
interface Line {
  object: string;
  sourceId: string;
  state: string;
}

const formula = '=HYPERLINK("http://evil.example","click")';
const seeded: SeededRecord[] = [
  { sourceId: 'staged' },
  { sourceId: 'planned', outcome: 'create' },
  { sourceId: 'waiting', outcome: 'create', effect: 'planned' },
  { sourceId: 'sending', outcome: 'create', effect: 'intended' },
  { sourceId: 'written', outcome: 'update', effect: 'written', destinationId: 'd-written' },
  {
    sourceId: 'drifted',
    values: { name: 'Ann Lee' },
    outcome: 'create',
    effect: 'written',
    destinationId: 'd-drifted',
    planned: { full_name: 'Ann Lee', phone: '+44 20' },
    after: { full_name: 'ann lee', phone: '+44 20' },
    compared: {
      result: 'drifted',
      differences: [{ field: 'full_name', label: 'Full name', planned: 'Ann Lee', found: 'ann lee' }],
    },
    inSample: 'longest text',
  },
  { sourceId: 'verified', outcome: 'create', effect: 'verified', destinationId: 'd-verified', inSample: 'typical' },
  {
    sourceId: 'failed',
    values: { name: formula, amount: '-5' },
    outcome: 'create',
    effect: 'failed',
    code: 'invalid_email',
    message: '+the vendor refused the e-mail',
    hint: 'Correct it.',
  },
  { sourceId: 'blocked', outcome: 'create', effect: 'blocked', code: 'parent_failed', message: 'its parent failed' },
  { sourceId: 'in doubt', outcome: 'create', effect: 'unresolved' },
  {
    sourceId: 'rejected',
    outcome: 'reject',
    reasons: [{ code: 'no_name', message: 'it has no name', hint: 'Give it one.' }],
  },
  { sourceId: 'held', outcome: 'hold', reasons: [{ code: 'ambiguous', message: 'two fit' }] },
  { sourceId: 'skipped', outcome: 'skip' },
  { sourceId: 'skipped too', outcome: 'update', effect: 'skipped' },
  { sourceId: 'merged', outcome: 'merge' },
  { sourceId: 'excluded', outcome: 'exclude' },
  { sourceId: 'undone', outcome: 'create', effect: 'undone' },
  { sourceId: 'other object', object: 'deal', outcome: 'create', effect: 'failed', code: 'refused' },
];

beforeAll(async () => {
  tenant = await api.tenant('records');
  row = await seedMigration(api.db, tenant.tenantId);
  await seedRecords(api.db, row, seeded);
});

async function allPages<Item>(path: string): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${cursor}`;
    const { body } = await tenant.viewer.get<Page<Item>>(`${path}${query}`);
    items.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return items;
}

describe('records', () => {
  test('stand each in one state, and every page of any size together gives all of them once', async () => {
    const once = await allPages<Line>(at('records?limit=500'));
    expect(once.map(({ sourceId }) => sourceId).sort()).toEqual(seeded.map(({ sourceId }) => sourceId).sort());
    for (const limit of [1, 2, 7]) expect(await allPages(at(`records?limit=${limit}`))).toEqual(once);
  });

  test.each([
    ['staged', ['staged']],
    ['planned', ['planned', 'waiting']],
    ['sending', ['sending']],
    ['written', ['drifted', 'written']],
    ['verified', ['verified']],
    ['failed', ['failed', 'other object']],
    ['blocked', ['blocked']],
    ['unresolved', ['in doubt']],
    ['rejected', ['rejected']],
    ['held', ['held']],
    ['skipped', ['skipped', 'skipped too']],
    ['merged', ['merged']],
    ['excluded', ['excluded']],
    ['undone', ['undone']],
  ])('are found by the state that they show: %s', async (state, expected) => {
    const found = await allPages<Line>(at(`records?limit=1&state=${state}`));
    expect(found.map(({ sourceId }) => sourceId)).toEqual(expected);
    expect(found.every((line) => line.state === state)).toBe(true);
  });

  test('are found by object, with ids and reasons', async () => {
    expect(await allPages(at('records?object=deal'))).toMatchObject([
      { object: 'deal', sourceId: 'other object', code: 'refused' },
    ]);
    const [held] = await allPages(at('records?state=held'));
    expect(held).toMatchObject({ reasons: [{ code: 'ambiguous', message: 'two fit' }] });
    const [written] = await allPages(at('records?state=verified'));
    expect(written).toMatchObject({ destinationObject: 'contact', destinationId: 'd-verified' });
  });

  test('are shown one by one with source, plan and what was found', async () => {
    const { body } = await tenant.viewer.get(at('records/contact/drifted'));
    expect(body).toMatchObject({
      values: { name: 'Ann Lee' },
      outcome: 'create',
      effects: [
        {
          role: 'main',
          compared: 'drifted',
          destinationId: 'd-drifted',
          fields: [
            { field: 'full_name', label: 'Full name', planned: 'Ann Lee', found: 'ann lee', differs: true },
            { field: 'phone', label: 'phone', planned: '+44 20', found: '+44 20', differs: false },
          ],
        },
      ],
    });
    expect((await tenant.viewer.get(at('records/contact/in%20doubt'))).status).toBe(200);
    expect((await tenant.viewer.get(at('records/contact/nobody'))).status).toBe(404);
  });
});

test('the sample shows why each record was chosen, page by page', async () => {
  const items = await allPages(at('sample?limit=1'));
  expect(items).toMatchObject([
    { sourceId: 'drifted', reason: 'longest text', isRoot: true, effects: [{ compared: 'drifted' }] },
    { sourceId: 'verified', reason: 'typical', isRoot: true },
  ]);
});

test('the dry run counts outcomes by object, with the share that is rejected and the reasons', async () => {
  const { body } = await tenant.viewer.get(at('dry-run'));
  expect(body).toMatchObject({
    mappingVersion: 1,
    objects: {
      contact: { outcomes: { create: 9, reject: 1, hold: 1 }, rejectedShare: 1 / 16 },
      deal: { rejectedShare: 0 },
    },
    reasons: expect.arrayContaining([
      { object: 'contact', outcome: 'reject', code: 'no_name', message: 'it has no name', reshaping: false, count: 1 },
    ]),
  });
});

describe('failures', () => {
  test('hold everything that did not come across, with the row and what to do', async () => {
    const { body } = await tenant.viewer.get<Page<Line>>(at('failures?limit=2'));
    expect(body.total).toBe(5);
    const all = await allPages<Line>(at('failures?limit=2'));
    expect(all.map(({ sourceId, state }) => [sourceId, state])).toEqual([
      ['blocked', 'blocked'],
      ['failed', 'failed'],
      ['in doubt', 'unresolved'],
      ['rejected', 'rejected'],
      ['other object', 'failed'],
    ]);
    expect(all[1]).toMatchObject({ code: 'invalid_email', hint: 'Correct it.', values: { name: formula } });
  });

  test('as CSV hold no cell that a spreadsheet would run', async () => {
    const response = await tenant.viewer.request(at('failures?format=csv&object=contact'));
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="failures-[\da-f-]+\.csv"$/);
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, ...lines] = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    expect(header).toBe('object,source_id,state,code,message,hint,Name,Amount');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe(
      `contact,failed,failed,invalid_email,'+the vendor refused the e-mail,Correct it.,"'=HYPERLINK(""http://evil.example"",""click"")",'-5`,
    );
    const cells = lines.flatMap((line) => line.split(',')).map((cell) => cell.replace(/^"/, ''));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  });

  test('of many records are streamed page by page into one CSV', async () => {
    const other = await seedMigration(api.db, tenant.tenantId, 'Many Ltd');
    const many = Array.from(
      { length: 1_203 },
      (_, index): SeededRecord => ({ sourceId: String(index).padStart(5, '0'), outcome: 'reject' }),
    );
    await seedRecords(api.db, other, many);
    const text = await (await tenant.viewer.request(`/api/v1/migrations/${other.id}/failures?format=csv`)).text();
    const ids = text
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[1]);
    expect(ids).toEqual(many.map(({ sourceId }) => sourceId));
  });
});

describe('the report', () => {
  test('comes as JSON, and as HTML that can run and fetch nothing', async () => {
    const json = await tenant.viewer.get(at('report'));
    expect(json.body).toMatchObject({
      schemaVersion: 1,
      id: row.id,
      objects: { contact: { held: 1, failed: 4, merged: 1 } },
      failuresTotal: 5,
    });
    const html = await tenant.viewer.request(at('report?format=html'));
    expect(html.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*sandbox/);
    expect(await html.text()).toBe('<h1>Acme Ltd</h1>');
  });

  test('comes as CSV to be saved', async () => {
    const csv = await tenant.viewer.request(at('report?format=csv'));
    expect(csv.headers.get('content-disposition')).toContain('attachment');
    expect(await csv.text()).toContain('Acme Ltd');
    expect((await tenant.viewer.request(at('report?format=pdf'))).status).toBe(422);
  });
});

describe('the sample', () => {
  interface Side {
    gaps: string[];
    records: { sourceId: string; result: string; reason: string; fields: { label: string; differs: boolean }[] }[];
  }

  test('is shown side by side, with why each record is in it and what differs', async () => {
    const { body } = await tenant.viewer.get<Side>(at('sample/side-by-side'));
    const [drifted, verified] = [...body.records].sort((a, b) => a.sourceId.localeCompare(b.sourceId));
    expect(drifted).toMatchObject({ sourceId: 'drifted', result: 'differs', reason: 'longest text' });
    expect(drifted?.fields.filter(({ differs }) => differs)).toMatchObject([
      { label: 'Full name', planned: 'Ann Lee', found: 'ann lee' },
    ]);
    expect(verified).toMatchObject({ sourceId: 'verified', result: 'equal', reason: 'typical' });
  });

  test('is a page that can run nothing and load nothing', async () => {
    const answer = await tenant.viewer.request(at('sample/side-by-side?format=html'));
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain('1 record of the sample needs a look.');
  });

  test('takes records that people name, by id or by a text, and says what they are', async () => {
    const records = ['contact:verified', 'Ann Lee', 'nobody at all'];
    const { status, body } = await tenant.operator.send('POST', at('sample/records'), { records });
    expect(status).toBe(200);
    expect(body).toEqual({
      taken: true,
      wishes: expect.arrayContaining([
        { wish: 'contact:verified', found: [{ object: 'contact', sourceId: 'verified', outcome: 'create' }] },
        { wish: 'Ann Lee', found: [{ object: 'contact', sourceId: 'drifted', outcome: 'create' }] },
        { wish: 'nobody at all', found: [] },
      ]),
    });
    expect((await tenant.viewer.send('POST', at('sample/records'), { records })).status).toBe(403);
    expect((await tenant.operator.send('POST', at('sample/records'), { records: [] })).status).toBe(422);
  });
});

test('a dry run shows its counts so far and the records that were planned first, while the rest is planned', async () => {
  interface Shown {
    complete: boolean;
    objects: Record<string, { planned: number; total: number; rejectedShare: number }>;
    preview: { sourceId: string; outcome: string; reasons: string[] }[];
  }
  await api.db.updateTable('plans').set({ preview: true }).where('source_id', 'in', ['rejected', 'planned']).execute();
  const { body } = await tenant.viewer.get<Shown>(at('dry-run'));
  expect(body.complete).toBe(false);
  // one of them is staged alone
  expect(body.objects['contact']).toMatchObject({ planned: seeded.length - 2, total: seeded.length - 1 });
  expect(body.preview).toEqual([
    expect.objectContaining({ sourceId: 'planned', outcome: 'create', reasons: [] }),
    expect.objectContaining({ sourceId: 'rejected', outcome: 'reject', reasons: ['it has no name'] }),
  ]);
});
