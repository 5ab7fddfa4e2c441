import { describe, expect, test } from 'vitest';
import { dryRunText, firstPreviewLines } from '../src/cli/dryrun-text.ts';
import { sampleText, wishesText } from '../src/cli/sample-text.ts';
import { renderSampleHtml } from '../src/mappers/sample/page.ts';
import { recordUrl } from '../src/model/record-url.ts';
import type { SampledRecord, SampleView } from '../src/model/sample.ts';

const field = (label: string, source: string, planned: string, found: string, differs = false) => ({
  ...{ field: label.toLowerCase(), label, source, planned, before: '', found, differs },
});

const record = (changes: Partial<SampledRecord> = {}): SampledRecord => ({
  object: 'contact',
  sourceId: '4711',
  name: 'Ann Lee',
  reason: 'the longest text; stage Negotiation',
  chosen: 'trouble',
  outcome: 'create',
  result: 'equal',
  destinationObject: 'contact',
  destinationId: 'cont_1',
  url: 'https://app.close.com/lead/lead_1/',
  problem: null,
  notices: ['the name is written down'],
  fields: [field('Name', 'Ann Lee', 'Ann Lee', 'Ann Lee'), field('Phone', '020 1', '+44201', '+44 20 1')],
  leftOut: [{ label: 'Shoe size', value: '38' }],
  ...changes,
});

const view = (records: SampledRecord[], changes: Partial<SampleView> = {}): SampleView => ({
  id: '0199c1de-7a30-7000-8000-0000000a7f3a',
  customer: 'Acme Ltd',
  source: { system: 'pipedrive', account: 'Seller' },
  destination: { system: 'close', account: null },
  mappingVersion: 2,
  stage: 'approval',
  gaps: [],
  records,
  ...changes,
});

