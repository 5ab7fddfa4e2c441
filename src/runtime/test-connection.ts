import { createSourceReader } from '../connectors/kit/read-source.ts';
import { connectorOf } from '../connectors/kit/registry.ts';
import { createDestinationWriter } from '../connectors/kit/write-destination.ts';
import { PortageError } from '../model/errors.ts';
import type { AccountInfo } from '../model/ports.ts';
import { getConnection } from '../store/connection-store.ts';
import { requestMeter } from './metrics.ts';
import { egressOf, type HttpConnectionDeps, httpConnection, tokensOf } from './open-connections.ts';

/** Part of the vendor's limit that a test may take: the customer's own work goes on. */
const share = 0.5;

/** Signs in with a stored connection and says as whom, and which rights are missing. Reads only. */
export function createConnectionTester(deps: HttpConnectionDeps) {
  return async (tenantId: string, connectionId: string): Promise<AccountInfo> => {
    const connection = await getConnection(deps.db, tenantId, connectionId);
    const connector = connectorOf(connection.system);
    if (connector.http === undefined) {
      throw new PortageError('config', `${connector.name} have nothing to sign in to`, {
        code: 'nothing_to_test',
        hint: 'They are looked at when a migration begins.',
      });
    }
    const http = httpConnection(deps, connection, connection.accountId ?? connection.id);
    const { pacer, log } = deps;
    const options = {
      pacer,
      log,
      share,
      ...tokensOf(deps, connection, http),
      meter: requestMeter('test', connection.system),
      priority: 'sample' as const,
      egress: egressOf(deps),
    };
    const end = connector.source
      ? createSourceReader(connector, http, options)
      : createDestinationWriter(connector, http, options);
    try {
      return await end.check();
    } finally {
      await end.close();
    }
  };
}
