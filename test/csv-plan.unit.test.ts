import { describe, expect, test } from 'vitest';
import { readingPlanSchema } from '../src/model/reading-plan.ts';
import { csvFiles } from './support/csv-files.ts';

const files = csvFiles();
const partsOf = (plan: Awaited<ReturnType<typeof files.plan>>, file: string) =>
  plan.files.find((candidate) => candidate.file === file)!.parts;
const linksOf = (plan: Awaited<ReturnType<typeof files.plan>>, file: string) =>
  partsOf(plan, file)[0]!.links.map(
    ({ kind, by, column, evidence }) => `${kind} by ${by} ${column}: ${evidence?.rowsFound}/${evidence?.rows}`,
  );
const codesOf = (plan: Awaited<ReturnType<typeof files.plan>>) =>
  plan.decisions.map(({ code, file }) => `${code} ${file}`);

const companies =
  'Company ID,Company Name,Website,Industry,Employees\nC1,Acme Ltd,https://www.acme.example,Retail,12\nC2,Bolt Inc,https://bolt.example/home,Retail,40\nC3,Cog,cog.example,Media,7\n';

describe('what a file holds', () => {
  test.each([
    ['companies', 'x.csv', companies, 'company'],
    ['contacts', 'x.csv', 'First Name,Last Name,Email,Job Title\nAnn,Lee,ann@acme.example,Buyer\n', 'contact'],
    [
      'German contacts',
      'export.csv',
      'Vorname;Nachname;E-Mail;Telefon\nAnn;Lee;ann@acme.example;030 123456\n',
      'contact',
    ],
    ['leads by their file name', 'leads.csv', 'First Name,Last Name,Email,Phone\nAnn,Lee,ann@acme.example,1\n', 'lead'],
    ['a mailing list', 'x.csv', 'Email\nann@acme.example\nbob@acme.example\n', 'contact'],
    ['names with addresses', 'x.csv', 'Name;Email\nAnn Lee;ann@acme.example\n', 'contact'],
    ['deals', 'x.csv', 'Deal Name,Stage,Amount,Close Date\nBig,Won,12,2024-01-01\n', 'deal'],
    ['French deals', 'x.csv', 'Nom;Étape;Montant;Date de clôture;Pipeline\nGros;Gagné;12,50;2024-01-01;A\n', 'deal'],
    ['products', 'products.csv', 'Product,SKU,Unit Price\nBolt,B-1,12\n', 'product'],
    ['users', 'users.csv', 'Name,Email\nAnn Lee,ann@us.example\n', 'user'],
    ['notes by their file name', 'notes.csv', 'Contact ID,Body,Created\n1,Hello,2024-01-01\n', 'note'],
    ['tasks', 'tasks.csv', 'Subject,Due Date,Status\nCall Ann,2024-01-01,Open\n', 'task'],
    [
      'a mix of activities by its type column',
      'x.csv',
      `Type,Subject,Date\n${'Call,a,2024-01-01\nTask,b,2024-01-02\nMeeting,c,2024-01-03\n'.repeat(4)}`,
      'activity',
    ],
  ])('%s', async (_, name, text, object) => {
    const plan = await files.plan({ [name]: text });
    expect(partsOf(plan, name)[0]?.object).toBe(object);
  });

  test('a type column says which rows become notes, tasks, calls, e-mails and meetings', async () => {
    const plan = await files.plan({
      'activities.csv': `Type,Subject,Due\n${'Call,a,2024-01-01\nTask,b,2024-01-02\nEvent,c,2024-01-03\nOther,d,2024-01-04\n'.repeat(5)}`,
    });
    expect(partsOf(plan, 'activities.csv')[0]?.kinds).toEqual({
      column: 'Type',
      values: { call: 'call', task: 'task', event: 'meeting' },
      otherwise: 'note',
      rest: true,
    });
  });

  test('kinds are told apart in a file of three rows as in a large one', async () => {
    const plan = await files.plan({
      'activities.csv': 'Type,Subject,Due\nCall,a,2024-01-01\nTask,b,2024-01-02\nOther,c,2024-01-03\n',
    });
    expect(partsOf(plan, 'activities.csv')[0]?.kinds).toEqual({
      column: 'Type',
      values: { call: 'call', task: 'task' },
      otherwise: 'note',
      rest: true,
    });
  });

  test('activities of which no column tells the kind are notes, and inspect says so', async () => {
    const text = 'Subject,Body,Date\nHello,we met,2024-01-01\nAgain,we met once more,2024-01-02\n';
    for (const hints of [{}, { objects: { 'activities.csv': 'activity' } }]) {
      const plan = await files.plan({ 'activities.csv': text }, hints);
      expect(partsOf(plan, 'activities.csv')[0]?.object).toBe('note');
      expect(codesOf(plan)).toContain('kinds_untold activities.csv');
    }
  });

  test('what nobody can tell is an open decision, and a word from a person settles it', async () => {
    const text = 'Colour,Shape\nred,round\nblue,square\n';
    expect((await files.plan({ 'x.csv': text })).decisions).toEqual([
      expect.objectContaining({ code: 'unknown_object', open: true }),
    ]);
    const told = await files.plan({ 'x.csv': text }, { objects: { 'x.csv': 'custom:shape' } });
    expect(partsOf(told, 'x.csv')[0]).toMatchObject({ object: 'custom:shape', sourceId: { from: 'row' } });
  });

  test('a plan survives being stored', async () => {
    const plan = await files.plan({
      'companies.csv': companies,
      'deals.csv': 'Deal Name,Stage,Amount,Company ID\nBig,Won,12,C1\n',
    });
    expect(readingPlanSchema.parse(JSON.parse(JSON.stringify(plan)))).toEqual(plan);
  });
});