const textOf = (page: string) =>
  page
    .replaceAll(/<(style|head)[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('the page of a sample', () => {
  test('shows source, planned and found beside each other, why the record is there, and what is not taken along', () => {
    const text = textOf(renderSampleHtml(view([record()])));
    expect(text).toContain('The sample came out as planned.');
    expect(text).toContain('why it is here: the longest text; stage Negotiation');
    expect(text).toContain('Phone 020 1 +44201 +44 20 1 ✓ formatted');
    expect(text).toContain('Not taken along: Shoe size: 38');
    expect(renderSampleHtml(view([record()]))).toContain('href="https://app.close.com/lead/lead_1/"');
  });

  test('puts what differs first, marks the value, and says so at the top', () => {
    const drifted = record({
      ...{ sourceId: '2', name: 'Bo', result: 'differs' as const },
      fields: [field('Name', 'Bo', 'Bo', 'Bo'), field('City', 'Köln', 'Köln', 'K?ln', true)],
    });
    const page = renderSampleHtml(view([record(), drifted]));
    expect(textOf(page)).toContain('1 record of the sample needs a look.');
    expect(page.indexOf('id="contact-2"')).toBeLessThan(page.indexOf('id="contact-4711"'));
    expect(page.indexOf('K?ln')).toBeLessThan(page.indexOf('>Bo</bdi></td>'));
    expect(page).toContain('<tr class="differs"><th scope="row">City</th>');
  });

  test('runs nothing and loads nothing, whatever stands in the records', () => {
    const evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>';
    const page = renderSampleHtml(
      view(
        [
          record({
            ...{ sourceId: evil, name: evil, reason: evil, problem: evil, url: 'javascript:alert(1)', notices: [evil] },
            ...{ fields: [field(evil, evil, evil, `\u0007${evil}`)], leftOut: [{ label: evil, value: evil }] },
          }),
        ],
        { customer: evil, gaps: [evil] },
      ),
      {},
      { action: evil, expiresAt: '2026-12-01T00:00:00Z', agreed: null },
    );
    expect(page).not.toMatch(/<(script|img|iframe|object|link)\b/i);
    expect(page.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<[^>]*\son\w+=/i);
    expect(page).not.toMatch(/href="javascript/i);
    expect(page).not.toContain('\u0007');
  });

  test('keeps text from right to left from turning what stands around it', () => {
    const page = renderSampleHtml(view([record({ fields: [field('City', 'القاهرة', 'القاهرة', 'القاهرة')] })]));
    expect(page).toContain('<bdi>القاهرة</bdi>');
  });

  test('asks for agreement only where it is meant to, and not a second time', () => {
    expect(renderSampleHtml(view([record()]))).not.toContain('<form');
    const form = { action: '/agree/x', expiresAt: '2026-12-01T00:00:00Z', agreed: null };
    expect(renderSampleHtml(view([record()]), {}, form)).toContain('<form method="post" action="/agree/x">');
    const agreed = { name: 'Cy', at: '2026-11-22T10:00:00Z' };
    const page = renderSampleHtml(view([record()]), {}, { ...form, agreed });
    expect(page).not.toContain('<form');
    expect(textOf(page)).toContain('You have agreed');
  });
});

describe('the sample in a terminal', () => {
  test('says why each record is there, and every value that differs with the way to open it', () => {
    const drifted = record({ result: 'differs', fields: [field('City', 'Köln', 'Köln', 'K\u001b[2J?ln', true)] });
    const text = sampleText(view([drifted], { gaps: ['not shown: stage Lost'] }));
    expect(text).toContain('contact 4711 Ann Lee: DIFFERS');
    expect(text).toContain('why    the longest text; stage Negotiation');
    expect(text).toContain('open   https://app.close.com/lead/lead_1/');
    expect(text).toContain('City: source "Köln", planned "Köln", found "K [2J?ln"');
    expect(text).toContain('not shown: stage Lost');
  });

  test('says what became of records that were asked for', () => {
    const wishes = [
      { wish: 'Northwind', found: [{ object: 'company', sourceId: '7', outcome: 'create' }] },
      { wish: 'Nobody', found: [] },
      { wish: 'later', found: null },
    ];
    const text = wishesText({ wishes, taken: true }, 'last');
    expect(text).toContain('Northwind: company 7 (create)');
    expect(text).toContain('Nobody: no record has this id or text');
    expect(text).toContain('later: is looked for once everything is planned');
    expect(text).toContain('portage signal last requestChanges');
  });
});

describe('the dry run in a terminal', () => {
  const dryRun = {
    mappingVersion: 1,
    complete: false,
    objects: { contact: { outcomes: { create: 8, reject: 2 }, rejectedShare: 0.2, planned: 10, total: 1_000 } },
    reasons: [
      { object: 'contact', outcome: 'reject', code: 'no_name', message: 'it has no name', reshaping: false, count: 2 },
    ],
    previewMatched: true,
    preview: [
      { object: 'contact', sourceId: '7', name: 'Ann', outcome: 'create', destinationObject: 'contact', reasons: [] },
    ],
  };

  test('shows what is planned so far, the reasons, and the first records until everything is planned', () => {
    const text = dryRunText(dryRun);
    expect(text).toContain('10 of 1,000 records so far');
    expect(text).toMatch(/contact !\s+1000\s+8/);
    expect(text).toContain('it has no name');
    expect(text).toContain('create → contact');
    expect(dryRunText({ ...dryRun, complete: true })).not.toContain('First records');
    expect(text).not.toContain('before matching');
    expect(dryRunText({ ...dryRun, mappingVersion: null })).toContain('Nothing is planned yet');
  });
});

describe('the first records before the destination was read', () => {
  test('are marked as not yet matched with what is already there, in the dry run and in the line that is told at once', () => {
    const preview = [
      { object: 'contact', sourceId: '7', name: 'Ann', outcome: 'create', destinationObject: 'contact', reasons: [] },
    ];
    const objects = { contact: { outcomes: {}, rejectedShare: 0, planned: 0, total: 1_000 } };
    const text = dryRunText({
      ...{ mappingVersion: 1, complete: false, objects, reasons: [], previewMatched: false, preview },
    });
    expect(text).toContain('0 of 1,000 records so far');
    expect(text).toMatch(/before matching with what is already there.*update or a merge/);
    const first = { records: 14, outcomes: { company: { create: 4 }, contact: { create: 8, hold: 2 } } };
    expect(firstPreviewLines(first).join('\n')).toMatch(
      /first 14 records, before matching with what is already there: company 4 create; contact 8 create, 2 hold/,
    );
  });
});

describe('a link into the vendor’s pages', () => {
  test('takes ids and fields of the record, and is none where one is missing', () => {
    expect(recordUrl('https://x.example/{id}', 'a/b', null)).toBe('https://x.example/a%2Fb');
    expect(recordUrl('https://x.example/{lead_id}/', '1', { lead_id: 'l1' })).toBe('https://x.example/l1/');
    expect(recordUrl('https://x.example/{lead_id}/', '1', null)).toBeNull();
    expect(recordUrl(undefined, '1', null)).toBeNull();
  });
});
