import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ValueSketch } from '../src/mappers/csv/value-sketch.ts';
import { compileTransforms } from '../src/mappers/transforms/index.ts';
import { transformsSchema } from '../src/model/transforms.ts';
import { csvFiles, problemsOf } from './support/csv-files.ts';

const files = csvFiles();

/** Inspects one column of the given cells. */
async function column(header: string, cells: readonly string[]) {
  const text = [`Row,${header}`, ...cells.map((cell, index) => `r${index},"${cell.replaceAll('"', '""')}"`)].join('\n');
  const inspection = await files.inspect(`${text}\n`);
  return {
    profile: inspection.columns[1]!,
    problems: problemsOf(inspection).filter((problem) => problem.includes(header)),
    inspection,
  };
}

const repeat = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('type of a column, over all its rows', () => {
  test.each([
    ['Email', ['ann@acme.example', 'bob@acme.example', '"Cid" <cid@acme.example>'], 'email'],
    ['Phone', ['+44 20 7946 0958', '(778) 964-8027', '020 7946 0958', '02079460958'], 'phone'],
    ['Website', ['https://acme.example', 'http://www.bolt.example/x'], 'url'],
    ['Company Domain Name', ['acme.example', 'bolt.co.uk', 'www.cog.de'], 'domain'],
    ['Owner', ['catherine.brooks', 'daniel.reeves', 'ann.lee'], 'text'],
    ['Created', ['2024-01-02', '2024-02-03'], 'date'],
    ['Created', ['2024-01-02 10:00', '2024-02-03 11:30:15'], 'local_time'],
    ['Created', ['2024-01-02T10:00:00Z', '2024-02-03T11:30:15.123+02:00'], 'instant'],
    ['Employees', ['12', '3,400', '5'], 'number'],
    ['Amount', ['12', '3400.50'], 'money'],
    ['Value', ['$1,234,567', '£1000', '€ 12'], 'money'],
    ['Probability', ['10 %', '90%'], 'percent'],
    ['Subscribed', ['Sim', 'Não', 'Sim'], 'boolean'],
    ['is_organization', ['1', '0', '1'], 'boolean'],
    ['Deals', ['1', '0', '1'], 'number'],
    ['Country', ['Germany', 'Österreich', 'US', 'France'], 'country'],
    ['Stage', repeat(20, (index) => ['New', 'Won', 'Lost'][index % 3]!), 'choice'],
    ['Notes', ['<p>Hello <b>you</b></p>', '<div>x</div>'], 'html'],
    ['Payload', ['{"a":1}', '[1,2]'], 'json'],
    ['Tags', ['a;b', 'b;c;d', 'a'], 'list'],
    ['Record ID', ['1001', '1002'], 'id'],
    ['Reference', ['{6F9619FF-8B86-D011-B42D-00C04FC964FF}', '{7F9619FF-8B86-D011-B42D-00C04FC964FF}'], 'id'],
    ['Zip', ['02131', '64600'], 'text'],
    ['Mobile No.', ['004912345678', '004912345679'], 'phone'],
    ['Customer number', ['00123', '00124', '99999'], 'id'],
    ['Completed At', ['45818.83', '45819'], 'local_time'],
    ['Created', ['1700000000', '1700000500'], 'instant'],
    ['Title', ['Buyer', 'Head of Sales'], 'text'],
  ])('%s %j is %s', async (header, cells, type) => {
    expect((await column(header, cells)).profile.type).toBe(type);
  });

  test('day and month are decided by the one row in thousands that tells', async () => {
    const dates = repeat(3000, (index) => `${(index % 12) + 1}/${(index % 9) + 1}/2021`);
    expect((await column('Created', dates)).profile.dateOrder).toBe('ambiguous');
    expect((await column('Created', [...dates, '25/12/2021'])).profile.dateOrder).toBe('day-first');
    expect((await column('Created', [...dates, '12/25/2021'])).profile.dateOrder).toBe('month-first');
    expect((await column('Created', [...dates, '12/25/2021', '25/12/2021'])).profile.dateOrder).toBe('mixed');
  });

  test('formats, two-digit years and dates that exist in no calendar are told with lines', async () => {
    const { profile, problems, inspection } = await column('Close Date', [
      '31.12.21',
      '30.02.2021',
      '1.1.2020',
      '24.12.2021',
      '3.4.2022',
    ]);
    expect(profile).toMatchObject({
      type: 'date',
      dateOrder: 'day-first',
      formats: [
        { format: 'D.M.YYYY', count: 4 },
        { format: 'D.M.YY', count: 1 },
      ],
    });
    expect(problems).toEqual(['bad_date Close Date 1', 'two_digit_year Close Date 1']);
    expect(inspection.problems.find(({ code }) => code === 'bad_date')?.lines).toEqual([3]);
  });

  test('the decimal mark is that of the column', async () => {
    expect((await column('Betrag', ['1.234', '1.250.000,00', '3,5'])).profile).toMatchObject({
      type: 'money',
      decimal: ',',
    });
    expect((await column('Amount', ['1,234', '1,250,000.00', '3.5'])).profile).toMatchObject({
      type: 'money',
      decimal: '.',
    });
    expect((await column('Amount', ['1.50', '2.75', '1.234,56'])).problems).toEqual(['mixed_decimal_mark Amount 1']);
  });

  test('one currency in all cells is the currency of the column', async () => {
    expect((await column('Amount', ['€ 1', '2 EUR'])).profile.currencies).toEqual(['EUR']);
    expect((await column('Amount', ['$1', '$2'])).profile.currencies).toBeUndefined();
  });

  test('fill, distinct count, longest value, options and examples are counted over all rows', async () => {
    const { profile } = await column('Stage', [...repeat(30, (index) => (index % 3 === 0 ? 'Won' : 'Lost')), '', '']);
    expect(profile).toMatchObject({
      filled: 30,
      fill: 30 / 32,
      distinct: 2,
      distinctExact: true,
      maxLength: 4,
      examples: ['Won', 'Lost'],
    });
    expect(profile.options).toEqual([
      { value: 'Lost', count: 20 },
      { value: 'Won', count: 10 },
    ]);
  });
});