describe('what identifies a record', () => {
  test('an id column, else a key that is unique, else the row itself', async () => {
    const plan = await files.plan({
      'companies.csv': companies,
      'contacts.csv': 'First Name,Last Name,Email\nAnn,Lee,ann@acme.example\nBob,Ray,bob@acme.example\n',
      'people.csv': 'First Name,Last Name,Email\nAnn,Lee,info@acme.example\nBob,Ray,info@acme.example\n',
      'notes.csv': 'Company ID,Body\nC1,hello\nC1,hello\n',
    });
    expect(plan.files.map(({ parts }) => parts[0]?.sourceId)).toEqual([
      { from: 'column', column: 'Company ID', repairs: [] },
      { from: 'key', columns: ['Email'] },
      { from: 'row' },
      { from: 'row' },
    ]);
    expect(codesOf(plan)).toEqual(
      expect.arrayContaining(['no_id people.csv', 'no_id notes.csv', 'duplicate_rows notes.csv']),
    );
  });

  test('two companies under one domain are told apart by a second column, but not by one that lost its zeros', async () => {
    const zip = (index: number) => (index === 1 ? '2131' : `1234${index}`);
    const rows = Array.from(
      { length: 9 },
      (_, index) => `Firm ${index},firm${index < 2 ? 0 : index}.example,Retail,${index} High St,${zip(index)}`,
    );
    const plan = await files.plan({
      'companies.csv': `Name,Domain,Industry,Street,Zip\n${rows.join('\n').replace('Firm 1', 'Firm 0')}\n`,
    });
    expect(partsOf(plan, 'companies.csv')[0]?.sourceId).toEqual({ from: 'key', columns: ['Domain', 'Street'] });
    expect(codesOf(plan)).toContain('shared_key companies.csv');
  });
});

