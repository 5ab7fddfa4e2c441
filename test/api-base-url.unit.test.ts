import { describe, expect, test } from 'vitest';
import { checkBaseUrl, checkWebhook } from '../src/api/service/check-base-url.ts';
import { close } from '../src/connectors/close/system.ts';
import type { ConnectorDefinition } from '../src/model/connector.ts';
import { isLoopback } from '../src/model/loopback.ts';

const shared = {
  allowedHosts: ['crm.acme.example', '*.allowed.example', '10.1.2.3:8443', '[fd12::1]'],
  allowLoopback: false,
};
const oneMachine = { allowedHosts: [], allowLoopback: true };
const withBase = (baseUrl: string, hosts: string[] = []) =>
  ({ ...close, http: { ...close.http, baseUrl, hosts } }) as ConnectorDefinition;

const allows = (connector: ConnectorDefinition, url: string, policy = shared) => {
  try {
    checkBaseUrl(connector, url, policy, 'body.baseUrl');
    return true;
  } catch (error) {
    expect(error).toMatchObject({ kind: 'config', code: 'host_not_allowed', location: 'body.baseUrl' });
    return false;
  }
};

describe("a connection's base URL", () => {
  test.each([
    ["the vendor's own", 'https://api.close.com/api/v1', true],
    ["the vendor's own in capitals, with a dot", 'https://API.close.com./api/v1', true],
    ["the vendor's own without TLS", 'http://api.close.com/api/v1', false],
    ['a host that ends like it', 'https://api.close.com.evil.example', false],
    ['a host that begins like it', 'https://evil-api.close.com', false],
    ['one on the allow-list', 'https://crm.acme.example/api', true],
    ['one below an allowed domain', 'https://eu.allowed.example', true],
    ['the allowed domain itself, which *. does not name', 'https://allowed.example', false],
    ['an allowed address on its port', 'https://10.1.2.3:8443/api', true],
    ['an allowed address on another port', 'https://10.1.2.3:22', false],
    ['an allowed IPv6 address', 'https://[fd12::1]/api', true],
    ['a private address', 'https://192.168.0.1', false],
    ["a cloud's metadata service", 'http://169.254.169.254/latest/meta-data', false],
    ['loopback by name', 'http://localhost:5432', false],
    ['loopback by number', 'https://127.0.0.1:8080', false],
    ['loopback by another notation', 'https://0x7f000001', false],
    ['loopback in IPv6', 'http://[::1]:8080', false],
    ['a user part that looks like the vendor', 'https://api.close.com@evil.example', false],
    ['credentials in it', 'https://user:secret@crm.acme.example', false],
    ['another protocol', 'file:///etc/passwd', false],
    ['no URL', 'not a url', false],
  ])('%s (%s): %s', (_, url, expected) => {
    expect(allows(close, url)).toBe(expected);
  });

  test('is refused without TLS with the advice to use it, not to ask the operator', () => {
    const refuse = () => checkBaseUrl(close, 'http://crm.acme.example', shared, 'body.baseUrl');
    expect(refuse).toThrow(expect.objectContaining({ hint: expect.stringContaining('https://') }));
  });

  test('may be loopback where one person runs everything on one machine', () => {
    expect(allows(close, 'http://127.0.0.1:9102', oneMachine)).toBe(true);
    expect(allows(close, 'http://localhost:9102', oneMachine)).toBe(true);
    expect(allows(close, 'http://localhost.evil.example', oneMachine)).toBe(false);
    expect(allows(close, 'https://127.evil.example', oneMachine)).toBe(false);
  });

  test('may be a sub-domain where the vendor gives each customer one, and any further host of the vendor', () => {
    const vendor = withBase('https://{domain}.vendor.example/api', ['*.my.vendorforce.example']);
    expect(allows(vendor, 'https://acme.vendor.example/api')).toBe(true);
    expect(allows(vendor, 'https://acme.my.vendorforce.example')).toBe(true);
    expect(allows(vendor, 'https://vendor.example.evil.example')).toBe(false);
  });

  test('is nobody’s where the whole host is the customer’s: only the allow-list names it', () => {
    for (const base of ['https://{host}/api', 'https://{domain}.example', '{baseUrl}/api']) {
      expect(allows(withBase(base), 'https://crm.customer.example')).toBe(false);
      expect(allows(withBase(base), 'https://crm.acme.example')).toBe(true);
    }
  });
});

describe('a webhook', () => {
  test.each([
    ['a host on the internet', 'https://hooks.example.org/x', true],
    ['without TLS', 'http://hooks.example.org/x', false],
    ['a bare address', 'https://93.184.216.34/x', false],
    ['a name of the local network', 'https://jenkins/x', false],
    ['a name of a local domain', 'https://jenkins.corp/x', false],
    ['loopback', 'https://localhost/x', false],
    ['an allowed host', 'https://crm.acme.example/x', true],
  ])('to %s: %s', (_, url, expected) => {
    const check = () => checkWebhook(url, shared, 'body.notify.0');
    if (expected) expect(check).not.toThrow();
    else expect(check).toThrow(/is not called/);
  });
});

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['[::1]', true],
  ['127.example.com', false],
  ['localhost.example.com', false],
  ['10.0.0.1', false],
])('tells this machine from others by its host: %s', (host, isHere) => {
  expect(isLoopback(new URL(`http://${host}/`).hostname)).toBe(isHere);
});