describe('what is wrong with values', () => {
  test.each([
    [
      'Opportunity_External_ID__c',
      ['OPP-1', 'OPP-nan', 'OPP-2', 'OPP-nan'],
      'id_of_nothing Opportunity_External_ID__c 2',
    ],
    ['Deal ID', ['OPP-1.0', 'OPP-22.0', 'OPP-3.0'], 'id_with_decimals Deal ID 3'],
    ['Phone', ['4.41E+11', '+44 20 7946 0958', '+44 20 7946 0959'], 'scientific_notation Phone 1'],
    ['Account ID', ['1.23457E+15', '123456789'], 'scientific_notation Account ID 1'],
    ['Zip', [...repeat(9, (index) => `1234${index}`), '2131'], 'lost_zeros Zip 1'],
    ['City', ['NULL', 'Leeds', 'NULL'], 'word_for_empty City 2'],
    ['Employees', ['12', 'nan', 'N/A', '3'], 'word_for_empty Employees 1'],
    ['Phone', ["'+1 217 555 0100", '+1 217 555 0101'], 'leading_apostrophe Phone 1'],
    ['Customer', ['="00123"', '="00124"'], 'formula_text Customer 2'],
    ['Name', ['=HYPERLINK("http://evil.example")', '@SUM(1)', '+cmd|calc', 'Ann'], 'formula_injection Name 3'],
    ['Email', [...repeat(9, (index) => `a${index}@acme.example`), 'no mail'], 'bad_email Email 1'],
    ['Created', [...repeat(9, (index) => `2024-01-0${index + 1}`), 'soon'], 'other_type Created 1'],
  ])('%s %j: %s', async (header, cells, problem) => {
    expect((await column(header, cells)).problems).toContain(problem);
  });

  test('lost zeros are put back by the transforms that the hint gives, and there is no such hint for ids', async () => {
    const hint = async (header: string) => {
      const { inspection } = await column(header, [...repeat(99, (index) => `${12300 + index}`), '2131']);
      return inspection.problems.find(({ code }) => code === 'lost_zeros')?.hint ?? '';
    };
    const { transforms } = parse((await hint('Zip')).split('on the field: ')[1] ?? '');
    const fill = compileTransforms(transformsSchema.parse(transforms), { timezone: 'UTC', defaultCountry: null });
    expect(['2131', '131', '12345'].map((zip) => fill(zip, {}).value)).toEqual(['02131', '00131', '12345']);
    expect(await hint('Account ID')).toMatch(/export again with the column as text$/);
  });

  test('ids counted up from one are not taken for lost zeros, and phones with a plus not for formulas', async () => {
    expect(
      (
        await column(
          'Record ID',
          repeat(12_000, (index) => String(index + 1)),
        )
      ).problems,
    ).toEqual([]);
    expect((await column('Phone', ['+44 20 7946 0958', '-5', '+1-217-555-0100'])).problems).toEqual([]);
  });

  test('None and Unknown are answers among choices and empty among numbers; NA is also Namibia', async () => {
    expect(
      (
        await column(
          'Stage',
          repeat(20, (index) => ['None', 'Hot', 'Unknown'][index % 3]!),
        )
      ).profile,
    ).toMatchObject({ type: 'choice', filled: 20, emptyWords: [] });
    expect((await column('Employees', ['12', 'none', '5', '7', '9'])).profile).toMatchObject({
      type: 'number',
      emptyWords: ['none'],
    });
    expect((await column('Country', ['DE', 'NA', 'US', 'FR', 'IT'])).profile).toMatchObject({
      type: 'country',
      emptyWords: [],
    });
  });

  test('a person may be called Null', async () => {
    expect((await column('Last Name', ['Null', 'Lee', 'Smith'])).profile).toMatchObject({
      emptyWords: [],
      distinct: 3,
    });
  });

  test('exact copies of rows are counted, with the lines of the copies', async () => {
    const inspection = await files.inspect('Type,Subject\nCall,a\nCall,b\nCall,a\nTask,a\nCall,a\n');
    expect(inspection.problems).toContainEqual(
      expect.objectContaining({ code: 'duplicate_rows', count: 2, lines: [4, 6], exact: true }),
    );
  });
});

