import { lookup as resolve } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { placeholdersOf } from '../model/definition-parts.ts';
import { PortageError } from '../model/errors.ts';

export interface EgressOptions {
  /** Hosts that are the vendor's: names, or `*.vendor.example` for any name below it. */
  vendorHosts: string[];
  /**
   * What the operator allows beside them: `host`, `host:port`, `*.below.it`; `*` allows every public host. An address may be
   * a private one, for it cannot lead anywhere else later on, as a name can.
   */
  allowedHosts?: readonly string[];
  /** True for the CLI on one machine, with its sandboxes: loopback by name or number, also without TLS. */
  allowLoopback?: boolean;
  /** Named hosts that the operator lets stand in a private network (an own server behind the firewall). */
  privateHosts?: readonly string[];
}

/** The one guard that every outgoing request passes. */
export interface Egress {
  /** Throws a `config` error for a URL that must not be called. */
  check(url: URL): void;
  /** Resolves names for connections and refuses private addresses, so that a name cannot lead inside after it was checked. */
  lookup: LookupFunction;
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Link-local holds the clouds' metadata services: refused even to hosts that may be private. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16, 'ipv4');
never.addSubnet('0.0.0.0', 8, 'ipv4');
never.addSubnet('224.0.0.0', 3, 'ipv4');
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');
never.addAddress('::', 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');

/** Not the public internet: RFC 1918, 4193, 6598, 2544, 5737 and the translation prefixes that can hide an IPv4 address. */
const inside = new BlockList();
for (const [address, prefix] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
] as const) {
  inside.addSubnet(address, prefix, 'ipv4');
}
for (const [address, prefix] of [
  ['fc00::', 7],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  inside.addSubnet(address, prefix, 'ipv6');
}

export function createEgress(options: EgressOptions): Egress {
  const named = [...(options.allowedHosts ?? []), ...(options.privateHosts ?? [])];
  const patterns = [...options.vendorHosts, ...named].map(patternOf);
  const privateHosts = new Set([
    ...(options.privateHosts ?? []).map((name) => patternOf(name).host),
    ...named.map((name) => patternOf(name).host).filter((host) => isIP(host) !== 0),
  ]);

  const refusal = (host: string, address: string): string | undefined => {
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (loopback.check(address, family)) {
      return options.allowLoopback === true ? undefined : 'loopback addresses are not allowed';
    }
    if (never.check(address, family)) return 'link-local and special addresses are never allowed';
    if (inside.check(address, family) && !privateHosts.has(host)) return 'it leads into a private network';
    return undefined;
  };

  const check = (url: URL): void => {
    const host = hostOf(url);
    const local =
      host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIP(host) === 6 ? 'ipv6' : 'ipv4'));
    const refuse = (reason: string) => {
      throw new PortageError('config', `${url.protocol}//${host} is not called: ${reason}`, {
        code: 'egress_refused',
        hint: "Leave baseUrl out to use the vendor's own, or have the operator name the host in PORTAGE_ALLOWED_HOSTS.",
      });
    };
    if (url.username !== '' || url.password !== '') refuse('a URL must not hold credentials');
    if (local) {
      if (options.allowLoopback !== true) refuse('loopback addresses are not allowed');
      if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('only http and https are spoken');
      return;
    }
    if (url.protocol !== 'https:') refuse('only https is allowed');
    if (!patterns.some((pattern) => matches(pattern, host, url.port || '443'))) {
      const otherPort = patterns.some(({ host: known }) => nameMatches(known, host));
      refuse(otherPort ? `port ${url.port || '443'} is not on the allow-list` : 'the host is not on the allow-list');
    }
    if (isIP(host) !== 0) {
      const reason = refusal(host, host);
      if (reason !== undefined) refuse(reason);
    }
  };

  const lookup: LookupFunction = (hostname, lookupOptions, callback) => {
    resolve(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, '');
      const reason = addresses
        .map(({ address }) => refusal(hostname.toLowerCase(), address))
        .find((found) => found !== undefined);
      const first = addresses[0];
      if (reason !== undefined || first === undefined) {
        return callback(Object.assign(new Error(reason ?? 'no address'), { code: 'EGRESS_REFUSED' }), '');
      }
      if (lookupOptions.all === true) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };

  return { check, lookup };
}

/**
 * Host patterns of a definition: the base URL's own (`https://{domain}.pipedrive.com` gives `*.pipedrive.com`) and what it lists.
 * A host that is nothing but placeholders gives none: such a customer's server must be on the operator's allow-list.
 */
export function vendorHostsOf(templates: string[], listed: string[] = []): string[] {
  const own = templates.flatMap((template) => {
    const host = /^https?:\/\/([^/?#]+)/i.exec(template)?.[1];
    if (host === undefined) return [];
    const known = host.replace(/:\d+$/, '').split('.');
    const lastHole = known.findLastIndex((label) => placeholdersOf(label).length > 0);
    const rest = known.slice(lastHole + 1);
    if (lastHole === -1) return [known.join('.')];
    return rest.length >= 2 ? [`*.${rest.join('.')}`] : [];
  });
  return [...own, ...listed];
}

function hostOf(url: URL): string {
  return url.hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}

interface HostPattern {
  host: string;
  /** Undefined: any port. */
  port: string | undefined;
}

/** `host`, `host:port`, `[::1]` or `[::1]:port`. */
function patternOf(text: string): HostPattern {
  const [, host = text, port] = /^(.+?)(?::(\d+))?$/.exec(isIP(text) === 6 ? `[${text}]` : text) ?? [];
  return { host: host.replace(/^\[|\]$/g, '').toLowerCase(), port };
}

function matches({ host: pattern, port: wanted }: HostPattern, host: string, port: string): boolean {
  return (wanted === undefined || wanted === port) && nameMatches(pattern, host);
}

function nameMatches(pattern: string, host: string): boolean {
  if (pattern === '*') return true;
  return pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : pattern === host;
}
