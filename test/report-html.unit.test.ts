import { expect, test } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { escapeHtml, html, link } from '../src/mappers/report/html.ts';
import { renderReportHtml, reportCsv } from '../src/mappers/report/index.ts';
import { counted, cut, duration, listed, noun, percent, plural } from '../src/mappers/report/words.ts';
import type { SystemMetadata } from '../src/model/catalogue.ts';
import { fieldMappingSchema } from '../src/model/mapping.ts';
import { emptyCounts, type Failure, type Report, toLookAt } from '../src/model/report.ts';
import { exampleFields } from '../src/store/example-fields.ts';
import { emptyReport, fullReport } from './fixtures/report.ts';
import { emptyAccount, planning } from './support/planning.ts';

const hostile = '<script>alert("x")</script>&\'';

/** Visible text of a page, roughly as a reader meets it. */
function textOf(page: string): string {
  return page
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
}

test('no value of a customer can become markup, wherever it stands', () => {
  const failure = { object: hostile, sourceId: hostile, code: hostile, message: hostile, hint: hostile, name: hostile };
  const page = renderReportHtml(
    fullReport({
      customer: hostile,
      marker: hostile,
      source: { system: hostile, account: hostile },
      failures: [failure],
      failureGroups: [{ ...failure, count: 10 }].map(({ sourceId: _, name: __, ...group }) => group),
      startedBy: hostile,
      override: { by: hostile, at: hostile, reason: hostile },
      examples: [
        {
          object: hostile,
          sourceId: hostile,
          name: hostile,
          destinationObject: hostile,
          url: 'javascript:alert(1)',
          fields: [{ field: hostile, label: hostile, source: hostile, planned: hostile, found: hostile }],
        },
      ],
    }),
  );
  expect(page).not.toContain('<script');
  expect(page).not.toContain('javascript:');
  expect(page).toContain('&lt;script&gt;');
});

test('a page is one file that loads nothing and runs nothing', () => {
  const page = renderReportHtml(fullReport());
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/<(script|link|img|iframe|object)\b|@import|url\(/i);
});

test('every line of the balance table adds up as it is written', () => {
  const page = renderReportHtml(fullReport());
  const table = /<table class="balance">[\s\S]*?<\/table>/.exec(page)?.[0] ?? '';
  const lines = [...table.matchAll(/<tr><th scope="row">[\s\S]*?<\/tr>/g)].map(([line]) =>
    [...line.matchAll(/<td class="n[^"]*">(?:<span class="op">[=+]<\/span>)?([\d,]+)<\/td>/g)].map((cell) =>
      Number(cell[1]?.replaceAll(',', '')),
    ),
  );
  expect(lines).toHaveLength(6);
  for (const [source, ...parts] of lines) {
    expect(parts).toHaveLength(7);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(source);
  }
});

test('a line that does not add up is marked, and the headline says so first', () => {
  const objects = { contact: { ...emptyCounts(), source: 10, created: 7 } };
  const text = textOf(renderReportHtml(fullReport({ objects, balanced: false })));
  expect(text).toContain('Not everything is accounted for.');
  expect(text).toContain('3 open');
});

test('an empty migration is told as one, without empty tables', () => {
  const page = renderReportHtml(emptyReport());
  expect(textOf(page)).toContain('There was nothing to move');
  expect(page).not.toContain('<table');
});

test('a clean migration says that all is accounted for, and offers nothing to look at', () => {
  const objects = { contact: { ...emptyCounts(), source: 1200, created: 1200, verified: 1200, to: { contact: 1200 } } };
  const text = textOf(renderReportHtml(emptyReport({ objects })));
  expect(text).toContain('All 1,200 records are accounted for.');
  expect(text).not.toContain('did not come across, and why');
});