describe('how files hang together', () => {
  test('by id, by name, by domain and by e-mail, proved on the values', async () => {
    const plan = await files.plan({
      'companies.csv': companies,
      'contacts.csv':
        'First Name,Last Name,Email,Company Domain\nAnn,Lee,Ann@acme.example,ACME.example\nBob,Ray,bob@bolt.example,www.bolt.example\n',
      'deals.csv':
        'Deal Name,Stage,Amount,Account,Contact Email\nBig,Won,12,acme,ann@acme.example\nSmall,Lost,1,BOLT,bob@bolt.example\nOther,Lost,1,,kim@x.example\n',
      'tasks.csv': 'Task ID,Subject,Due,Company ID,Contact\nT1,Call,2024-01-01,C3,Ann Lee\n',
    });
    expect(linksOf(plan, 'contacts.csv')).toEqual(['company by domain Company Domain: 2/2']);
    expect(linksOf(plan, 'deals.csv')).toEqual(['company by name Account: 2/2', 'contact by email Contact Email: 2/3']);
    expect(linksOf(plan, 'tasks.csv')).toEqual(['company by id Company ID: 1/1', 'contact by name Contact: 1/1']);
    expect(codesOf(plan)).toEqual(expect.arrayContaining(['without_parent deals.csv', 'missing_parents deals.csv']));
  });

  test('a column of ids of another file is the link to it, whatever its header says', async () => {
    const plan = await files.plan({
      'companies.csv':
        'Company ID,Name,Industry\nC-101,Acme,Retail\nC-102,Bolt,Steel\nC-103,Crane,Retail\nC-104,Dale,Wood\n',
      'contacts.csv':
        'First Name,Last Name,Email,Ref K\nAnn,Lee,a@x.example,C-101\nBob,Ray,b@x.example,C-102\nCy,Fox,c@x.example,C-103\nDi,Orr,d@x.example,C-104\n',
    });
    expect(linksOf(plan, 'contacts.csv')).toEqual(['company by id Ref K: 4/4']);
    expect(partsOf(plan, 'contacts.csv')[0]?.concepts).toMatchObject({ 'Ref K': 'contact.company_id' });
  });

  test.each([
    ['decimals', 'D-1\nD-2', 'D-1.0\nD-2.0\nD-nan', 'float_tail'],
    ['braces', '6F9619FF-8B86-D011-B42D-00C04FC964FF', '{6F9619FF-8B86-D011-B42D-00C04FC964FF}', 'braces'],
    [
      "a vendor's prefix",
      '4876876000000432001\n4876876000000432002',
      'zcrm_4876876000000432001\nzcrm_4876876000000432002',
      'vendor_prefix',
    ],
  ])('ids that one file decorates with %s still join', async (_, ids, decorated, repair) => {
    const plan = await files.plan({
      'deals.csv': `Deal ID,Deal Name,Stage,Amount\n${ids
        .split('\n')
        .map((id, index) => `${id},deal ${index},Won,1`)
        .join('\n')}\n`,
      'notes.csv': `Deal ID,Body\n${decorated
        .split('\n')
        .map((id) => `${id},hello`)
        .join('\n')}\n`,
    });
    const [link] = partsOf(plan, 'notes.csv')[0]!.links;
    expect(link).toMatchObject({ kind: 'deal', by: 'id', repairs: [repair] });
    expect(link!.evidence!.rowsFound).toBe(link!.evidence!.rows);
    expect(codesOf(plan)).toContain('joined_by_spelling notes.csv');
  });

  test('columns that proved to be links mean the link, and keep their own meaning where no file has the other end', async () => {
    const contacts =
      'First Name,Last Name,Email,Company Domain,Account Ref\nAnn,Lee,a@x.example,acme.example,C1\nBob,Ray,b@x.example,bolt.example,C2\n';
    const together = await files.plan({ 'companies.csv': companies, 'contacts.csv': contacts });
    expect(partsOf(together, 'contacts.csv')[0]?.concepts['Account Ref']).toBe('contact.company_id');
    const deals = 'Deal Name,Stage,Amount,Account Name\nBig,Won,12,Acme Ltd\n';
    const alone = await files.plan({
      'companies.csv': 'Company ID,Company Name,Industry,Employees\nC9,Zed,Retail,1\n',
      'deals.csv': deals,
    });
    expect(partsOf(alone, 'deals.csv')[0]?.concepts['Account Name']).toBe('deal.company_name');
  });

  test('several ids in a cell are several links', async () => {
    const plan = await files.plan({
      'companies.csv': companies.replaceAll('C1', '9001').replaceAll('C2', '9002').replaceAll('C3', '9003'),
      'deals.csv':
        'Deal Name,Stage,Amount,Associated Company IDs\nBig,Won,12,9001;9002\nSmall,Won,1,9003\nMid,Won,1,9002;9003\n',
    });
    expect(partsOf(plan, 'deals.csv')[0]?.links).toEqual([
      expect.objectContaining({
        kind: 'company',
        by: 'id',
        separator: ';',
        evidence: expect.objectContaining({ rows: 5, rowsFound: 5 }),
      }),
    ]);
  });

  test('so they are where one cell in twenty holds several', async () => {
    const rows = Array.from({ length: 20 }, (_, index) => `Deal ${index},Won,12,${index === 7 ? 'C1;C2' : 'C1'}`);
    const plan = await files.plan({
      'companies.csv': companies,
      'deals.csv': `Deal Name,Stage,Amount,Company ID\n${rows.join('\n')}\n`,
    });
    expect(partsOf(plan, 'deals.csv')[0]?.links).toEqual([
      expect.objectContaining({ kind: 'company', by: 'id', separator: ';' }),
    ]);
  });

  test('owners are joined to the file of users by id, e-mail or name', async () => {
    const users = 'User ID,Name,Email\nu1,Ann Lee,ann@us.example\nu2,Bob Ray,bob@us.example\n';
    const contacts = (header: string, a: string, b: string) =>
      `First Name,Last Name,Email,${header}\nA,B,a@x.example,${a}\nC,D,c@x.example,${b}\n`;
    for (const [header, a, b, by] of [
      ['Owner Id', 'u1', 'u2', 'id'],
      ['Contact Owner', 'ANN LEE', 'Bob Ray', 'name'],
      ['Assigned to', 'ann@us.example', 'bob@us.example', 'email'],
    ] as const) {
      const plan = await files.plan({ 'users.csv': users, 'contacts.csv': contacts(header, a, b) });
      expect(linksOf(plan, 'contacts.csv')).toEqual([`owner by ${by} ${header}: 2/2`]);
    }
  });

  test('a parent that no file holds is named for what it is', async () => {
    const plan = await files.plan({
      'contacts.csv': 'First Name,Last Name,Email,Account ID,Owner\nAnn,Lee,a@x.example,A-1,Kim Poe\n',
    });
    expect(linksOf(plan, 'contacts.csv')).toEqual([
      'company by id Account ID: undefined/undefined',
      'owner by name Owner: undefined/undefined',
    ]);
    expect(codesOf(plan)).toEqual(['parent_not_given contacts.csv', 'owners_not_given contacts.csv']);
  });

  test("a company's parent stands in its own file", async () => {
    const plan = await files.plan({
      'companies.csv': 'Company,Industry,Employees,Parent Account\nAcme,Retail,1,\nBolt,Retail,2,Acme\n',
    });
    expect(linksOf(plan, 'companies.csv')).toEqual(['parent by name Parent Account: 1/1']);
  });
});

