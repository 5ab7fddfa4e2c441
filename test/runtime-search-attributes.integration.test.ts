import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ensureSearchAttributes,
  readSearchAttributes,
  registerHint,
  searchAttributes,
} from '../src/runtime/search-attributes.ts';
import { temporalTarget, testLog } from './support/temporal.ts';

const namespace = `fresh-${process.pid}`;
let connection: Connection;

beforeAll(async () => {
  connection = await Connection.connect(temporalTarget().connection);
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
});
afterAll(async () => {
  await connection.close();
});

test('a namespace of others that knows none of our search attributes is told, then gets them', async () => {
  const all = Object.keys(searchAttributes);
  await expect
    .poll(() => readSearchAttributes(connection, namespace), { timeout: 30_000 })
    .toEqual({ present: [], missing: all });
  expect(await ensureSearchAttributes(connection, namespace, testLog())).toEqual({ present: all, missing: [] });
});

test('where they may not be registered, the command for an administrator is told', async () => {
  const refusing = {
    workflowService: connection.workflowService,
    operatorService: Object.assign(Object.create(connection.operatorService), {
      listSearchAttributes: async () => ({ customAttributes: { PortageStage: 2, PortageFailed: 2 } }),
      addSearchAttributes: () => Promise.reject(new Error('PERMISSION_DENIED')),
    }),
  };
  const { missing } = await ensureSearchAttributes(refusing, namespace, testLog().child({}, { level: 'silent' }));
  expect(missing).not.toContain('PortageStage');
  expect(registerHint(missing)).toContain('search-attribute create --name PortageFailed --type Int');
});