test('a second run that wrote nothing does not say that anything was read back', () => {
  const objects = { contact: { ...emptyCounts(), source: 5, skipped: 5, to: { contact: 5 } } };
  const text = textOf(renderReportHtml(emptyReport({ objects })));
  expect(text).toContain('Nothing had to be written to Close: what belongs there is there already.');
  expect(text).toContain(' 0 read back and found equal');
});

test('lost links alone are told, and are nothing to look at: headline, tile and status count the same', () => {
  const objects = { contact: { ...emptyCounts(), source: 30, created: 30, verified: 30, to: { contact: 30 } } };
  const links = { 'contact.company': { source: 30, linked: 11, missing: 19, ambiguous: 0 } };
  const nowhere = { ...failure(1, 'its company (company 7) is not in the source’s data'), code: 'missing_link' };
  const report = emptyReport({ objects, links, linkProblems: [nowhere] });
  expect(toLookAt(report)).toBe(0);
  const text = textOf(renderReportHtml(report));
  expect(text).toContain('All 30 records are accounted for.');
  expect(text).toContain('19 links between records could not be kept');
  expect(text).toContain('11 of 30 links between records kept');
  expect(text).toContain(' 0 to look at');
  expect(text).toContain('Not kept: 19 links');
  expect(text).toContain('1 link leads to something that is not in the data');
  expect(text).toContain('Of the other 18 links one of the two records did not come across');
});

test('a name that fits several records is a question, and counts as something to look at', () => {
  const objects = { contact: { ...emptyCounts(), source: 30, created: 30, verified: 30, to: { contact: 30 } } };
  const links = { 'contact.company': { source: 30, linked: 28, missing: 0, ambiguous: 2 } };
  const candidates = [
    { sourceId: '1', name: 'Acme' },
    { sourceId: '2', name: 'Acme North' },
  ];
  const parent = { from: 'contact', kind: 'company', toObject: 'company', key: 'acme.example', count: 2, candidates };
  const text = textOf(
    renderReportHtml(emptyReport({ objects, links, ambiguousParents: [parent, { ...parent, from: 'note' }] })),
  );
  expect(text).toContain('All 30 records are accounted for, with some to look at.');
  expect(text).toContain('1 name fits more than one record, and you can say which is meant');
  expect(text).toContain(' 1 to look at');
  expect(text).toContain('Please decide: which one is meant?');
  expect(text).toContain('acme.example 2 contacts and 2 notes Acme (1) or Acme North (2)');
});

test('two sides of one kind are told apart', () => {
  const csv = { system: 'csv', account: null };
  const text = textOf(renderReportHtml(emptyReport({ source: csv, destination: csv })));
  expect(text).toContain('From CSV files to the new CSV files');
});

test('what looks like a second copy is named with both records, and counts as something to look at', () => {
  const report = fullReport({ failuresTotal: 0, heldTotal: 0, driftTotal: 0, ambiguousParents: [] });
  expect(toLookAt(report)).toBe(1);
  const text = textOf(renderReportHtml(report));
  expect(text).toContain('1 seems to be there twice');
  expect(text).toContain('Is this there twice in Close?');
  expect(text).toContain('Ann &lt;Bell&gt; cont_17 cont_copy');
});

test('columns that became links are no loss: they stand where other forms are told', () => {
  const text = textOf(renderReportHtml(fullReport()));
  const [, lost = '', otherForms = ''] =
    /What did not come across, and why(.*)What has another form in Close, as agreed(.*)/.exec(text) ?? [];
  expect(lost).toContain('Lead score');
  expect(lost).not.toContain('Account id');
  expect(otherForms).toContain('Carried as link, stage or consent rather than as text: Account id');
});

