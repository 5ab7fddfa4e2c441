import { access, constants, stat, statfs } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Config } from './config.ts';
import type { Finding } from './doctor.ts';
import type { DataLayout } from './paths.ts';
import { loadSecretKeys } from './secrets.ts';
import { findRunningStack } from './stack-lock.ts';

const GIB = 1024 ** 3;
const LEAST_MEMORY_BYTES = 2 * GIB;
/** A migration of 100,000 records takes about 1 GiB with its images and logs. */
const WARN_DISK_BYTES = 5 * GIB;
const LEAST_DISK_BYTES = 1 * GIB;
const LEAST_NODE = 24;

export async function checkNode(): Promise<Finding> {
  const name = 'Node.js';
  const message = `version ${process.versions.node}`;
  return Number.parseInt(process.versions.node, 10) >= LEAST_NODE
    ? { name, status: 'ok', message }
    : {
        name,
        status: 'problem',
        message,
        cure: `Start through \`npx portage\`, which gets Node ${LEAST_NODE}, or install it.`,
      };
}

export async function checkMemory(): Promise<Finding> {
  const name = 'memory';
  const message = `${(totalmem() / GIB).toFixed(1)} GiB`;
  if (totalmem() >= LEAST_MEMORY_BYTES) return { name, status: 'ok', message };
  return {
    name,
    status: 'warning',
    message,
    cure: 'Use a machine with 2 GiB or more, or servers elsewhere (DATABASE_URL, TEMPORAL_ADDRESS).',
  };
}

export async function checkDataFolder(layout: DataLayout): Promise<Finding> {
  const name = 'data folder';
  const existing = await nearestExisting(layout.root);
  try {
    await access(existing, constants.W_OK);
    return { name, status: 'ok', message: layout.root };
  } catch {
    const cure = 'Give another folder with --data-dir or PORTAGE_DATA_DIR, or change the rights.';
    return { name, status: 'problem', message: `${existing} cannot be written`, cure };
  }
}

export async function checkDiskSpace(layout: DataLayout): Promise<Finding> {
  const name = 'disk space';
  const { bavail, bsize } = await statfs(await nearestExisting(layout.root));
  const freeBytes = bavail * bsize;
  const message = `${(freeBytes / GIB).toFixed(1)} GiB free at ${layout.root}`;
  if (freeBytes >= WARN_DISK_BYTES) return { name, status: 'ok', message };
  const cure = 'Free some space, or put the data folder on another disk with --data-dir.';
  return { name, status: freeBytes < LEAST_DISK_BYTES ? 'problem' : 'warning', message, cure };
}

export async function checkStack(layout: DataLayout): Promise<Finding> {
  const name = 'running stack';
  const running = await findRunningStack(layout);
  if (!running) return { name, status: 'ok', message: 'none on this data folder' };
  const places = [running.apiUrl, running.temporalUiUrl].filter((url) => url !== undefined).join(', ');
  return { name, status: 'ok', message: `process ${running.pid} since ${running.startedAt} ${places}`.trimEnd() };
}

export async function checkSecretKey(config: Config, layout: DataLayout): Promise<Finding> {
  const name = 'secret key';
  if (config.secretKey !== undefined) {
    const keys = await loadSecretKeys({ secretKey: config.secretKey, file: layout.secretKey });
    return { name, status: 'ok', message: `PORTAGE_SECRET_KEY holds ${keys.length}` };
  }
  const file = await stat(layout.secretKey).catch(() => undefined);
  if (config.databaseUrl !== undefined) {
    const cure = 'Set the same PORTAGE_SECRET_KEY for the API and all workers: openssl rand -base64 32';
    return { name, status: 'warning', message: 'the database is shared, the key lies on this machine only', cure };
  }
  if (file && process.platform !== 'win32' && (file.mode & 0o077) !== 0) {
    return {
      name,
      status: 'warning',
      message: 'other users can read the key file',
      cure: `chmod 600 ${layout.secretKey}`,
    };
  }
  return { name, status: 'ok', message: file ? layout.secretKey : 'is made at the first start' };
}

async function nearestExisting(folder: string): Promise<string> {
  for (let current = folder; ; current = dirname(current)) {
    if ((await stat(current).catch(() => undefined)) || current === dirname(current)) return current;
  }
}
