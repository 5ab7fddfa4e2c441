import { describe, expect, test } from 'vitest';
import { createEgress, type Egress, vendorHostsOf } from '../src/http/egress.ts';

const vendor = { vendorHosts: ['api.close.com', '*.pipedrive.com'] };

function refusal(egress: Egress, url: string): string | null {
  try {
    egress.check(new URL(url));
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : 'thrown';
  }
}

function resolved(egress: Egress, host: string): Promise<string | undefined> {
  return new Promise((resolve) => egress.lookup(host, {}, (error) => resolve(error?.message)));
}

describe('the egress guard', () => {
  test.each([
    'https://api.close.com/x',
    'https://acme.pipedrive.com/',
    'https://a.b.pipedrive.com/',
    'https://API.close.com./',
  ])('lets %s pass', (url) => {
    expect(refusal(createEgress(vendor), url)).toBeNull();
  });

  test.each([
    'http://api.close.com/',
    'https://pipedrive.com.evil.example/',
    'https://pipedrive.com/',
    'https://evilpipedrive.com/',
    'https://user:pw@api.close.com/',
    'ftp://api.close.com/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0x7f000001/',
    'https://2130706433/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://localhost/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
  ])('refuses %s', (url) => {
    expect(refusal(createEgress(vendor), url)).not.toBeNull();
  });

  test('loopback is for the CLI on one machine, also without TLS', () => {
    const local = createEgress({ ...vendor, allowLoopback: true });
    for (const url of ['http://127.0.0.1:9101/', 'http://localhost:1/', 'http://[::1]:1/'])
      expect(refusal(local, url)).toBeNull();
    expect(refusal(local, 'http://10.0.0.1/')).not.toBeNull();
    expect(refusal(local, 'http://api.close.com/')).not.toBeNull();
  });

  test('the operator may allow a host, and every public host, but no address inside', () => {
    expect(
      refusal(createEgress({ ...vendor, allowedHosts: ['crm.acme.example'] }), 'https://crm.acme.example/'),
    ).toBeNull();
    const open = createEgress({ ...vendor, allowedHosts: ['*'] });
    expect(refusal(open, 'https://anything.example/')).toBeNull();
    for (const url of [
      'https://10.1.2.3/',
      'https://192.168.1.1/',
      'https://[fd00::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://100.64.0.1/',
    ]) {
      expect(refusal(open, url)).toContain('private network');
    }
  });

  test.each([
    '10.0.0.5',
    '172.16.3.4',
    '192.168.0.9',
    'fd00::5',
    '127.0.0.1',
    '::1',
    '169.254.169.254',
    'fe80::1',
    '0.0.0.0',
    '::ffff:10.0.0.1',
  ])('a name that resolves to %s is refused when it is connected to', async (address) => {
    expect(await resolved(createEgress({ ...vendor, allowedHosts: ['*'] }), address)).toBeTypeOf('string');
  });

  test('an allowed host with a port is allowed on that port alone', () => {
    const egress = createEgress({
      ...vendor,
      allowedHosts: ['crm.acme.example:8443', '*.eu.example:444', '[fd12::1]:9'],
    });
    for (const url of ['https://crm.acme.example:8443/', 'https://a.eu.example:444/', 'https://[fd12::1]:9/'])
      expect(refusal(egress, url)).toBeNull();
    expect(refusal(egress, 'https://crm.acme.example/')).toContain('port 443 is not on the allow-list');
    expect(refusal(egress, 'https://crm.acme.example:22/')).toContain('port 22');
    expect(refusal(egress, 'https://crm.acme.example.evil:8443/')).toContain('the host is not');
  });

  test('an allowed address may be a private one; a name may lead into a private network only where it is said so', async () => {
    const byAddress = createEgress({ ...vendor, allowedHosts: ['10.1.2.3:8443', '169.254.169.254'] });
    expect(refusal(byAddress, 'https://10.1.2.3:8443/')).toBeNull();
    expect(await resolved(byAddress, '10.1.2.3')).toBeUndefined();
    expect(refusal(byAddress, 'https://169.254.169.254/')).toContain('never allowed');
    const byName = createEgress({ ...vendor, privateHosts: ['crm.inside.example:8443'] });
    expect(refusal(byName, 'https://crm.inside.example:8443/')).toBeNull();
    expect(refusal(byName, 'https://crm.inside.example/')).toContain('port 443');
  });

  test('a host that the operator lets stand inside may resolve to a private address, never to the metadata service', async () => {
    const egress = createEgress({ ...vendor, privateHosts: ['10.0.0.5', '169.254.169.254'] });
    expect(await resolved(egress, '10.0.0.5')).toBeUndefined();
    expect(await resolved(egress, '169.254.169.254')).toBeTypeOf('string');
  });
});

describe('hosts of a definition', () => {
  test.each([
    ['https://api.close.com/api/v1', ['api.close.com']],
    ['https://{domain}.pipedrive.com/api', ['*.pipedrive.com']],
    ['https://{account}.api-{region}.vendor.example', ['*.vendor.example']],
    ['https://{host}/rest', []],
    ['https://x.{tld}', []],
  ])('%s', (template, hosts) => {
    expect(vendorHostsOf([template])).toStrictEqual(hosts);
  });
});
