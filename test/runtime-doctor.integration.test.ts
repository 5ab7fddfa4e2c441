import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../src/runtime/config.ts';
import { type Finding, isHealthy, runChecks } from '../src/runtime/doctor.ts';
import { useDatabase } from './support/database.ts';
import { temporalTarget } from './support/temporal.ts';

const own = useDatabase();
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'portage-doctor-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true, force: true });
});

const check = (environment: Record<string, string>) =>
  runChecks(readConfig({ PORTAGE_DATA_DIR: dataDir, ...environment }));
const named = (findings: Finding[], name: string) => findings.find((finding) => finding.name === name);

test('a machine with both servers is healthy, and each finding that is not ok comes with its cure', async () => {
  const { address } = temporalTarget().connection;
  const findings = await check({ DATABASE_URL: own.url, TEMPORAL_ADDRESS: address });
  expect(isHealthy(findings)).toBe(true);
  expect(named(findings, 'PostgreSQL')?.message).toMatch(/^version 18 at 127\.0\.0\.1:\d+$/);
  expect(named(findings, 'Temporal')).toMatchObject({ status: 'ok', message: `${address}, namespace default` });
  expect(findings.filter(({ status, cure }) => status !== 'ok' && !cure)).toEqual([]);
  expect(JSON.stringify(findings)).not.toContain(new URL(own.url).password);
});

test('servers that do not answer are problems, told side by side with what can be said of the rest', async () => {
  const findings = await check({ DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x', TEMPORAL_ADDRESS: '127.0.0.1:1' });
  expect(isHealthy(findings)).toBe(false);
  expect(named(findings, 'PostgreSQL')).toMatchObject({
    status: 'problem',
    cure: expect.stringContaining('DATABASE_URL'),
  });
  expect(named(findings, 'Temporal')).toMatchObject({
    status: 'problem',
    cure: expect.stringContaining('TEMPORAL_ADDRESS'),
  });
  expect(named(findings, 'data folder')?.status).toBe('ok');
  expect(JSON.stringify(findings)).not.toContain('hunter2');
});

test('a key that lies on this machine only is a warning where the database is shared', async () => {
  const findings = await check({ DATABASE_URL: own.url });
  expect(named(findings, 'secret key')).toMatchObject({
    status: 'warning',
    cure: expect.stringContaining('openssl rand'),
  });
});

test('a namespace that is not there comes with the command that creates it', async () => {
  const findings = await check({
    TEMPORAL_ADDRESS: temporalTarget().connection.address,
    TEMPORAL_NAMESPACE: 'nowhere',
  });
  expect(named(findings, 'Temporal')).toMatchObject({
    status: 'problem',
    cure: expect.stringContaining('namespace create'),
  });
});
