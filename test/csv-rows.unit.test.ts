import { describe, expect, test } from 'vitest';
import { inspectFile } from '../src/connectors/csv/inspect-file.ts';
import { rowNormaliser } from '../src/mappers/csv/normalise-row.ts';
import { proposeReadingPlan } from '../src/mappers/csv/propose-reading-plan.ts';
import type { ReadingPlan } from '../src/model/reading-plan.ts';
import { csvFiles, recordsOf } from './support/csv-files.ts';
import { fc } from './support/property.ts';

const files = csvFiles();

async function read(
  text: string,
  name = 'file.csv',
  change: (plan: ReadingPlan) => void = () => {},
  hints: Parameters<typeof proposeReadingPlan>[1] = {},
) {
  const path = await files.write(text, name);
  const plan = proposeReadingPlan([await inspectFile(path)], hints);
  change(plan);
  return { plan, ...(await recordsOf(path, plan)) };
}

const notes = ['Body,Created', 'hello,2024-01-01', 'again,2024-01-02', 'hello,2024-01-01', 'hello,2024-01-01'];

describe('identity of rows without an id', () => {
  test('is the hash of what the row says, with a number from its second occurrence on', async () => {
    const { records } = await read(notes.join('\n'), 'notes.csv');
    const [first, other, second, third] = records.map(({ sourceId }) => sourceId);
    expect(new Set([first, other, second, third]).size).toBe(4);
    expect([second, third]).toEqual([`${first}-2`, `${first}-3`]);
  });

  test('does not change when rows are sorted, columns change places or spaces are added', async () => {
    const ids = async (text: string) => (await read(text, 'notes.csv')).records.map(({ sourceId }) => sourceId).sort();
    const sorted = [notes[0], ...notes.slice(1).sort()].join('\n');
    const turned = notes.map((line) => line.split(',').reverse().join(' , ')).join('\r\n');
    expect(await ids(sorted)).toEqual(await ids(notes.join('\n')));
    expect(await ids(turned)).toEqual(await ids(notes.join('\n')));
  });

  test('copies are kept, or only the first where a person says so', async () => {
    expect((await read(notes.join('\n'), 'notes.csv')).records).toHaveLength(4);
    const skipping = await read(notes.join('\n'), 'notes.csv', (plan) => {
      plan.files[0]!.duplicateRows = 'skip';
    });
    expect(skipping.records).toHaveLength(2);
    expect(skipping.problems.map(({ code, line }) => `${code} ${line}`)).toEqual([
      'duplicate_row 4',
      'duplicate_row 5',
    ]);
  });
});

describe('ids', () => {
  test('stay text: leading zeros, digits beyond 2^53 and the spelling of another system survive', async () => {
    const { records } = await read(
      'Deal ID,Deal Name,Stage,Amount\n00123,A,Won,1\n90071992547409931,B,Won,1\n="00777",C,Won,1\n006xx000001AbCdAAK,D,Won,1\n',
    );
    expect(records.map(({ sourceId }) => sourceId)).toEqual([
      '00123',
      '90071992547409931',
      '00777',
      '006xx000001AbCdAAK',
    ]);
  });

  test('nan behind a prefix is no id: no link, and the row is identified by itself', async () => {
    const deals = 'Deal ID,Deal Name,Stage,Amount\nD-1,A,Won,1\n';
    const path = await files.write('Deal ID,Body\nD-1.0,x\nD-nan,y\n', 'notes.csv');
    const plan = proposeReadingPlan([
      await inspectFile(await files.write(deals, 'deals.csv')),
      await inspectFile(path),
    ]);
    const { records } = await recordsOf(path, plan);
    expect(records.map(({ links }) => links)).toEqual([[{ kind: 'deal', toObject: 'deal', toId: 'D-1' }], []]);
  });

  test('an id that a spreadsheet shortened is not used: two records would become one', async () => {
    const rows = Array.from({ length: 120 }, (_, index) => `10000${index},Deal ${index},Won,1`).join('\n');
    const { records, problems } = await read(
      `Deal ID,Deal Name,Stage,Amount\n${rows}\n1.23457E+12,X,Won,1\n1.23457E+12,Y,Won,2\n`,
    );
    expect(new Set(records.map(({ sourceId }) => sourceId)).size).toBe(122);
    expect(problems.map(({ code, line }) => `${code} ${line}`)).toEqual(['id_scientific 122', 'id_scientific 123']);
  });
});