describe('one file for several kinds of record', () => {
  const line = (company: number, contact: number, deal: string) =>
    `firm${company}.example,Firm ${company},Retail,${company} High St,${company}0,p${contact}@firm${company}.example,Ann ${contact},Lee,Buyer,${deal}`;
  const combined = `Company Domain Name,Company Name,Industry,Street,Employees,Contact Email,Contact First Name,Contact Last Name,Job,Deal Name,Deal Stage,Amount,Create Date\n${[
    line(1, 1, 'D1,Won,12,2024-01-01'),
    line(1, 1, 'D2,Lost,13,2024-01-02'),
    line(1, 2, ',,,'),
    line(2, 3, 'D3,Won,14,2024-01-03'),
    line(2, 4, ',,,'),
  ].join('\n')}\n`;

  test('each column goes to the record that it names or whose key decides it', async () => {
    const plan = await files.plan({ 'all.csv': combined });
    expect(partsOf(plan, 'all.csv').map(({ object, columns, sourceId }) => [object, columns, sourceId])).toEqual([
      ['deal', ['Deal Name', 'Deal Stage', 'Amount', 'Create Date'], { from: 'key', columns: ['Deal Name'] }],
      [
        'contact',
        ['Contact Email', 'Contact First Name', 'Contact Last Name', 'Job'],
        { from: 'key', columns: ['Contact Email'] },
      ],
      [
        'company',
        ['Company Domain Name', 'Company Name', 'Industry', 'Street', 'Employees'],
        { from: 'key', columns: ['Company Domain Name'] },
      ],
    ]);
  });

  test('given together with the files that hold the same, it is left out, and what only it has is said', async () => {
    const plan = await files.plan({
      'all.csv': `${combined
        .split('\n')
        .map((row, index) => (row === '' ? '' : `${row},${index === 0 ? 'Loss Reason' : index === 2 ? 'Price' : ''}`))
        .join('\n')}`,
      'companies.csv':
        'Name,Domain,Industry,Employees\nFirm 1,firm1.example,Retail,10\nFirm 2,firm2.example,Retail,20\n',
      'contacts.csv':
        'First Name,Last Name,Email\nAnn 1,Lee,p1@firm1.example\nAnn 2,Lee,p2@firm1.example\nAnn 3,Lee,p3@firm2.example\nAnn 4,Lee,p4@firm2.example\n',
      'deals.csv': 'Deal Name,Stage,Amount\nD1,Won,12\nD2,Lost,13\nD3,Won,14\n',
    });
    expect(plan.files.map(({ use }) => use)).toEqual(['ignore', 'records', 'records', 'records']);
    expect(plan.decisions.find(({ code }) => code === 'redundant_file')?.message).toContain('Loss Reason');
  });

  test('a lone list of companies makes the person that a line names; a second one on the line stays as text, and is told', async () => {
    const plan = await files.plan({
      'Kunden.csv':
        'Firma;Ort;Umsatz;Ansprechpartner;E-Mail;Contact 2 Name;Contact 2 Email\n' +
        'Acme;Bonn;1;Ann Lee;ann@acme.example;Bob Ray;bob@acme.example\nBolt;Ulm;2;Kim Poe;kim@bolt.example;;\n',
    });
    expect(partsOf(plan, 'Kunden.csv').map(({ object, columns }) => [object, columns])).toEqual([
      ['contact', ['Ansprechpartner', 'E-Mail']],
      ['company', ['Firma', 'Ort', 'Umsatz', 'Contact 2 Name', 'Contact 2 Email']],
    ]);
    expect(partsOf(plan, 'Kunden.csv').map(({ links }) => links.map(({ kind, by }) => `${kind} by ${by}`))).toEqual([
      ['company by line'],
      [],
    ]);
    expect(codesOf(plan)).toContain('second_person Kunden.csv');
  });

  test('beside a file of people a list of companies names them only', async () => {
    const plan = await files.plan({
      'companies.csv': 'Company,Industry,Primary Contact,Email\nAcme,Retail,Ann Lee,info@acme.example\n',
      'contacts.csv': 'First Name,Last Name,Email,Company\nAnn,Lee,ann@acme.example,Acme\n',
    });
    expect(partsOf(plan, 'companies.csv').map(({ object }) => object)).toEqual(['company']);
  });

  test('a lone file of contacts makes the companies that it names', async () => {
    const plan = await files.plan({
      'contacts.csv': 'First Name,Last Name,Email,Company\nAnn,Lee,a@x.example,Acme\nBob,Ray,b@x.example,Acme\n',
    });
    expect(partsOf(plan, 'contacts.csv').map(({ object, columns }) => [object, columns])).toEqual([
      ['contact', ['First Name', 'Last Name', 'Email']],
      ['company', ['Company']],
    ]);
  });
});

