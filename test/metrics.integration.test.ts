import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { createHttpClient } from '../src/http/client.ts';
import { prepareRequest } from '../src/http/template.ts';
import { httpDefinitionSchema } from '../src/model/http-definition.ts';
import { requestTemplateSchema } from '../src/model/request-template.ts';
import { activityMeter, collectMigrations, registry, requestMeter, serveMetrics } from '../src/runtime/metrics.ts';
import { addToCounters } from '../src/store/counter-store.ts';
import { scopeOf } from '../src/store/migration-row.ts';
import { updateMigration } from '../src/store/migration-store.ts';
import { createPacer } from '../src/store/pacing.ts';
import { ensureTenant } from '../src/store/tenant-store.ts';
import { Refusal, startServer } from './support/answering-server.ts';
import { seedMigration } from './support/api-seed.ts';
import { useDatabase } from './support/database.ts';

const database = useDatabase();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** What a worker's `/metrics` shows, without what Node itself tells. */
async function scrape(): Promise<string[]> {
  const served = await serveMetrics({ host: '127.0.0.1', port: 0, isHealthy: () => true });
  closing.push(() => served.stop());
  const response = await fetch(`http://127.0.0.1:${served.port}/metrics`);
  expect(response.headers.get('content-type')).toContain('text/plain');
  return (await response.text()).split('\n').filter((line) => line.startsWith('portage_'));
}

test('each request is counted once by how it ended, with the time it took and waited', async () => {
  const answers = [{}, new Refusal(429), new Refusal(400), new Refusal(503), new Refusal(503)];
  const server = await startServer(() => answers.shift() ?? {});
  closing.push(() => server.close());
  const pacer = createPacer(database.database);
  closing.push(() => pacer.close());
  const client = createHttpClient({
    system: 'acme',
    definition: httpDefinitionSchema.parse({
      baseUrl: 'https://api.acme.example',
      auth: [{ type: 'bearer' }],
      retry: { attempts: 1 },
    }),
    connection: { baseUrl: server.url, credentials: { accessToken: 'secret' }, accountKey: 'Acme Ltd' },
    ...{ pacer, egress: { allowLoopback: true }, meter: requestMeter('destination', 'acme') },
  });
  closing.push(() => client.close());
  const send = (template: object) =>
    client.send(prepareRequest(requestTemplateSchema.parse(template), {})).catch(() => undefined);
  for (let index = 0; index < 4; index += 1) await send({ path: '/people/ann' });
  await send({ method: 'POST', path: '/people', body: { name: 'Ann' } });
  const lines = await scrape();
  const labels = (outcome: string) => `side="destination",system="acme",outcome="${outcome}"`;
  for (const outcome of ['ok', 'throttled', 'refused', 'failed', 'in_doubt'])
    expect(lines).toContain(`portage_requests_total{${labels(outcome)}} 1`);
  expect(lines).toContain('portage_request_seconds_count{side="destination",system="acme"} 5');
  expect(lines.some((line) => line.startsWith('portage_pacing_wait_seconds_total{side="destination"'))).toBe(true);
  expect(lines.join('\n')).not.toMatch(/ann|Acme Ltd|secret/i);
});

test('records and effects are counted where the store counts them; names that are a customer’s own are left out', async () => {
  const tenantId = await ensureTenant(database.database, 'metrics');
  const scope = scopeOf(await seedMigration(database.database, tenantId, 'Secretive Ltd'));
  const change = (name: string, by: number, object = 'contact') => ({ object, name, by });
  await addToCounters(database.database, scope, [
    { scope: 'plan', ...change('create', 5) },
    { scope: 'plan', ...change('to:lead', 5) },
    { scope: 'plan', ...change('create', 2, 'custom:patient_of_dr_known') },
    { scope: 'effects', ...change('written', 3) },
    { scope: 'effects', ...change('own lead:written', 1) },
    { scope: 'effects', ...change('failed', 1) },
  ]);
  await addToCounters(database.database, scope, [{ scope: 'plan', ...change('create', -5) }]);
  const lines = await scrape();
  expect(lines).toEqual(
    expect.arrayContaining([
      'portage_records_total{step="plan",object="contact",outcome="create"} 5',
      'portage_records_total{step="plan",object="custom",outcome="create"} 2',
      'portage_effects_total{object="contact",state="written"} 4',
      'portage_effects_total{object="contact",state="failed"} 1',
    ]),
  );
  expect(lines.join('\n')).not.toMatch(/known|Secretive|to:lead/);
});

test('activities are shown while they run, and timed by how they ended', async () => {
  const ended = activityMeter.started('loadChunk');
  activityMeter.started('loadChunk')('error');
  expect(await scrape()).toEqual(
    expect.arrayContaining([
      'portage_activities_running{activity="loadChunk"} 1',
      'portage_activity_seconds_count{activity="loadChunk",outcome="error"} 1',
    ]),
  );
  ended('ok');
  expect(await scrape()).toContain('portage_activities_running{activity="loadChunk"} 0');
});

test('open migrations are shown by stage and status, and those that need a person by what for', async () => {
  const into = new Registry();
  collectMigrations(database.database, into);
  const tenantId = await ensureTenant(database.database, 'metrics of migrations');
  const first = await seedMigration(database.database, tenantId, 'Waiting Ltd');
  await seedMigration(database.database, tenantId, 'Running Ltd');
  const need = { code: 'approval', message: 'Waiting Ltd has a sample', hint: 'look', decision: 'approve' as const };
  await updateMigration(database.database, scopeOf(first), { status: 'waiting', waitingFor: need });
  const text = await into.metrics();
  expect(text).toContain('portage_migrations{stage="created",status="waiting"} 1');
  expect(text).toMatch(/portage_migrations\{stage="created",status="running"\} [1-9]/);
  expect(text).toContain('portage_migrations_waiting{code="approval",decision="approve"} 1');
  expect(text).not.toMatch(/Ltd/);
  await updateMigration(database.database, scopeOf(first), { status: 'running', waitingFor: null });
  expect(await into.metrics()).not.toContain('decision="approve"');
});

test('no metric has a label that could name a customer, a migration or a record', async () => {
  const allowed = [
    'side',
    'system',
    'outcome',
    'step',
    'object',
    'state',
    'activity',
    'stage',
    'status',
    'code',
    'decision',
    'le',
  ];
  const labels = (await registry.getMetricsAsJSON())
    .filter((metric) => metric.name.startsWith('portage_'))
    .flatMap((metric) => metric.values.flatMap((value) => Object.keys(value.labels)));
  expect(labels.length).toBeGreaterThan(5);
  expect([...new Set(labels)].filter((label) => !allowed.includes(label))).toEqual([]);
});
