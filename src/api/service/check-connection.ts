import { credentialsOf } from '../../model/auth-definition.ts';
import type { ConnectorDefinition } from '../../model/connector.ts';
import { PortageError } from '../../model/errors.ts';
import type { ConnectionSettings } from '../../model/migration-file.ts';
import { checkBaseUrl, type HostPolicy } from './check-base-url.ts';
import { type End, optionFaults, optionsOf } from './check-options.ts';
import { readsFiles } from './describe-connector.ts';

/** The connector of a system, or which ones there are. */
export function connectorNamed(
  connectors: readonly ConnectorDefinition[],
  system: string,
  location: string,
): ConnectorDefinition {
  const found = connectors.find((connector) => connector.system === system);
  if (found) return found;
  throw new PortageError('config', `there is no connector "${system}"`, {
    code: 'unknown_system',
    hint: `Known: ${connectors.map((connector) => connector.system).join(', ')}.`,
    location,
  });
}

/** What a user of the API may say of a connection. The command line, whose user owns the machine, may say more. */
export function checkConnection(
  connector: ConnectorDefinition,
  settings: Partial<ConnectionSettings>,
  policy: HostPolicy,
  location: string,
  end: End | null = null,
): void {
  if (settings.baseUrl !== undefined) checkBaseUrl(connector, settings.baseUrl, policy, `${location}.baseUrl`);
  for (const [name, value] of Object.entries(settings.credentials ?? {})) {
    // on the command line this names a variable of the user's own machine; here it would be one of the server
    if (/^env:/.test(value)) {
      throw new PortageError('config', 'env:NAME is for migration files; the API takes the value itself', {
        code: 'credential_by_name',
        hint: 'Send the value: it is stored encrypted and never shown again.',
        location: `${location}.credentials.${name}`,
      });
    }
  }
  refuseOtherCredentials(connector, settings.credentials ?? {}, `${location}.credentials`);
  const except = readsFiles(connector) ? serverPaths : undefined;
  const [fault] = optionFaults(connector, settings.options, end, except);
  if (fault === undefined) return;
  throw new PortageError('config', `the option ${fault.name}: ${fault.text}`, {
    code: 'unknown_option',
    hint: `${connector.name} has: ${optionsOf(connector, end, except).join(', ') || 'none'}.`,
    location: `${location}.options.${fault.name}`,
  });
}

/** Options of file connectors that name places on the machine: the server's own, seen from the API. */
const serverPaths: ReadonlySet<string> = new Set(['path', 'files', 'account']);

/** A misspelt name would only show when somebody signs in. None at all is how credentials are taken away. */
function refuseOtherCredentials(connector: ConnectorDefinition, given: Record<string, string>, location: string): void {
  const names = Object.keys(given);
  const ways = (connector.http?.auth ?? []).map(credentialsOf);
  const known = new Set([...ways.flat(), ...Object.keys(connector.options)]);
  const unknown = names.find((name) => !known.has(name));
  const isWhole = ways.some((way) => way.every((name) => name === 'clientSecret' || given[name]));
  if (unknown === undefined && (names.length === 0 || ways.length === 0 || isWhole)) return;
  throw new PortageError(
    'config',
    unknown === undefined
      ? `these credentials do not suffice to sign in to ${connector.name}`
      : `${connector.name} has no credential "${unknown}"`,
    {
      code: unknown === undefined ? 'credentials_missing' : 'unknown_credential',
      hint:
        ways.length === 0 ? 'Leave credentials out.' : `Give ${ways.map((way) => way.join(' and ')).join(', or ')}.`,
      location: unknown === undefined ? location : `${location}.${unknown}`,
    },
  );
}
