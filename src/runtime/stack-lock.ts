import { readFile, rename, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { withLock } from '../../scripts/lock.mjs';
import { PortageError } from '../model/errors.ts';
import type { DataLayout } from './paths.ts';
import { isAlive, startOf } from './processes.ts';

const stackRecord = z.object({
  pid: z.number(),
  /** Tells the process from a later one with the same id. */
  processStart: z.string().optional(),
  host: z.string(),
  startedAt: z.string(),
  stoppedAt: z.string().optional(),
  command: z.string(),
  postgres: z.object({ pid: z.number(), port: z.number() }).optional(),
  temporal: z.object({ pid: z.number(), port: z.number(), uiPort: z.number().optional() }).optional(),
  databaseUrl: z.string().optional(),
  temporalAddress: z.string().optional(),
  temporalUiUrl: z.string().optional(),
  /** Where the API of this stack listens, once there is one. */
  apiUrl: z.string().optional(),
});

/** What the file `stack.json` in a data folder says about the stack that runs, or last ran, on it. */
export type StackRecord = z.infer<typeof stackRecord>;

/** Reads the record, whether its stack still runs or not. */
export async function readStackRecord(layout: DataLayout): Promise<StackRecord | undefined> {
  const text = await readFile(layout.stackFile, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return stackRecord.parse(JSON.parse(text));
  } catch {
    return undefined; // cut off by a crash; whoever wrote it does not run
  }
}

/** The stack that runs on this data folder now, so that a command can use it instead of starting another. */
export async function findRunningStack(layout: DataLayout): Promise<StackRecord | undefined> {
  const record = await readStackRecord(layout);
  return record !== undefined && (await isRunning(record)) ? record : undefined;
}

async function isRunning(record: StackRecord): Promise<boolean> {
  if (record.stoppedAt !== undefined || record.host !== hostname()) return false;
  return isAlive(record.pid) && (await startOf(record.pid)) === record.processStart;
}

/** Takes the data folder for this process; says who has it where that is someone else. Returns the earlier record. */
export async function takeStack(layout: DataLayout): Promise<StackRecord | undefined> {
  // Two starts at the same moment must not both find the folder free.
  return await withLock(
    join(layout.root, 'stack.lock'),
    () => undefined,
    async () => {
      const earlier = await readStackRecord(layout);
      if (earlier !== undefined && (await isRunning(earlier))) throw inUse(earlier, layout);
      await writeStackRecord(layout, {
        ...(await ownIdentity()),
        postgres: earlier?.postgres,
        temporal: earlier?.temporal,
      });
      return earlier;
    },
  );
}

async function ownIdentity(): Promise<StackRecord> {
  return {
    pid: process.pid,
    processStart: await startOf(process.pid),
    host: hostname(),
    startedAt: new Date().toISOString(),
    command: process.argv.slice(1, 4).join(' '),
  };
}

/** Adds to what the record says of the running stack, for example the address of its API. */
export async function updateStackRecord(layout: DataLayout, change: Partial<StackRecord>): Promise<void> {
  const current = (await readStackRecord(layout)) ?? (await ownIdentity());
  await writeStackRecord(layout, { ...current, ...change });
}

async function writeStackRecord(layout: DataLayout, record: StackRecord): Promise<void> {
  const unfinished = `${layout.stackFile}.${process.pid}`;
  // It holds the database's password.
  await writeFile(unfinished, JSON.stringify(record, null, 2), { mode: 0o600 });
  await rename(unfinished, layout.stackFile);
}

/** Gives the folder back. The ports stay on record, so that the next start takes the same ones. */
export async function releaseStack(layout: DataLayout): Promise<void> {
  const record = await readStackRecord(layout);
  if (record?.pid !== process.pid) return;
  await writeStackRecord(layout, { ...record, stoppedAt: new Date().toISOString() });
}

function inUse(record: StackRecord, layout: DataLayout): PortageError {
  const where = record.apiUrl ? `, ${record.apiUrl}` : '';
  return new PortageError(
    'conflict',
    `The data folder is in use by process ${record.pid} (since ${record.startedAt}${where}).`,
    {
      code: 'data_folder_locked',
      hint: `Use the running one (--url), stop it (Ctrl-C there, or kill ${record.pid}), or choose another --data-dir.`,
      location: layout.root,
    },
  );
}
