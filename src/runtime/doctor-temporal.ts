import { homedir } from 'node:os';
import { cacheFolder } from '../../scripts/cache.mjs';
import { isPortageError } from '../model/errors.ts';
import type { Config } from './config.ts';
import type { Finding } from './doctor.ts';
import { readSearchAttributes, registerHint } from './search-attributes.ts';
import { locateTemporalBinary } from './temporal-binary.ts';
import { connectTemporal, type TemporalTarget } from './temporal-client.ts';

const name = 'Temporal';
const CONNECT_LIMIT_MS = 3_000;

export async function checkTemporal(config: Config): Promise<Finding> {
  return config.temporal === undefined ? await checkBinary(config) : await checkServer(config.temporal);
}

async function checkBinary(config: Config): Promise<Finding> {
  const binary = await locateTemporalBinary(config.dataDir);
  if (binary) return { name, status: 'ok', message: `embedded, ${binary}` };
  return {
    name,
    status: 'warning',
    message: `no server yet in PATH, the data folder or ${cacheFolder().replace(homedir(), '~')}`,
    cure: 'The first start downloads it, or builds it where Go is installed. Without either: https://docs.temporal.io/cli#install',
  };
}

async function checkServer(target: TemporalTarget): Promise<Finding> {
  const place = `${target.connection.address}, namespace ${target.namespace}`;
  const { client, close } = await connectTemporal(target, CONNECT_LIMIT_MS);
  try {
    const { namespace } = target;
    await client.workflowService.describeNamespace({ namespace });
    const { missing } = await readSearchAttributes(client.connection, namespace);
    if (missing.length === 0) return { name, status: 'ok', message: place };
    return { name, status: 'warning', message: `${place}: lacks ${missing.join(', ')}`, cure: registerHint(missing) };
  } catch (error) {
    if (isPortageError(error)) throw error;
    const cure = `Check TEMPORAL_NAMESPACE, or create it: temporal operator namespace create ${target.namespace}`;
    return { name, status: 'problem', message: `${place}: ${(error as Error).message}`, cure };
  } finally {
    await close();
  }
}
