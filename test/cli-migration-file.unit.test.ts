import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseMapping } from '../src/cli/mapping-yaml.ts';
import { readMigrationFile } from '../src/cli/read-migration-file.ts';
import { readGivenMapping } from '../src/cli/store-mapping.ts';
import { isPortageError, type PortageError } from '../src/model/errors.ts';
import { nearest } from '../src/model/nearest.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portage-file-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function refused(text: string | Buffer): Promise<PortageError> {
  const path = join(folder, 'acme.yaml');
  await writeFile(path, text);
  try {
    await readMigrationFile(path, {});
  } catch (error) {
    if (isPortageError(error, 'config')) return error;
    throw error;
  }
  throw new Error('the file was taken');
}

const source = 'source: { system: csv, files: [ { path: a.csv } ] }';
const destination = 'destination: { system: csv, path: out }';
const whole = `customer: Acme\n${source}\n${destination}\n`;

test.each([
  [
    'a key that is not known',
    `${whole}sampel: { size: 5 }\n`,
    'line 4, sampel: there is no such key; did you mean "sample"?',
  ],
  [
    'one inside a group',
    whole.replace('files', 'fiels'),
    'line 2, source.fiels: there is no such key; did you mean "files"?',
  ],
  [
    'one inside a list',
    whole.replace('path: a', 'pfad: a'),
    'line 2, source.files.0.pfad: there is no such key; known are path',
  ],
  [
    'an option that the connector does not have',
    `${whole.replace('{ system: csv, files', '{ system: csv, connection: { options: { dateOder: day-first } }, files')}`,
    'line 2, source.connection.options.dateOder: CSV files has no such option; did you mean "dateOrder"?',
  ],
  [
    'an option of the other end',
    whole.replace('path: out', 'path: out, connection: { options: { dateOrder: day-first } }'),
    'line 3, destination.connection.options.dateOrder: it means nothing for a destination: dateOrder is an option of the source; leave it out here',
  ],
  [
    'a value that an option does not know',
    `${whole.replace('{ system: csv, files', '{ system: csv, connection: { options: { dateOrder: dmy } }, files')}`,
    'line 2, source.connection.options.dateOrder: "dmy" means nothing here; it is day-first or month-first',
  ],
  ['a key that is missing', `${source}\n${destination}\n`, 'customer: it is missing'],
  ['a number for a text', whole.replace('Acme', '12'), 'line 1, customer: it must be a text, not a number: write "12"'],
  ['a text for a list', whole.replace('[ { path: a.csv } ]', 'a.csv'), 'source.files: it must be a list, not a text'],
  ['a text for a number', `${whole}share: high\n`, 'line 4, share: it must be a number, not a text'],
  ['a value out of bounds', `${whole}sample: { size: 0 }\n`, 'line 4, sample.size: it must be at least 1'],
  [
    'a word that is not offered',
    `${whole}modes:\n  contact: upsrt\n`,
    'line 5, modes.contact: "upsrt" is not known; did you mean "upsert"?',
  ],
  ['a moment without a zone', `${whole}startAt: 2026-12-01 20:00\n`, 'date and time with its zone'],
  ['nothing at all', '', 'line 1: the file is empty'],
  ['a CSV', 'Name,Email\n', 'it must be a group of keys, not a text'],
])('%s is told with its line and what to write', async (_, text, said) => {
  const error = await refused(text);
  expect(error.message).toContain(said);
  expect(error.hint).toContain('docs/migration-file.md');
});

test('all faults are told at once, in the order of the lines', async () => {
  const { message, location } = await refused(`costumer: Acme\n${source}\n${destination}\nshare: 2\n`);
  expect(message.match(/line \d+/g)).toEqual(['line 1', 'line 1', 'line 4']);
  expect(location).toMatch(/acme\.yaml:1$/);
});