test('examples show names for ids, amounts with their decimals, and each part of an address', () => {
  const destination: SystemMetadata = {
    account: { id: 'o1', name: null },
    self: null,
    timezone: null,
    currency: 'USD',
    objects: {
      opportunity: {
        object: 'opportunity',
        fields: [
          { key: 'value', label: 'Value', type: 'money', comparator: 'minor_units' },
          { key: 'user_id', label: 'Owner', type: 'reference' },
          { key: 'status_id', label: 'Status', type: 'reference' },
          { key: 'made', label: 'Made', type: 'instant' },
          { key: 'place.city', label: 'City', type: 'text', path: 'place[0].city' },
        ],
      },
    },
    users: [{ id: 'user_1', email: 'ann@acme.example', name: 'Ann Bell', active: true }],
    pipelines: [],
    recordStatuses: [],
    automations: [],
  };
  const payload = {
    value: 7_000_000,
    user_id: 'user_1',
    status_id: 'new:stage.sales.won',
    made: '2025-07-06T04:00:00Z',
    place: [{ label: 'business', city: 'Bern' }],
  };
  const after = { ...payload, status_id: 'stat_9', made: '2025-07-06T04:00:00.000000+00:00' };
  const source = emptyAccount({
    objects: {
      deal: {
        object: 'deal',
        fields: [
          { key: 'owner_id', type: 'reference', concept: 'deal.owner' },
          { key: 'stage_id', type: 'reference', concept: 'deal.stage' },
          { key: 'value', type: 'money', concept: 'deal.amount' },
        ],
      },
    },
    users: [{ id: '7', email: null, name: 'Anna Bell', active: false }],
    pipelines: [{ id: '1', name: 'Sales', stages: [{ id: '1:won', name: 'Won', kind: 'won', order: 0 }] }],
  });
  const from = (to: string, key: string) => fieldMappingSchema.parse({ to, from: [key] });
  const { mapping } = planning(close, source, emptyAccount());
  mapping.routes = mapping.routes
    .filter(({ object }) => object === 'deal')
    .map((route) => ({
      ...route,
      fields: [from('value', 'value'), from('user_id', 'owner_id'), from('status_id', 'stage_id')],
    }));
  const values = { owner_id: '7', stage_id: '1:won', value: 7 };
  const fields = exampleFields(
    { object: 'deal', destinationObject: 'opportunity', values, payload, after },
    {
      mapping,
      keys: new Map([['stage.sales.won', 'stat_9']]),
      names: new Map([['stat_9', 'Closed Won']]),
      source,
      destination,
    },
  );
  expect(fields.map((field) => [field.label, field.source, field.planned, field.found])).toEqual([
    // the figure stays, although somebody has this id
    ['Value', '7', '70000.00', '70000.00'],
    ['Owner', 'Anna Bell', 'Ann Bell', 'Ann Bell'],
    ['Status', 'Won', 'Closed Won', 'Closed Won'],
    ['Made', '', '2025-07-06 04:00 UTC', '2025-07-06 04:00 UTC'],
    ['City', '', 'Bern', 'Bern'],
  ]);
});

test.each([
  ['rolled_back', 'This migration was rolled back.'],
  ['failed', 'stopped by an error'],
  ['cancelled', 'was cancelled'],
  ['waiting', 'It waits for a decision.'],
  ['paused', 'It is paused.'],
  ['running', 'The work goes on.'],
] as const)('a migration that is %s says so in its headline', (status, text) => {
  expect(textOf(renderReportHtml(fullReport({ status })))).toContain(text);
});

test('after a roll back it is told what was kept and why', () => {
  const reasons = [
    { result: 'kept' as const, object: 'contact', reason: 'changed since: title', count: 4, examples: ['cont_1'] },
  ];
  const undo = { reversed: 90, kept: 4, failed: 0, open: 4, until: null, reasons };
  const text = textOf(renderReportHtml(fullReport({ status: 'rolled_back', undo })));
  expect(text).toContain('90 changes at Close were taken back, 4 kept');
  expect(text).toContain('4 contacts kept Changed since: title cont_1');
});

test('ten thousand failures make no longer page than ten: whole numbers, first examples', () => {
  const page = renderReportHtml(withFailures(10_000));
  expect(page.length).toBeLessThan(100_000);
  expect(textOf(page)).toContain('Did not come across: 10,000 records');
  expect(textOf(page)).toMatch(/and 9,\d{3} more/);
});

