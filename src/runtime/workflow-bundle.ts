import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type WorkflowBundleOption } from '@temporalio/worker';
import { cacheFolder } from '../../scripts/cache.mjs';
import type { Log } from './logging.ts';
import { projectRoot } from './paths.ts';
import { payloadConverterPath } from './temporal-client.ts';
import { sdkLogger } from './temporal-runtime.ts';

/** The module that exports all workflows. */
export const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));

/** Enough for a few checkouts side by side. */
const KEPT_BUNDLES = 8;

/**
 * The workflow code as one piece, ready for any number of workers. Bundling takes seconds, and a worker that starts again
 * after a crash should not need them: what was bundled is kept in the cache folder under a hash of all that goes into it.
 * @param path the module that exports the workflows
 */
export async function bundleWorkflows(path: string, log: Log): Promise<WorkflowBundleOption> {
  const folder = join(cacheFolder(), 'workflows');
  const codePath = join(folder, `${await fingerprint(path)}.js`);
  if (
    await access(codePath).then(
      () => true,
      () => false,
    )
  )
    return { codePath };
  log.debug('bundling workflow code');
  const { code } = await bundleWorkflowCode({
    workflowsPath: path,
    payloadConverterPath,
    logger: sdkLogger(log, 'bundler'),
  });
  try {
    await mkdir(folder, { recursive: true });
    const unfinished = `${codePath}.${process.pid}`;
    await writeFile(unfinished, code);
    await rename(unfinished, codePath);
    await prune(folder);
    return { codePath };
  } catch (error) {
    log.debug({ err: error }, 'the workflow bundle is not kept');
    return { code };
  }
}

/** Sources (all of them: finding those that are imported costs more than reading the rest), packages, and this file's options. */
async function fingerprint(path: string): Promise<string> {
  const hash = createHash('sha256').update(path);
  hash.update(await readFile(join(projectRoot, 'package-lock.json')));
  for (const folder of new Set([join(projectRoot, 'src'), dirname(path)])) {
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts')).sort();
    for (const name of names) hash.update(`\0${name}\0`).update(await readFile(join(folder, name)));
  }
  return hash.digest('hex').slice(0, 32);
}

async function prune(folder: string): Promise<void> {
  const files = await Promise.all(
    (await readdir(folder)).map(async (name) => ({
      path: join(folder, name),
      modifiedMs: (await stat(join(folder, name))).mtimeMs,
    })),
  );
  const outdated = files.sort((a, b) => b.modifiedMs - a.modifiedMs).slice(KEPT_BUNDLES);
  await Promise.all(outdated.map(({ path }) => rm(path, { force: true })));
}
