import { isIP } from 'node:net';
import type { ConnectorDefinition } from '../../model/connector.ts';
import { placeholdersOf } from '../../model/definition-parts.ts';
import { PortageError } from '../../model/errors.ts';
import { isLoopback } from '../../model/loopback.ts';

/** Where the operator lets connections and webhooks lead, beside the vendors themselves. */
export interface HostPolicy {
  /** `crm.acme.example`, `crm.acme.example:8443`, or `*.acme.example` for all below. */
  allowedHosts: readonly string[];
  allowLoopback: boolean;
}

/**
 * Refuses a base URL that would make the server call into the network it stands in. The HTTP client's own guard sees every
 * request again, with the addresses that names resolve to; this one tells the user at once.
 */
export function checkBaseUrl(
  connector: ConnectorDefinition,
  baseUrl: string,
  policy: HostPolicy,
  location: string,
): void {
  const url = parse(baseUrl, location);
  if (isLoopback(url.hostname) && policy.allowLoopback) return;
  if (url.protocol !== 'https:') throw notEncrypted(location);
  if (isAllowed(url, policy)) return;
  const vendors = connector.http ? [hostPattern(connector.http.baseUrl), ...connector.http.hosts] : [];
  if (vendors.some((pattern) => pattern !== null && fits(pattern, url.hostname))) return;
  throw refused(`${url.hostname} is not ${connector.name}'s own`, location);
}

/** A webhook may lead anywhere on the internet, but not to a bare address or a name of the local network. */
export function checkWebhook(target: string, policy: HostPolicy, location: string): void {
  const url = parse(target, location);
  if (isLoopback(url.hostname) && policy.allowLoopback) return;
  if (url.protocol !== 'https:') throw notEncrypted(location);
  if (isAllowed(url, policy)) return;
  const host = plainHost(url.hostname);
  const isLocal = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/.test(host);
  if (isIP(host) !== 0 || !host.includes('.') || isLocal) throw refused('it does not lead to the internet', location);
}

function parse(text: string, location: string): URL {
  const url = URL.parse(text);
  if (url === null) throw refused('it is not a URL', location);
  if (url.username !== '' || url.password !== '') throw refused('it must not hold credentials', location);
  return url;
}

function isAllowed(url: URL, policy: HostPolicy): boolean {
  return policy.allowedHosts.some((pattern) => fits(pattern, /:\d+$/.test(pattern) ? url.host : url.hostname));
}

/** `https://{domain}.vendor.example/v1` → `*.vendor.example`; a host that is nothing but placeholders is nobody's. */
function hostPattern(template: string): string | null {
  const host = /^https?:\/\/([^/?#:]+)/i.exec(template)?.[1];
  if (host === undefined) return null;
  const labels = host.split('.');
  const fixed = labels.slice(labels.findLastIndex((label) => placeholdersOf(label).length > 0) + 1);
  if (fixed.length === labels.length) return host;
  return fixed.length >= 2 ? `*.${fixed.join('.')}` : null;
}

function fits(pattern: string, host: string): boolean {
  const [wanted, found] = [pattern.toLowerCase(), plainHost(host)];
  return wanted.startsWith('*.') ? found.endsWith(wanted.slice(1)) : plainHost(wanted) === found;
}

function plainHost(host: string): string {
  return host.toLowerCase().replaceAll(/[[\]]/g, '').replace(/\.$/, '');
}

const askOperator =
  "Leave baseUrl out to use the vendor's own, or ask the operator to put the host on PORTAGE_ALLOWED_HOSTS.";

function refused(reason: string, location: string, hint = askOperator): PortageError {
  return new PortageError('config', `this address is not called: ${reason}`, {
    code: 'host_not_allowed',
    hint,
    location,
  });
}

function notEncrypted(location: string): PortageError {
  return refused('only https is allowed', location, 'Give an address that begins with https://.');
}