test('ten thousand different reasons are bounded too', () => {
  const failures = Array.from({ length: 10_000 }, (_, index) => failure(index, `message ${index}`));
  const failureGroups = failures
    .slice(0, 100)
    .map(({ object, code, message, hint }) => ({ object, code, message, hint, count: 1 }));
  const page = renderReportHtml(fullReport({ failures, failureGroups, failuresTotal: 10_000 }));
  expect(page.length).toBeLessThan(100_000);
  expect(textOf(page)).toContain('9,975 more records for other reasons');
});

test('the table for spreadsheets has a line for every problem, and none that runs as a formula', () => {
  const report = fullReport({
    failures: [{ ...failure(1, '=HYPERLINK("http://evil.example")'), sourceId: '=1+1', name: '@sum' }],
  });
  const lines = reportCsv(report).trimEnd().split('\n');
  expect(lines[0]).toBe('object,source_id,code,message,hint,problem,name');
  expect(lines).toHaveLength(
    1 + 1 + report.held.length + report.drift.length + report.doubles.length + report.linkProblems.length,
  );
  expect(lines[1]).toBe(
    `contact,'=1+1,refused,"'=HYPERLINK(""http://evil.example"")",Correct it and retry.,failed,'@sum`,
  );
});

test('line breaks in a message do not break the table', () => {
  expect(reportCsv(emptyReport({ failures: [failure(1, 'first\r\n second')] }))).toContain(',first second,');
});

test('a report without problems is a header only', () => {
  expect(reportCsv(emptyReport())).toBe('object,source_id,code,message,hint,problem,name\n');
});

test('templates escape what they are given and leave alone what they made', () => {
  expect(html`<b title="${'"'}">${['<', html`<i>${1}</i>`, null, false]}</b>`.toString()).toBe(
    '<b title="&quot;">&lt;<i>1</i></b>',
  );
  expect(escapeHtml('a\u0000b')).toBe('ab');
  expect(link('data:text/html,x', 'open').toString()).toBe('open');
});

test('words agree in number', () => {
  expect([counted(1, 'company'), counted(2, 'company'), counted(1000, 'day')]).toEqual([
    '1 company',
    '2 companies',
    '1,000 days',
  ]);
  expect([plural('box'), plural('activity'), plural('day')]).toEqual(['boxes', 'activities', 'days']);
  expect([noun('custom:fleet_car'), noun('activity.note'), noun('recordStatus')]).toEqual([
    'fleet car',
    'note',
    'record status',
  ]);
  expect([duration(0), duration(0.4), duration(61), duration(90_061)]).toEqual([
    'no time',
    'less than a second',
    '1 min 1 s',
    '1 day 1 hour',
  ]);
  expect([percent(999_999, 1_000_000), percent(1, 1), percent(0, 0)]).toEqual(['99.9 %', '100 %', '–']);
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
  expect(cut('ab', 2)).toBe('ab');
});

function failure(index: number, message: string): Failure {
  return {
    object: 'contact',
    sourceId: `id-${index}`,
    code: 'refused',
    message,
    hint: 'Correct it and retry.',
    name: null,
  };
}

function withFailures(count: number): Report {
  const failures = Array.from({ length: count }, (_, index) => failure(index, 'the vendor refused it'));
  const { object, code, message, hint } = failure(0, 'the vendor refused it');
  return fullReport({ failures, failuresTotal: count, failureGroups: [{ object, code, message, hint, count }] });
}

test('the sample stands in the report with the reason of each record and what it could not show', () => {
  const text = textOf(renderReportHtml(fullReport()));
  expect(text).toContain('Grace Hopper contact');
  expect(text).toContain('the longest text; stage Negotiation');
  expect(text).toContain('Northwind');
  expect(textOf(renderReportHtml(emptyReport()))).not.toContain('The sample');
});