describe('values', () => {
  test('are read by what the whole column is', async () => {
    const { records } = await read(
      'Deal Name;Stage;Betrag;Close Date;Created;Hot;Tags\nA;Won;1.234;03/04/2021;2024-01-02T10:00:00+02:00;Ja;x;\nB;Won;"1.250,50 €";25/03/2021;2024-01-03T10:00:00Z;Nein;\nC;Won;NULL;;;;\n',
      'deals.csv',
      () => {},
      {},
    );
    expect(
      records.map(({ values }) => [values['Betrag'], values['Close Date'], values['Created'], values['Hot']]),
    ).toEqual([
      [{ amount: 1234, currency: 'EUR' }, '2021-04-03', '2024-01-02T08:00:00Z', true],
      [{ amount: 1250.5, currency: 'EUR' }, '2021-03-25', '2024-01-03T10:00:00Z', false],
      [undefined, undefined, undefined, undefined],
    ]);
  });

  test('that are not of the column keep their text and are listed with line and column', async () => {
    const dates = Array.from({ length: 9 }, (_, index) => `Deal ${index},Won,1,2024-01-0${index + 1}`).join('\n');
    const { records, problems } = await read(`Deal Name,Stage,Amount,Close Date\n${dates}\nLast,Won,much,2024-02-31\n`);
    expect(records.at(-1)?.values).toMatchObject({ Amount: 'much', 'Close Date': '2024-02-31' });
    expect(records.at(-1)?.problems).toEqual([
      { code: 'not_a_number', message: expect.any(String), field: 'Amount', line: 11 },
      { code: 'date_impossible', message: expect.any(String), field: 'Close Date', line: 11 },
    ]);
    expect(problems).toHaveLength(2);
  });

  test('a person called Null keeps the name where a program wrote NULL, and a title with a bar is one title', async () => {
    const { records } = await read(
      'First Name,Last Name,Email,Job Title\nAnn,Null,ann@x.example,Founder | Chair\nBob,NULL,bob@x.example,CEO\n',
    );
    expect(records.map(({ values }) => [values['Last Name'], values['Job Title']])).toEqual([
      ['Null', 'Founder | Chair'],
      [undefined, 'CEO'],
    ]);
  });

  test.each([
    ['Umsatz (EUR)', 'EUR'],
    ['Annual Revenue [CHF]', 'CHF'],
    ['Omzet in €', 'EUR'],
    ['Annual Revenue (converted)', undefined],
    ['Annual Revenue', undefined],
  ])('amounts without a sign in the column "%s" are in %s', async (header, currency) => {
    const { records } = await read(`Firma;Branche;${header}\nAcme;Retail;1.250,50\nBolt;Media;3.000,25\n`);
    expect(records[0]?.values[header]).toEqual(currency === undefined ? 1250.5 : { amount: 1250.5, currency });
  });

  test('a dash in place of the cents is no minus sign', async () => {
    const { records } = await read("Firma;Branche;Umsatz\nAcme;Retail;CHF 1'000.-\nBolt;Media;CHF 50.--\n");
    expect(records.map(({ values }) => values['Umsatz'])).toEqual([
      { amount: 1000, currency: 'CHF' },
      { amount: 50, currency: 'CHF' },
    ]);
  });

  test('an internet address is no phone number', async () => {
    const { plan } = await read('First Name,Last Name,Email,Consent IP\nAnn,Lee,ann@x.example,203.0.113.5\n');
    expect(plan.files[0]?.columns.at(-1)?.type).toBe('text');
  });

  test('phones, names and addresses stay as written, but for what a spreadsheet wrapped around them', async () => {
    const { records } = await read(
      "First Name,Last Name,Email,Phone,City\nAnn,'90s Lee,ann@acme.example,'+1 217 555 0100,\"'=Leeds\"\nBob,Ray,bob@acme.example,+44 20 7946 0958,York\n",
    );
    expect(records[0]?.values).toMatchObject({ 'Last Name': "'90s Lee", Phone: '+1 217 555 0100', City: '=Leeds' });
  });

  test('an opt-out is turned round into what it is mapped to', async () => {
    const { records } = await read(
      'First Name,Last Name,Email,Email Opt Out\nAnn,Lee,a@x.example,true\nBob,Ray,b@x.example,false\nCid,Poe,c@x.example,\n',
    );
    expect(records.map(({ values }) => values['Email Opt Out'])).toEqual([false, true, undefined]);
  });

  test.each([
    ['DurationInMinutes', ['40.0', '65.0'], [2400, 3900]],
    ['Call Duration', ['15', '30'], [900, 1800]],
    ['Call Duration', ['17', '301'], [17, 301]],
    ['Call Duration', ['120500', '3600000'], [121, 3600]],
  ])('lengths of time in %s %j become seconds', async (header, cells, seconds) => {
    const rows = cells.map((cell, index) => `Call,Talk ${index},2024-01-0${index + 1},${cell}`).join('\n');
    const { records, plan } = await read(`Type,Subject,Date,${header}\n${rows}\n`, 'calls.csv', () => {}, {
      objects: { 'calls.csv': 'activity' },
    });
    expect(records.map(({ values }) => values[header])).toEqual(seconds);
    expect(plan.decisions.map(({ code }) => code)).toContain('duration_unit');
  });

  test('creation dates become instants in the zone of the migration', async () => {
    const path = await files.write('Deal Name,Stage,Amount,Create Date\nA,Won,1,2024-07-01\n', 'deals.csv');
    const plan = proposeReadingPlan([await inspectFile(path)]);
    const normalise = rowNormaliser(plan.files[0]!, { timezone: 'America/New_York' });
    const values = { 'Deal Name': 'A', Stage: 'Won', Amount: '1', 'Create Date': '2024-07-01' };
    expect(normalise({ line: 2, number: 1, values, errors: [] }).records[0]?.createdAt).toBe('2024-07-01T04:00:00Z');
  });
});

