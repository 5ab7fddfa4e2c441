/** Why no connection came about, in words, and what to look at first. */
export interface Unreachable {
  reason: string;
  hint: string;
}

const again = 'It is tried again; if it stays,';

const causes: readonly [codes: RegExp, reason: (host: string) => string, hint: string][] = [
  [
    /^ENOTFOUND$/,
    (host) => `there is no host named ${host}`,
    `${again} check the host name in the base URL, and that this machine may look up names.`,
  ],
  [
    /^EAI_/,
    (host) => `the name ${host} cannot be looked up`,
    `${again} check the network and the name server of this machine.`,
  ],
  [
    /^ECONNREFUSED$/,
    (host) => `nothing listens at ${host}`,
    `${again} check host and port of the base URL, and whether the server is up.`,
  ],
  [
    /^CERT_HAS_EXPIRED$/,
    (host) => `the certificate of ${host} has expired`,
    'Whoever runs that host must renew it; check the base URL, and the clock of this machine.',
  ],
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    (host) => `the certificate shown by ${host} is made out to another name`,
    'Check the host name in the base URL.',
  ],
  [
    /^(DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|CERT_)/,
    (host) => `the certificate of ${host} is signed by nobody that this machine trusts`,
    'Check the base URL. Where that host has an authority of its own, name its certificate in NODE_EXTRA_CA_CERTS.',
  ],
  [
    /^(ERR_TLS_|ERR_SSL_|EPROTO)/,
    (host) => `${host} does not speak TLS`,
    'Check port and scheme of the base URL: https needs a server with a certificate.',
  ],
  [
    /^UND_ERR_CONNECT_TIMEOUT$/,
    (host) => `${host} does not answer`,
    `${again} check host and port of the base URL, and the firewall.`,
  ],
];

/** The first cause that one of the codes names. */
export function whyUnreachable(codes: readonly string[], host: string): Unreachable {
  for (const [pattern, reason, hint] of causes) {
    if (codes.some((code) => pattern.test(code))) return { reason: reason(host), hint };
  }
  return { reason: `there is no way to ${host}`, hint: `${again} check the base URL and the network of this machine.` };
}
