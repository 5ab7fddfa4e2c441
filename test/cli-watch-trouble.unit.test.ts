import type { Client } from '@temporalio/client';
import { expect, test, vi } from 'vitest';
import type { Session } from '../src/cli/session.ts';
import { refuseFullDisk, troublesOf, watchTrouble } from '../src/cli/watch-trouble.ts';

const failing = (name: string, attempt: number, message: string) => ({
  activityType: { name },
  attempt,
  lastFailure: { message },
});

/** Temporal as far as it describes runs. */
function temporalWith(runs: Record<string, object>): Client {
  const getHandle = (id: string) => ({ describe: async () => ({ raw: runs[id] ?? {} }) });
  return { workflow: { getHandle } } as unknown as Client;
}

const runs = {
  'migration:1': {
    pendingActivities: [{ activityType: { name: 'preflight' }, attempt: 1 }],
    pendingChildren: [{ workflowId: 'migration:1/export/1' }],
  },
  'migration:1/export/1': { pendingActivities: [failing('exportChunk', 4, 'the disk of the database is full')] },
};

test('steps that fail and are tried again are found in a run and in its children', async () => {
  expect(await troublesOf(temporalWith(runs), 'migration:1')).toEqual([
    { activity: 'exportChunk', attempt: 4, message: 'the disk of the database is full' },
  ]);
});

test('a step that keeps failing is told once, with its reason', async () => {
  const lines: string[] = [];
  const screen = { line: (text: string) => void lines.push(text), progress: () => undefined, settle: () => undefined };
  const session = {
    stack: { layout: { root: import.meta.dirname } },
    engine: { temporal: temporalWith(runs) },
  } as unknown as Session;
  const look = watchTrouble(session, '1', screen);
  vi.useFakeTimers();
  try {
    await look();
    vi.advanceTimersByTime(60_000);
    await look();
  } finally {
    vi.useRealTimers();
  }
  expect(lines).toEqual(['  exportChunk does not succeed and is tried again: the disk of the database is full']);
});

test('a full disk ends the command with the folder and what to do; an almost full one does not', async () => {
  await expect(refuseFullDisk('/data', async () => 4096)).rejects.toMatchObject({
    code: 'disk_full',
    location: '/data',
    hint: expect.stringContaining('same command again') as string,
  });
  await refuseFullDisk('/data', async () => 100_000_000);
});
