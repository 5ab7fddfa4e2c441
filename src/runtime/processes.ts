import { execFile } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const POLL_INTERVAL_MS = 50;

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When a process began, in whatever words the system uses: with its id it tells one process from a later one that was given
 * the same id, which happens all the time in containers. Undefined where the system does not tell.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // The second field is the name in brackets and may hold spaces; the start is the 22nd (man 5 proc).
  if (stat !== undefined) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return await processStatus(pid, 'lstart=');
}

/** The command line of a process, or undefined where it is gone or hidden. */
export async function commandOf(pid: number): Promise<string | undefined> {
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return line === undefined ? await processStatus(pid, 'command=') : line.replaceAll('\0', ' ').trim();
}

async function processStatus(pid: number, column: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined;
  const result = await promisify(execFile)('ps', ['-o', column, '-p', String(pid)]).catch(() => undefined);
  return result?.stdout.trim() || undefined;
}

/** Waits until a process is gone; false when it is still there after the limit. */
export async function waitForExit(pid: number, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await delay(POLL_INTERVAL_MS);
  }
  return true;
}

/** Asks a process to end with `signal`, and kills it when it has not done so in time. */
export async function endProcess(pid: number, signal: NodeJS.Signals, limitMs = 30_000): Promise<void> {
  sendSignal(pid, signal);
  if (await waitForExit(pid, limitMs)) return;
  sendSignal(pid, 'SIGKILL');
  await waitForExit(pid, limitMs);
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** The last lines of a log file, for an error message. */
export async function lastLines(path: string, count: number): Promise<string> {
  const file = await open(path, 'r').catch(() => undefined);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - 16_384);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
    return buffer.toString('utf8', 0, bytesRead).trimEnd().split('\n').slice(-count).join('\n');
  } finally {
    await file.close();
  }
}
