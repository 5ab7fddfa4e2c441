import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { detectFileLayout } from '../src/connectors/csv/inspect-file.ts';
import { csvFiles, problemsOf, readAll } from './support/csv-files.ts';

// Whole files are read: on a busy machine that takes longer than a unit test usually may.

const files = csvFiles();
const people = [
  'Name,City',
  'Jürgen Müller,Köln',
  'Zoë Brontë,Århus',
  'José Peña,Málaga',
  'Anaïs Lefèvre,Besançon',
  '',
].join('\r\n');

async function citiesIn(content: Buffer): Promise<{ encoding: string; cities: (string | undefined)[] }> {
  const inspection = await files.inspect(content);
  const path = await files.write(content);
  const rows = await readAll(path, { layout: inspection.layout });
  return { encoding: inspection.encoding.name, cities: rows.map((row) => row.values['City']) };
}

describe('encoding', () => {
  test.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'])(
    'a byte order mark says %s, and stays out of the first name',
    async (name) => {
      const content = iconv.encode(people, name, { addBOM: true });
      const inspection = await files.inspect(content);
      expect(inspection.encoding).toMatchObject({ name, byteOrderMark: true, confidence: 1 });
      expect(inspection.layout.header).toEqual(['Name', 'City']);
      expect((await citiesIn(content)).cities).toEqual(['Köln', 'Århus', 'Málaga', 'Besançon']);
    },
  );

  test.each(['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be', 'windows-1252', 'macintosh', 'cp850'])(
    '%s without a mark is recognised',
    async (name) => {
      const content = iconv.encode(people, name, { addBOM: false });
      expect(await citiesIn(content)).toEqual({ encoding: name, cities: ['Köln', 'Århus', 'Málaga', 'Besançon'] });
    },
  );

  test.each([
    ['windows-1251', 'Имя,Город\nИван Петров,Москва\nМария Иванова,Санкт-Петербург\nСергей Кузнецов,Нижний Новгород\n'],
    ['shift_jis', '氏名,会社\n山田太郎,株式会社さくら\n鈴木一郎,東京の会社\n佐藤花子,ありがとう株式会社\n'],
    ['gb18030', '姓名,公司\n王小明,北京贸易有限公司\n李雷,上海软件科技有限公司\n韩梅梅,深圳市电子有限公司\n'],
  ])('%s is told by its letters', async (name, text) => {
    const inspection = await files.inspect(iconv.encode(text, name));
    expect(inspection.encoding.name).toBe(name);
    expect(inspection.layout.header).toEqual(text.slice(0, text.indexOf('\n')).split(','));
  });

  test('the euro sign and curly quotes of Windows-1252 survive', async () => {
    const content = iconv.encode('Name,Price\nCafé “Zum Löwen”,€ 12\nBäckerei,€ 3\n', 'windows-1252');
    const inspection = await files.inspect(content);
    const [row] = await readAll(await files.write(content), { layout: inspection.layout });
    expect(row?.values).toEqual({ Name: 'Café “Zum Löwen”', Price: '€ 12' });
  });

  test('an accent far behind the first page decides as much as one on the first line', async () => {
    const lines = Array.from({ length: 40_000 }, (_, index) => `person ${index},somewhere`);
    const content = iconv.encode(`Name,City\n${lines.join('\n')}\nJosé,Málaga\n`, 'windows-1252');
    const inspection = await files.inspect(content);
    expect(inspection.encoding.name).toBe('windows-1252');
    expect(inspection.encoding.samples).toEqual(['José', 'Málaga']);
  });

  test('lines of Windows-1252 in a UTF-8 file are read as such, and listed', async () => {
    const utf8 = Buffer.from(`Name,City\n${'Zoë,Århus\n'.repeat(20)}`);
    const content = Buffer.concat([utf8, iconv.encode('José,Málaga\n', 'windows-1252')]);
    const inspection = await files.inspect(content);
    expect(inspection.encoding.name).toBe('utf-8');
    expect(inspection.problems).toContainEqual(
      expect.objectContaining({ code: 'mixed_encoding', count: 1, lines: [22] }),
    );
    expect((await citiesIn(content)).cities.at(-1)).toBe('Málaga');
  });

  test("a person's word wins over the guess, and an unknown name is refused with examples", async () => {
    const content = iconv.encode(people, 'macintosh');
    expect((await files.inspect(content, { encoding: 'latin1' })).encoding).toMatchObject({
      name: 'windows-1252',
      evidence: 'given',
    });
    await expect(files.inspect(content, { encoding: 'klingon' })).rejects.toMatchObject({
      kind: 'config',
      code: 'unknown_encoding',
    });
  });

  test('zero bytes are taken out and their lines named', async () => {
    const content = Buffer.from('Name,City\nAnn\0,Leeds\nBob,York\n');
    const inspection = await files.inspect(content);
    expect(problemsOf(inspection)).toContain('nul_byte 1');
    const [row] = await readAll(await files.write(content), { layout: inspection.layout });
    expect(row?.values['Name']).toBe('Ann');
  });

  test('letters that were damaged before the export are told from damage that reading would do', async () => {
    const inspection = await files.inspect('Name,Note\nMÃ¼ller,donâ€™t\nPe\uFFFDa,fine\n');
    expect(problemsOf(inspection)).toEqual(
      expect.arrayContaining(['mojibake Name 1', 'mojibake Note 1', 'lost_characters Name 1']),
    );
  });

  test('the layout of a file is found from its first bytes alone', async () => {
    const path = await files.write(iconv.encode('a;b\n1;2\n', 'utf-16le', { addBOM: true }));
    const { layout } = await detectFileLayout(path, 'utf-16le');
    expect(layout).toMatchObject({ delimiter: ';', header: ['a', 'b'], headerLine: 1, firstDataLine: 2 });
  });
});