describe('what a person must say', () => {
  test('day or month first, where no value tells; said once for all files', async () => {
    const text = 'Deal Name,Stage,Amount,Close Date\nBig,Won,12,03/04/2021\nSmall,Won,1,01/02/2021\n';
    expect((await files.plan({ 'deals.csv': text })).decisions).toContainEqual(
      expect.objectContaining({ code: 'day_or_month', column: 'Close Date', open: true }),
    );
    const told = await files.plan({ 'deals.csv': text }, { dateOrder: 'day-first' });
    expect(told.decisions.filter(({ open }) => open)).toEqual([]);
    expect(told.files[0]?.columns.find(({ column }) => column === 'Close Date')?.dateOrder).toBe('day-first');
  });

  test('a column with the day first here and the month first there is never guessed', async () => {
    const rows = ['03/04/2021', '25/12/2021', '12/25/2021'].map((day, at) => `Deal ${at},Won,1,${day}`);
    const { decisions } = await files.plan({
      'deals.csv': `Deal Name,Stage,Amount,Close Date\n${rows.join('\n')}\n`,
    });
    expect(decisions).toContainEqual(
      expect.objectContaining({
        code: 'day_or_month',
        file: expect.stringContaining('deals.csv'),
        column: 'Close Date',
        message: expect.stringContaining('others the month'),
        hint: expect.stringContaining('export the column again'),
        open: true,
      }),
    );
  });

  test('opt-outs are turned round, so that no refusal becomes consent', async () => {
    const plan = await files.plan({
      'contacts.csv': 'First Name,Last Name,Email,Email Opt Out\nAnn,Lee,a@x.example,true\nBob,Ray,b@x.example,false\n',
    });
    const [part] = partsOf(plan, 'contacts.csv');
    expect(part?.concepts['Email Opt Out']).toBe('contact.email_opt_in');
    expect(plan.files[0]?.columns.find(({ column }) => column === 'Email Opt Out')?.inverted).toBe(true);
  });

  test.each([
    ['Unsubscribed', '2024-01-05', ''],
    ['Opt-out date', '05/17/2024', ''],
    ['Email Opt Out', 'Opted out by phone', 'Subscribed'],
    ['Abmeldedatum', '17.05.2024', ''],
  ])('%s holding %s tells of a refusal, which is not lost', async (column, refused, other) => {
    const plan = await files.plan({
      'contacts.csv': `First Name,Last Name,Email,${column}\nAnn,Lee,a@x.example,${refused}\nBob,Ray,b@x.example,${other}\n`,
    });
    expect(partsOf(plan, 'contacts.csv')[0]?.concepts[column]).toBe('contact.refusal');
  });

  test('a day to call again is no refusal', async () => {
    const plan = await files.plan({
      'contacts.csv':
        'First Name,Last Name,Email,Do not call before\nAnn,Lee,a@x.example,2024-01-05\nBob,Ray,b@x.example,\n',
    });
    expect(partsOf(plan, 'contacts.csv')[0]?.concepts['Do not call before']).toBeUndefined();
  });
});
