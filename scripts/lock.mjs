// Plain JavaScript without dependencies: runs on Node 20 before anything is installed.
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_INTERVAL_MS = 250;
/** A lock folder without an owner inside is a process between two system calls, or one that died there. */
const OWNERLESS_LIMIT_MS = 5_000;

/**
 * Runs `action` while this process alone holds `folder`; waits for a living holder and takes over from a dead one.
 * Creating a folder is the one step that is atomic everywhere, network file systems included.
 */
export async function withLock(folder, onWait, action) {
  await acquire(folder, onWait);
  const releaseOnExit = () => rm(folder, { recursive: true, force: true });
  try {
    return await action();
  } finally {
    await releaseOnExit();
  }
}

async function acquire(folder, onWait) {
  await mkdir(dirname(folder), { recursive: true });
  let told = false;
  let ownerlessMs = 0;
  for (;;) {
    try {
      await mkdir(folder);
      await writeFile(join(folder, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = await ownerOf(folder);
    ownerlessMs = owner === undefined ? ownerlessMs + POLL_INTERVAL_MS : 0;
    if (ownerlessMs > OWNERLESS_LIMIT_MS || (owner !== undefined && !isAlive(owner))) {
      await discard(folder);
      continue;
    }
    if (!told && owner !== undefined) {
      told = true;
      onWait(owner);
    }
    await delay(POLL_INTERVAL_MS);
  }
}

async function ownerOf(folder) {
  const text = await readFile(join(folder, 'pid'), 'utf8').catch(() => '');
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Renames before removing: of two processes that both see a dead owner only one can win the rename. */
async function discard(folder) {
  const grave = `${folder}.${process.pid}.stale`;
  await rename(folder, grave).catch(() => undefined);
  await rm(grave, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