describe('rows that are refused', () => {
  test('make no record, and are listed with their line', async () => {
    const { records, problems, refused, rowKeys } = await read(
      'First Name,Last Name,Email\nAnn,Lee,a@x.example\nAcme, Inc,Ray,b@x.example\nCid,Poe,c@x.example\n',
    );
    expect([records.length, refused, rowKeys.length]).toEqual([2, 1, 3]);
    expect(problems).toEqual([{ code: 'long_row', message: expect.any(String), line: 3 }]);
  });
});

describe('rows that say little', () => {
  test('a row with nothing but a link is a record all the same', async () => {
    const people = Array.from({ length: 20 }, (_, index) => `Ann,Lee ${index},p${index}@x.example,Kim`).join('\n');
    const { records } = await read(`First Name,Last Name,Email,Owner\n${people}\n,,,Kim\n`);
    expect(records.slice(-2).map(({ sourceId, links }) => [sourceId.startsWith('row-'), links.length])).toEqual([
      [false, 1],
      [true, 1],
    ]);
  });

  test('a line of a combined file that belongs to no record is refused, not dropped', async () => {
    const header = 'Company Name,Industry,Employees,Contact Email,First Name,Last Name,Owner Email';
    const { records, refused, problems } = await read(
      `${header}\nAcme,Retail,1,a@acme.example,Ann,Lee,kim@us.example\n,,,,,,kim@us.example\n`,
    );
    expect([records.length, refused]).toEqual([2, 1]);
    expect(problems).toEqual([{ code: 'row_without_record', message: expect.any(String), line: 3 }]);
  });
});