test.each([
  ['a tab', 'customer: A\nsource:\n\tsystem: csv\n', 'Tabs are not allowed', 'spaces', ':3:1'],
  ['a key given twice', `${whole}customer: Beta\n`, 'must be unique', 'Keep one', ':4:1'],
  ['a bracket that stays open', 'customer: [Acme', 'is not YAML', 'indentation', ':1:'],
  [
    'aliases without end',
    `a: &a [x]\n${'b: &b [*a, *a]\n'.repeat(1)}customer: *nobody\n`,
    'nobody',
    'aliases',
    'acme.yaml',
  ],
])('%s is no YAML, with the place and the remedy', async (_, text, said, hint, place) => {
  const error = await refused(text);
  expect(error.message).toContain(said);
  expect(error.hint).toContain(hint);
  expect(error.location).toContain(place);
});

test('a binary file and a folder are no migration files', async () => {
  expect((await refused(Buffer.from([1, 0, 2, 0]))).message).toContain('binary file');
  expect((await refused(Buffer.from('\ufeffcustomer: Acme', 'utf16le'))).hint).toContain('Save it as UTF-8');
  await expect(readMigrationFile(folder)).rejects.toMatchObject({
    message: expect.stringContaining('is a folder') as string,
  });
});

test.each([
  [
    'a system',
    whole.replace('system: csv, files', 'system: csvv, files'),
    'there is no connector "csvv"; did you mean "csv"?',
  ],
  [
    'a source that is none',
    whole.replace(source, 'source: { system: close }'),
    'Close cannot be a source; csv, pipedrive',
  ],
  [
    'a credential',
    whole.replace(destination, 'destination: { system: close, connection: { credentials: { apikey: x } } }'),
    'line 3, destination.connection.credentials.apikey: Close has no such credential; did you mean "apiKey"?',
  ],
  [
    'a connection',
    whole.replace(destination, 'destination: { system: close }'),
    'destination.connection: it is missing: Close needs',
  ],
  ['a folder to write to', whole.replace(', path: out', ''), 'destination.path: it is missing'],
  ['files', whole.replace(', files: [ { path: a.csv } ]', ''), 'source.files: no file is named'],
  [
    'an object',
    `${whole}objects: [contacts]\n`,
    'line 4, objects.0: there is no object "contacts"; did you mean "contact"?',
  ],
  [
    "a file's object",
    whole.replace('path: a.csv', 'path: a.csv, object: contcat'),
    'there is no object "contcat"; did you mean "contact"?',
  ],
  ['a time zone', `${whole}timezone: Europe/Londn\n`, 'did you mean "Europe/London"?'],
])('%s that does not exist is refused before anything is started', async (_, text, said) => {
  const error = await refused(text);
  expect(error.message).toContain(said);
  expect(error.hint).toContain('portage connectors');
});

test('custom objects, activities and combined lines may be named', async () => {
  const path = join(folder, 'good.yaml');
  const text = whole.replace('{ path: a.csv }', '{ path: a.csv, object: activity }, { path: b.csv, object: combined }');
  await writeFile(path, `${text}objects: [contact, "custom:vessel"]\n`);
  expect((await readMigrationFile(path)).objects).toEqual(['contact', 'custom:vessel']);
});

test('a mapping that cannot be read is told like the migration file, with its line', async () => {
  await expect(readGivenMapping(join(folder, 'nowhere.yaml'))).rejects.toMatchObject({
    message: expect.stringContaining('it does not exist') as string,
    hint: expect.stringContaining('relative to the migration file') as string,
  });
  const text = 'schemaVersion: 1\nroutes:\n  - objekt: contact\n    to: contact\n';
  expect(() => parseMapping(text, 'm.yaml', null)).toThrow(
    /line 3, routes\.0\.objekt: there is no such key; did you mean "object"/,
  );
});

test('a word far from all others is taken for none of them', () => {
  expect(nearest('fiels', ['files', 'system'])).toBe('files');
  expect(nearest('sytsem', ['files', 'system'])).toBe('system');
  expect(nearest('xyzzy', ['files', 'system'])).toBeNull();
});
