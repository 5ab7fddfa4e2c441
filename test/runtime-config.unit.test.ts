import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { isPortageError } from '../src/model/errors.ts';
import { type Environment, readConfig, settingNames } from '../src/runtime/config.ts';
import { projectRoot } from '../src/runtime/paths.ts';

function faultsOf(environment: Environment): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (isPortageError(error, 'config')) return error.message;
    throw error;
  }
  return '';
}

test('without any setting everything is embedded and on loopback', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ databaseUrl: undefined, temporal: undefined, temporalNamespace: 'default' });
  expect(config.api.host).toBe('127.0.0.1');
});

test('an empty value counts as not set, as in env files', () => {
  expect(readConfig({ DATABASE_URL: '', PORTAGE_PORT: '', TEMPORAL_ADDRESS: '' })).toEqual(readConfig({}));
});

test('all faults are told at once, by name and without the value', () => {
  const faults = faultsOf({ DATABASE_URL: 'mysql://me:hunter2@x/y', PORTAGE_PORT: '99999', SMTP_URL: 'hunter2' });
  expect(faults).toContain('DATABASE_URL');
  expect(faults).toContain('PORTAGE_PORT');
  expect(faults).toContain('SMTP_URL');
  expect(faults).not.toContain('hunter2');
});

test.each([
  ['crm.example.com, *.acme.example:8443 127.0.0.1', ['crm.example.com', '*.acme.example:8443', '127.0.0.1']],
  ['', []],
])('the allow-list %j is read as hosts', (text, hosts) => {
  expect(readConfig({ PORTAGE_ALLOWED_HOSTS: text }).allowedHosts).toEqual(hosts);
});

test('hosts of the own network are allowed as well, and only by their full name', () => {
  const config = readConfig({ PORTAGE_ALLOWED_HOSTS: 'a.example', PORTAGE_PRIVATE_HOSTS: 'crm.inside:8443' });
  expect(config.allowedHosts).toEqual(['a.example', 'crm.inside:8443']);
  expect(config.privateHosts).toEqual(['crm.inside:8443']);
  expect(faultsOf({ PORTAGE_PRIVATE_HOSTS: '*.inside' })).toContain('PORTAGE_PRIVATE_HOSTS');
});

test.each(['https://crm.example.com', '*', 'a/b', '*.*.example.com'])('%j is no host for the allow-list', (text) => {
  expect(faultsOf({ PORTAGE_ALLOWED_HOSTS: text })).toContain('PORTAGE_ALLOWED_HOSTS');
});

test('address, namespace and API key of Temporal are read as its own tools read them, with TLS where there is a key', () => {
  const environment = {
    TEMPORAL_ADDRESS: 'acme.tmprl.example:7233',
    TEMPORAL_NAMESPACE: 'acme.a1b2c',
    TEMPORAL_API_KEY: 'k',
  };
  const { temporal } = readConfig(environment);
  expect(temporal).toMatchObject({
    namespace: 'acme.a1b2c',
    connection: { address: 'acme.tmprl.example:7233', apiKey: 'k' },
  });
  expect(temporal?.connection.tls).toBeTruthy();
});

test('a profile file of Temporal counts only where the environment names it', () => {
  expect(readConfig({ HOME: '/nowhere', XDG_CONFIG_HOME: '/nowhere' }).temporal).toBeUndefined();
  expect(faultsOf({ TEMPORAL_CONFIG_FILE: '/nowhere/temporal.toml', TEMPORAL_PROFILE: 'staging' })).toContain(
    'TEMPORAL_*',
  );
});

const textOf = (name: string) => readFileSync(join(projectRoot, name), 'utf8');
const listed = [...textOf('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);

test('.env.example lists every setting', () => {
  expect(listed).toEqual(expect.arrayContaining(settingNames));
});

test('docker-compose.yml sets only what Portage reads, and takes from .env only what .env.example lists', () => {
  const { services } = parse(textOf('docker-compose.yml'), { merge: true });
  const known = [...settingNames, 'TEMPORAL_NAMESPACE', 'TEMPORAL_API_KEY'];
  for (const service of [services.api, services.worker]) {
    expect(Object.keys(service.environment).filter((name) => !known.includes(name))).toEqual([]);
  }
  const required = [...textOf('docker-compose.yml').matchAll(/\$\{([A-Z_]+):\?/g)].map(([, name]) => name);
  expect(listed).toEqual(expect.arrayContaining(required));
});

test('the API and the workers run in containers without rights, on a file system that cannot be written', () => {
  const { services } = parse(textOf('docker-compose.yml'), { merge: true });
  for (const service of [services.api, services.worker]) {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
  }
  expect(textOf('Dockerfile')).toMatch(/^USER node$/m);
});

test('a container starts Node with the same flags as the command line', () => {
  const [, entrypoint = ''] = /^ENTRYPOINT (.*)$/m.exec(textOf('Dockerfile')) ?? [];
  const flags = JSON.parse(textOf('scripts/node-flags.json'));
  expect(JSON.parse(entrypoint)).toEqual(['tini', '--', 'node', ...flags, 'src/cli/main.ts']);
});