describe('one line for several records', () => {
  const header =
    'Company Domain Name,Company Name,Industry,Employees,Contact Email,First Name,Last Name,Deal Name,Deal Stage,Amount,Owner Email';
  const lines = [
    'acme.example,Acme,Retail,12,ann@acme.example,Ann,Lee,D1,Won,1,kim@us.example',
    'acme.example,Acme,Media,12,ann@acme.example,Ann,Lee,D2,Won,2,poe@us.example',
    'ACME.example,Acme,,,bob@acme.example,Bob,Ray,,,,kim@us.example',
    'bolt.example,Bolt,Retail,,ann@acme.example,Ann,Lee,D2,Won,2,kim@us.example',
    'bolt.example,Bolt,Retail,40,,,,,,,',
  ];

  test('gives each record once, with its links, its first owner and what later lines add', async () => {
    const { records, problems } = await read([header, ...lines].join('\n'));
    expect(
      records.map(({ object, sourceId, links }) => [
        object,
        sourceId,
        links.map(({ kind, toId, toKey }) => `${kind} ${toId ?? toKey?.value}`),
      ]),
    ).toEqual([
      ['deal', 'd1', ['contact ann@acme.example', 'company acme.example', 'owner kim@us.example']],
      ['contact', 'ann@acme.example', ['company acme.example', 'owner kim@us.example']],
      ['company', 'acme.example', []],
      ['deal', 'd2', ['contact ann@acme.example', 'company acme.example', 'owner poe@us.example']],
      // brings nothing but the note that this line tells another industry
      ['company', 'acme.example', []],
      ['contact', 'bob@acme.example', ['company acme.example', 'owner kim@us.example']],
      ['deal', 'd2', ['company bolt.example']],
      ['contact', 'ann@acme.example', ['company bolt.example']],
      ['company', 'bolt.example', []],
      ['company', 'bolt.example', []],
    ]);
    expect(records.at(-1)?.values).toEqual({ Employees: 40 });
    expect(problems.map(({ code, field, line }) => `${code} ${field} ${line}`)).toEqual(['lines_differ Industry 3']);
  });

  test('what a later line says otherwise is noted on the record, once for each field', async () => {
    const { records } = await read([header, lines[0], lines[1], lines[1]].join('\n'));
    const told = records.filter(({ object }) => object === 'company').map(({ values, problems }) => [values, problems]);
    expect(told.slice(1)).toEqual([
      [{}, [expect.objectContaining({ code: 'lines_differ', field: 'Industry', line: 3 })]],
    ]);
  });

  test('people who share an address stay different people, and one without a family name stays one', async () => {
    const { records } = await read(
      [
        'First Name,Last Name,Email,Company',
        'José,García,jose@acme.example,Acme',
        'JOSE,Garcia,Jose@Acme.example,Bolt',
        'Ann,Lee,none@none.example,Foo',
        'Bob,Ray,none@none.example,Bar',
        'Zoë,,zoe@acme.example,Acme',
        'Zoë,,zoe@acme.example,Bolt',
      ].join('\n'),
    );
    expect([...new Set(records.filter(({ object }) => object === 'contact').map(({ sourceId }) => sourceId))]).toEqual([
      'jose@acme.example|jose|garcia',
      'none@none.example|ann|lee',
      'none@none.example|bob|ray',
      'zoe@acme.example|zoe',
    ]);
  });

  test('two companies may each have a deal of the same name', async () => {
    const { records } = await read(
      [
        'Deal Name,Stage,Amount,Organization Name,Contact Email',
        'Renewal,Won,100,Acme,ann@acme.example',
        'Renewal,Lost,200,Bolt,bob@bolt.example',
        'Upsell,Won,300,Bolt,bob@bolt.example',
      ].join('\n'),
    );
    expect(records.filter(({ object }) => object === 'deal').map(({ sourceId }) => sourceId)).toEqual([
      'renewal|acme',
      'renewal|bolt',
      'upsell|bolt',
    ]);
  });

  test('a line without a deal makes none, and a website is the company’s', async () => {
    const { records } = await read(
      [
        'Deal Title,Deal Value,Stage,Organization Name,Website,Contact First Name,Contact Last Name,Contact Email,Source',
        'Acme 100,12,Won,Acme,acme.example,Ann,Lee,ann@acme.example,Web',
        'Bolt pilot,13,Open,Bolt,,Bob,Ray,bob@bolt.example,Fair',
        ',,,Cog,cog.example,Sam,Poe,sam@cog.example,Web',
        ',,,Cog,cog.example,Kim,Poe,kim@cog.example,Fair',
      ].join('\n'),
    );
    expect(records.filter(({ object }) => object === 'deal').map(({ sourceId }) => sourceId)).toEqual([
      'acme100',
      'boltpilot',
    ]);
    expect(
      records.filter(({ object }) => object === 'company').map(({ sourceId, values }) => [sourceId, values.Website]),
    ).toEqual([
      ['acme', 'acme.example'],
      ['bolt', undefined],
      ['cog', 'cog.example'],
    ]);
  });

  test('whatever the order of lines, the same records come out', async () => {
    const idsOf = async (order: string[]) =>
      [
        ...new Set(
          (await read([header, ...order].join('\n'))).records.map(({ object, sourceId }) => `${object} ${sourceId}`),
        ),
      ].sort();
    const expected = await idsOf(lines);
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (order) => {
        expect(await idsOf(order)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });
});
