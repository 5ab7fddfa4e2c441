import type { ConnectorDefinition } from '../../model/connector.ts';
import { PortageError } from '../../model/errors.ts';
import { actuallycare } from '../actuallycare/system.ts';
import { close } from '../close/system.ts';
import { csv } from '../csv/system.ts';
import { hubspot } from '../hubspot/system.ts';
import { pipedrive } from '../pipedrive/system.ts';

/** Every connector; a new one is a line here. */
export const connectors: readonly ConnectorDefinition[] = [csv, pipedrive, hubspot, close, actuallycare];

/** The connector of a system by its name in migration files. */
export function connectorOf(system: string): ConnectorDefinition {
  const found = connectors.find((connector) => connector.system === system);
  if (found !== undefined) return found;
  throw new PortageError('config', `There is no connector "${system}"`, {
    code: 'unknown_system',
    hint: `Known: ${connectors.map((connector) => connector.system).join(', ')}.`,
  });
}
