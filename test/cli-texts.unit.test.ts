import { afterEach, expect, test, vi } from 'vitest';
import { connectorsText } from '../src/cli/connectors.ts';
import { readPayload } from '../src/cli/decisions.ts';
import type { Overview } from '../src/cli/desk.ts';
import { findingsText } from '../src/cli/doctor.ts';
import { pickShort } from '../src/cli/find-migration.ts';
import { listText, statusText } from '../src/cli/look.ts';
import { exitCodeOf } from '../src/cli/migrate.ts';
import { openRemoteDesk } from '../src/cli/remote-desk.ts';
import { reportText } from '../src/cli/report-text.ts';
import { previewText } from '../src/cli/rollback.ts';
import { checkedDecision } from '../src/cli/send-decision.ts';
import { table } from '../src/cli/table.ts';
import { tellNeed } from '../src/cli/tell-need.ts';
import type { Need } from '../src/model/stage-results.ts';
import type { MigrationRow } from '../src/store/migration-row.ts';
import { emptyReport, fullReport } from './fixtures/report.ts';

const overview: Overview = {
  id: '01a1fe4b-438e-71b7-b475-a0ce9a20370e',
  customer: 'Acme Ltd',
  source: 'pipedrive',
  destination: 'close',
  stage: 'approval',
  status: 'waiting',
  marker: 'import-2026-11-370e',
  mappingVersion: 1,
  waitingFor: { code: 'approval', message: 'A sample is ready.', hint: 'Look at it.', decision: 'approve' },
  error: null,
  startedAt: '2026-11-21T13:28:27.876Z',
  endedAt: null,
  purgedAt: null,
};

const rowOf = (file: object) => ({ id: overview.id, file }) as unknown as MigrationRow;

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  ['completed', 0],
  ['completed_with_errors', 2],
  ['failed', 1],
  ['cancelled', 1],
  ['rolled_back', 1],
] as const)('a migration that ended as %s makes the exit code %i', (status, code) => {
  expect(exitCodeOf({ status })).toBe(code);
});

test.each<[Need['decision'], number, number]>([
  ['approve', 3, 1],
  ['override', 3, 1],
  ['requestChanges', 3, 1],
  ['confirmQuiet', 3, 3],
  ['resume', 3, 3],
])('waiting for %s is code %i, and %i for a script that said --yes and was refused', (decision, plain, yes) => {
  const need: Need = { code: 'some_code', message: 'Something is needed.', hint: 'Do this.', decision };
  const lines: string[] = [];
  const screen = { line: (text: string) => lines.push(text), progress: () => undefined, settle: () => undefined };
  const stop = { kind: 'needs' as const, need, row: rowOf({}) };
  expect(tellNeed(stop, screen, {})).toBe(plain);
  expect(tellNeed(stop, screen, { yes: true })).toBe(yes);
  expect(lines.join('\n')).toContain('next: Do this.');
});

test('where two people have to agree, what to type signs in to the API; the local command line stands in for nobody', () => {
  const need = { code: 'world_moved', message: '…', hint: '…', decision: 'override', subject: 'override:4f' } as const;
  const lines: string[] = [];
  const screen = { line: (text: string) => lines.push(text), progress: () => undefined, settle: () => undefined };
  tellNeed({ kind: 'needs', need, row: rowOf({ approval: { second: true } }) }, screen, {});
  tellNeed(
    { kind: 'needs', need: { ...need, decision: 'approve' }, row: rowOf({ approval: { second: true } }) },
    screen,
    {},
  );
  expect(lines.filter((line) => line.includes('--url …'))).toHaveLength(2);
});

test('a paused migration is waiting for a person too, and the way on is told', () => {
  const lines: string[] = [];
  const screen = { line: (text: string) => lines.push(text), progress: () => undefined, settle: () => undefined };
  expect(tellNeed({ kind: 'paused', row: rowOf({}) }, screen, { yes: true })).toBe(3);
  expect(lines.join('\n')).toContain(`portage signal ${overview.id} resume`);
});

test('JSON on the command line is an object or nothing, and a typing error says how to quote it', () => {
  expect(readPayload(undefined)).toEqual({});
  expect(readPayload('{"reason":"x"}')).toEqual({ reason: 'x' });
  for (const text of ['{reason: x}', '[1]', 'null', '"x"']) expect(() => readPayload(text)).toThrow(/cannot be used/);
});

test('a decision is refused before any server is asked', () => {
  expect(checkedDecision('approve', { by: 'ann', mappingVersion: 2 })).toEqual({ by: 'ann', mappingVersion: 2 });
  expect(() => checkedDecision('approve', { by: 'ann' })).toThrow(/mappingVersion/);
  expect(() => checkedDecision('explode', { by: 'ann' })).toThrow(/there is no decision "explode"/);
  expect(() => checkedDecision('constructor', { by: 'ann' })).toThrow(/there is no decision/);
});