describe('counting in bounded memory', () => {
  test('is exact up to the capacity, and close beyond it', () => {
    const small = new ValueSketch(1000);
    for (let value = 0; value < 1000; value++) for (let time = 0; time < 2; time++) small.add(`v${value}`);
    expect(small).toMatchObject({ exact: true, distinct: 1000, repeats: 1000, repeatedValues: 1000 });
    const large = new ValueSketch(1000);
    for (let value = 0; value < 100_000; value++) large.add(`v${value}`);
    expect(large.exact).toBe(false);
    expect(large.distinct / 100_000).toBeCloseTo(1, 0);
  });

  test('tells what share of one column stands in another, even where both are samples', () => {
    const parents = new ValueSketch(500);
    const children = new ValueSketch(500);
    for (let value = 0; value < 20_000; value++) parents.add(`id-${value}`);
    for (let value = 0; value < 20_000; value++) children.add(value % 4 === 0 ? `gone-${value}` : `id-${value}`);
    const { rows, rowsFound, exact } = children.overlap(parents);
    expect(exact).toBe(false);
    expect(rowsFound / rows).toBeGreaterThan(0.68);
    expect(rowsFound / rows).toBeLessThan(0.82);
  });

  test('counts rows whose value stands several times in the other column', () => {
    const domains = new ValueSketch();
    for (const domain of ['a.example', 'b.example', 'b.example']) domains.add(domain);
    const contacts = new ValueSketch();
    for (const domain of ['a.example', 'b.example', 'b.example', 'b.example', 'c.example']) contacts.add(domain);
    expect(contacts.overlap(domains)).toEqual({
      rows: 5,
      rowsFound: 4,
      values: 3,
      valuesFound: 2,
      rowsAmbiguous: 3,
      valuesAmbiguous: 1,
      exact: true,
    });
  });
});
