import { PortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { ConnectionRow } from '../../store/connection-store.ts';
import { sealContextOf } from '../../store/connection-store.ts';
import type { ApiDeps } from '../deps.ts';
import { checkConnection, connectorNamed } from './check-connection.ts';

export interface ConnectionChange {
  credentials?: Record<string, string> | undefined;
  /** Null: back to the vendor's own. */
  baseUrl?: string | null | undefined;
  options?: Record<string, unknown> | undefined;
}

/** What a connection becomes. Stored credentials are never sent to a host that they were not given for. */
export function changedConnection(
  deps: ApiDeps,
  row: ConnectionRow,
  change: ConnectionChange,
): Pick<ConnectionRow, 'credentials' | 'baseUrl' | 'options'> {
  const baseUrl = change.baseUrl === undefined ? row.baseUrl : change.baseUrl;
  const options = (change.options as Record<string, Json> | undefined) ?? row.options;
  const leadsElsewhere = baseUrl !== row.baseUrl || JSON.stringify(options) !== JSON.stringify(row.options);
  if (leadsElsewhere && change.credentials === undefined) {
    throw new PortageError('config', 'another address or other options ask for the credentials again', {
      code: 'credentials_needed',
      hint: 'Send credentials together with baseUrl and options.',
      location: 'body.credentials',
    });
  }
  const connector = connectorNamed(deps.connectors, row.system, 'system');
  const { credentials } = change;
  checkConnection(
    connector,
    { ...(baseUrl !== null && { baseUrl }), ...(credentials && { credentials }), options },
    deps,
    'body',
  );
  return {
    baseUrl,
    options,
    credentials: credentials
      ? deps.seal(JSON.stringify(credentials), sealContextOf(row.tenantId, row.id))
      : row.credentials,
  };
}