test('a short id means one migration or none, never a guess between two', () => {
  const rows = [{ id: 'aaaa-370e' }, { id: 'bbbb-370e' }, { id: 'cccc-1111' }];
  expect(pickShort('last', rows)).toBe(rows[0]);
  expect(pickShort('1111', rows)).toBe(rows[2]);
  expect(pickShort('BBBB-370E', rows)).toBe(rows[1]);
  expect(() => pickShort('370e', rows)).toThrow('2 migrations end in 370e');
  expect(() => pickShort('zzzz', rows)).toThrow('there is no migration zzzz');
  expect(() => pickShort('1', rows)).toThrow('there is no migration 1');
  expect(() => pickShort('last', [])).toThrow('there is no migration last');
});

test('lists say what needs a person, and an empty one how to begin', () => {
  expect(listText([])).toContain('portage migrate FILE.yaml');
  expect(listText([overview])).toContain('needs you: approve');
  expect(statusText(overview)).toContain('next: Look at it.');
  // what to type can be copied: with the folder or the address that the command was given
  expect(statusText(overview, { dataDir: '/data' })).toContain(`portage approve ${overview.id} --data-dir /data`);
  expect(statusText(overview, { url: 'https://x.example' })).toContain(
    `approve ${overview.id} --url https://x.example`,
  );
  expect(statusText({ ...overview, waitingFor: null, error: 'the vendor is down' })).toContain(
    'error      the vendor is down',
  );
});

test('tables put numbers to the right and leave no space at the end of a line', () => {
  expect(
    table(
      ['name', 'count'],
      [
        ['a', 1],
        ['long name', 1234],
      ],
    ),
  ).toBe(['name       count', 'a              1', 'long name   1234'].join('\n'));
});

test('doctor prints the cure of whatever is not in order', () => {
  const text = findingsText([
    { name: 'Node.js', status: 'ok', message: '24' },
    { name: 'disk space', status: 'problem', message: '1 MB left', cure: 'Free some.' },
  ]);
  expect(text).toContain('PROBLEM  disk space  1 MB left');
  expect(text).toContain('→ Free some.');
  expect(text).toContain('Cure the problems above first.');
});

test('a roll back shows first what it would remove, give back and leave alone', () => {
  const row = { customer: 'Acme Ltd', sourceSystem: 'pipedrive', destinationSystem: 'close', marker: 'import-1' };
  const text = previewText(row, { objects: [{ object: 'contact', remove: 3, restore: 2, done: 0 }], edited: 1 });
  expect(text).toMatch(/contact\s+3\s+2\s+0/);
  expect(text).toContain('1 known from the last comparison');
  expect(previewText(row, { objects: [], edited: 0 })).toContain('Nothing has been written.');
});

test('connectors show each way to sign in', () => {
  const summary = {
    system: 'acme',
    name: 'Acme CRM',
    roles: ['source' as const],
    objects: ['contact'],
    reads: ['contact'],
    writes: [],
    auth: [
      { type: 'apiKey', credentials: ['apiKey'] },
      { type: 'oauth2', credentials: ['clientId', 'clientSecret'] },
    ],
    status: 'verified',
    version: '1',
    baseUrl: null,
    options: {},
    assumed: [],
  };
  const text = connectorsText([summary]);
  expect(text).toContain('apiKey or clientId + clientSecret');
  expect(text).not.toContain('writes:');
});

test('a running API is asked with the key, a short id is looked up there, and its problems keep their next step', async () => {
  const asked: { url: string; method: string; key: string | null; body: string }[] = [];
  const line = { ...overview, createdAt: overview.startedAt, error: undefined };
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push({
      url,
      method: init.method ?? 'GET',
      key: new Headers(init.headers).get('authorization'),
      body: String(init.body ?? ''),
    });
    if (url.endsWith('limit=500')) return Response.json({ items: [line], nextCursor: null });
    if (url.endsWith('/signals/pause')) return Response.json({ name: 'pause', by: 'ann' });
    return Response.json(
      { detail: 'it is paused already', code: 'decision_refused', fix: 'Resume it.' },
      { status: 409 },
    );
  });
  const desk = openRemoteDesk('http://crm.example:8080/', { PORTAGE_API_KEY: 'secret' });
  await desk.decide('370e', 'pause', { reason: 'lunch' });
  expect(asked.at(-1)).toEqual({
    url: `http://crm.example:8080/api/v1/migrations/${overview.id}/signals/pause`,
    method: 'POST',
    key: 'Bearer secret',
    body: '{"reason":"lunch"}',
  });
  await expect(desk.show(overview.id)).rejects.toMatchObject({
    kind: 'conflict',
    code: 'decision_refused',
    hint: 'Resume it.',
  });
});

test('without a key or with no address nothing is asked of an API', () => {
  expect(() => openRemoteDesk('http://crm.example', {})).toThrow(/PORTAGE_API_KEY/);
  expect(() => openRemoteDesk('crm.example', { PORTAGE_API_KEY: 'k' })).toThrow(/is not an address/);
});

test('an empty source is said in words, and only where the migration has come to its end', () => {
  expect(reportText(emptyReport())).toContain('The source has no records.');
  // a link that is missing is not a number alone
  const lost = reportText(fullReport());
  expect(lost).toContain('Links that could not be kept (5):');
  expect(lost).toMatch(/4 × one of the two records did not come across/);
  expect(reportText(emptyReport({ status: 'failed' }))).not.toContain('The source has no records.');
});
