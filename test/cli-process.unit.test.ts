import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMigrationFile } from '../src/cli/read-migration-file.ts';
import { runCli } from './support/run-cli.ts';

// each starts a process; none of them starts a server

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portage-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fileOf = async (name: string, text: string | Buffer): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

describe('the command line without any server', () => {
  test('a command that does not exist is an error that names the help', async () => {
    const { code, stderr } = await runCli(['explode']);
    expect(code).toBe(1);
    expect(stderr).toContain("unknown command 'explode'");
  });

  test('the help is no error and names every command', async () => {
    const { code, stdout } = await runCli(['--help']);
    expect(code).toBe(0);
    for (const name of ['up', 'migrate', 'plan', 'report', 'rollback', 'inspect', 'doctor'])
      expect(stdout).toContain(`  ${name} `);
  });

  test('a command that works on this machine alone does not run while another installation is meant', async () => {
    const { code, stderr } = await runCli(['rollback', 'last'], {
      env: { PORTAGE_URL: 'https://portage.example', DATABASE_URL: '' },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('PORTAGE_URL is set (https://portage.example)');
    expect(stderr).toContain('--data-dir');
  });

  test('a migration file that is missing, no YAML or not valid ends with 1 and the next step', async () => {
    const noYaml = await fileOf('no.yaml', 'customer: [Acme');
    const invalid = await fileOf('invalid.yaml', 'customer: Acme\nsource: { system: csv }\nsurprise: 1\n');
    const noVariable = await fileOf(
      'variable.yaml',
      'customer: A\nsource: { system: pipedrive, connection: { credentials: { apiToken: "env:PORTAGE_TEST_UNSET" } } }\ndestination: { system: csv, path: out }\n',
    );
    for (const [path, text] of [
      [join(folder, 'nowhere.yaml'), 'cannot read'],
      [noYaml, 'is not YAML'],
      [invalid, 'destination'],
      [noVariable, 'PORTAGE_TEST_UNSET is not set'],
    ] as const) {
      const { code, stderr, stdout } = await runCli(['migrate', path, '--json']);
      expect(code).toBe(1);
      expect(stderr).toContain(text);
      expect(stderr).toContain('next:');
      expect(stdout).toBe('');
    }
  });

  test('a mapping that the file names is read before anything is started', async () => {
    await fileOf('broken-mapping.yaml', 'schemaVersion: 7\n');
    const path = await fileOf(
      'with-mapping.yaml',
      'customer: A\nsource: { system: csv, files: [{ path: a.csv }] }\ndestination: { system: csv, path: out }\nmapping: broken-mapping.yaml\n',
    );
    const { code, stderr } = await runCli(['migrate', path]);
    expect(code).toBe(1);
    expect(stderr).toContain('is not a valid mapping');
  });

  test('a signal with a wrong name or payload is refused without a start', async () => {
    const wrongName = await runCli(['signal', 'last', 'explode']);
    const wrongJson = await runCli(['signal', 'last', 'pause', '{reason}']);
    expect([wrongName.code, wrongJson.code]).toEqual([1, 1]);
    expect(wrongName.stderr).toContain('known are confirmQuiet');
    expect(wrongJson.stderr).toContain('single quotation marks');
  });

  test('connectors are told as JSON with what tools rely on', async () => {
    const { code, stdout } = await runCli(['connectors', '--json']);
    expect(code).toBe(0);
    const connectors = JSON.parse(stdout) as Record<string, unknown>[];
    expect(connectors.map(({ system }) => system)).toEqual(expect.arrayContaining(['csv', 'pipedrive', 'close']));
    for (const connector of connectors)
      expect(Object.keys(connector)).toEqual(
        expect.arrayContaining(['system', 'name', 'roles', 'objects', 'auth', 'status']),
      );
  });

  test('automap answers each header row with a line, from a file or from standard input', async () => {
    const rows = `${JSON.stringify({ object: 'contact', columns: [{ header: 'E-mail', samples: ['a@b.example'] }, { header: 'zzz' }] })}\n`;
    const path = await fileOf('headers.jsonl', rows);
    const fromFile = await runCli(['automap', '--jsonl', path]);
    const fromInput = await runCli(['automap', '--jsonl', '-'], { input: rows });
    expect(fromFile.stdout).toBe(fromInput.stdout);
    expect(JSON.parse(fromFile.stdout)).toMatchObject({
      columns: [
        { header: 'E-mail', field: 'contact.email' },
        { header: 'zzz', field: null },
      ],
    });
    const missing = await runCli(['automap', '--jsonl', join(folder, 'nowhere.jsonl')]);
    expect(missing.code).toBe(1);
    expect(missing.stderr).toContain('Check the path.');
  });

  test('sandboxes are listed, and one that does not exist is refused', async () => {
    expect((await runCli(['sandbox', 'list'])).stdout.split('\n')).toContain('close');
    const { code, stderr } = await runCli(['sandbox', 'nobody']);
    expect(code).toBe(1);
    expect(stderr).toContain('There is no sandbox of "nobody"');
  });
});

describe('inspecting files', () => {
  test('an empty file, a workbook and a folder are told apart, with what to do', async () => {
    const empty = await fileOf('empty.csv', '');
    const workbook = await fileOf('book.csv', Buffer.from('504b0304140006000800000021', 'hex'));
    for (const [path, text] of [
      [empty, 'is empty'],
      [workbook, 'not a CSV'],
      [folder, 'is a folder'],
    ] as const) {
      const { code, stderr } = await runCli(['inspect', path]);
      expect(code).toBe(1);
      expect(stderr).toContain(text);
      expect(stderr).toContain('next:');
    }
  });
});

describe('reading a migration file', () => {
  test('paths are taken from where the file lies, and secrets from the environment', async () => {
    const path = await fileOf(
      'paths.yaml',
      'customer: A\nsource: { system: csv, files: [{ path: in/a.csv }] }\ndestination: { system: close, connection: { credentials: { apiKey: "env:KEY" } } }\nmapping: m.yaml\n',
    );
    const file = await readMigrationFile(path, { KEY: 's3cret' });
    expect(file.source.files?.[0]?.path).toBe(join(folder, 'in/a.csv'));
    expect(file.mapping).toBe(join(folder, 'm.yaml'));
    expect(file.destination.connection?.credentials).toEqual({ apiKey: 's3cret' });
  });
});
