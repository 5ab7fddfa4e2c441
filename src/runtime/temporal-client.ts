import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { NativeConnectionOptions } from '@temporalio/worker';
import { messageOf, PortageError } from '../model/errors.ts';

/** Given to clients, workers and the workflow bundle alike: all three decode what people send. */
export const payloadConverterPath = fileURLToPath(new URL('./payload-converter.ts', import.meta.url));
export const dataConverter = { payloadConverterPath };

/** Where Temporal is and how to be let in, as Temporal's own environment configuration says. */
export interface TemporalTarget {
  namespace: string;
  connection: NativeConnectionOptions & { address: string };
}

export interface TemporalClient {
  client: Client;
  close(): Promise<void>;
}

/** Connects a client that decodes as the workers do. */
export async function connectTemporal(target: TemporalTarget, timeoutMs = 10_000): Promise<TemporalClient> {
  const connection = await Connection.connect({ ...target.connection, connectTimeout: timeoutMs }).catch((error) => {
    throw temporalUnreachable(target, error);
  });
  const client = new Client({ connection, namespace: target.namespace, dataConverter });
  return { client, close: () => connection.close() };
}

/** What to tell when a server does not answer. */
export function temporalUnreachable(target: TemporalTarget, cause: unknown): PortageError {
  return new PortageError(
    'transient',
    `Temporal does not answer at ${target.connection.address}: ${messageOf(cause)}`,
    {
      code: 'temporal_unreachable',
      hint: 'Check TEMPORAL_ADDRESS, TLS and API key settings, and that the server runs; unset TEMPORAL_ADDRESS to use an embedded one.',
      cause,
    },
  );
}
