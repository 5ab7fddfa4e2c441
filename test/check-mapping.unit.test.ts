import { describe, expect, test } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { checkMapping } from '../src/mappers/propose/check-mapping.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import { type FieldMapping, fieldMappingSchema, type Mapping, mappingSchema } from '../src/model/mapping.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const definition = close.destination as DestinationDefinition;
const stagesOf = (prefix: string) => [
  { id: `${prefix}_new`, name: 'New', kind: 'open' as const, order: 0 },
  { id: `${prefix}_won`, name: 'Won', kind: 'won' as const, order: 1 },
];
const source = emptyAccount({
  objects: cataloguesOf({
    company: {
      fields: [
        { key: 'Name', type: 'text', concept: 'company.name' },
        { key: 'Site', type: 'url', concept: 'company.website' },
        { key: 'Region', type: 'text' },
        { key: 'Area', type: 'text' },
      ],
    },
    deal: {
      fields: [
        { key: 'Title', type: 'text', concept: 'deal.name' },
        { key: 'Stage', type: 'reference', concept: 'deal.stage' },
      ],
    },
  }),
  pipelines: [{ id: 'p', name: 'Sales', stages: stagesOf('s') }],
});
const destination = emptyAccount({
  objects: cataloguesOf(definition.objects),
  pipelines: [
    { id: 'pipe_1', name: 'Sales', stages: stagesOf('stat') },
    { id: 'pipe_2', name: 'Renewals', stages: stagesOf('other') },
  ],
});
const { mapping } = planning(close, source, destination);

function problemsOf(change: (copy: Mapping) => void) {
  const copy = structuredClone(mapping);
  change(copy);
  return checkMapping(mappingSchema.parse(copy), { definition, source, destination });
}

/** The mapping with one more field of the first route. */
function withField(field: object) {
  return problemsOf((copy) => copy.routes[0]!.fields.push(fieldMappingSchema.parse(field) as FieldMapping));
}

const at = `routes[0].fields[${mapping.routes[0]!.fields.length}]`;
const intoNote = (transform: object) => withField({ to: 'footer:Area', from: ['Region'], transforms: [transform] });

test('what is proposed here has no problem, so that each of these tests shows its own', () => {
  expect(problemsOf(() => {})).toEqual([]);
});

describe('a field that cannot be filled like this is refused with its place and the remedy', () => {
  test('read-only at the destination', () => {
    const readOnly = structuredClone(destination);
    readOnly.objects['lead']!.fields.push({ key: 'custom.cf_sum', type: 'number', custom: true, readOnly: true });
    const copy = structuredClone(mapping);
    copy.routes[0]!.fields.push(fieldMappingSchema.parse({ to: 'custom.cf_sum', from: ['Region'] }));
    expect(checkMapping(copy, { definition, source, destination: readOnly })).toEqual([
      {
        place: `${at}.to`,
        message: '"custom.cf_sum" is read-only at the destination',
        hint: expect.stringContaining('another one'),
      },
    ]);
  });

  test('filled twice', () => {
    expect(withField({ to: 'name', from: ['Region'] })).toEqual([
      {
        place: `${at}.to`,
        message: expect.stringContaining('"name" is filled by fields['),
        hint: 'Name both source fields in one entry, in the order in which they count.',
      },
    ]);
  });

  test('unknown on either side', () => {
    expect(withField({ to: 'footer:Area', from: ['Regoin'] })[0]).toMatchObject({ place: `${at}.from` });
    expect(withField({ to: 'nmae', from: ['Region'] })[0]).toMatchObject({
      place: `${at}.to`,
      hint: 'Did you mean "name"?',
    });
    expect(withField({ to: 'something else', from: ['Region'] })[0]?.hint).toMatch(/^It has: name, /);
  });
});

describe('a transform that cannot work is refused before the first record', () => {
  test('a pattern that could run without end is none that RE2 knows', () => {
    expect(intoNote({ type: 'regex_replace', pattern: '^(a+)\\1$' })).toEqual([
      {
        place: `${at}.transforms[0] (regex_replace)`,
        message: expect.any(String),
        hint: expect.stringMatching(/RE2|back-reference/),
      },
    ]);
  });

  test('a look-up that leads back to itself', () => {
    const problems = problemsOf((copy) => {
      copy.tables = { areas: { North: 'N', N: 'North', South: 'S' } };
      const transforms = [{ type: 'lookup', table: 'areas', follow: true }];
      copy.routes[0]!.fields.push(fieldMappingSchema.parse({ to: 'footer:Area', from: ['Region'], transforms }));
    });
    expect(problems).toEqual([
      {
        place: `${at}.transforms[0] (lookup)`,
        message: 'a chain of 2 entries in the table leads back to itself',
        hint: 'Correct the table, or look up once without `follow`.',
      },
    ]);
  });

  test('a table that the mapping does not have', () => {
    expect(intoNote({ type: 'lookup', table: 'areas' })).toMatchObject([
      { place: `${at}.transforms[0] (lookup)`, message: 'there is no table "areas"' },
    ]);
  });

  test('a field that the source does not have, and an expression that means nothing', () => {
    expect(intoNote({ type: 'join', fields: ['Region', 'Town'] })).toMatchObject([
      { message: 'the source has no field "Town"', hint: expect.stringContaining('Region') },
    ]);
    expect(intoNote({ type: 'expression', text: 'value +' })).toMatchObject([
      { place: `${at}.transforms[0] (expression)` },
    ]);
  });

  test('a country code that is none: UK is GB', () => {
    expect(intoNote({ type: 'phone', country: 'UK' })).toMatchObject([
      { place: `${at}.transforms[0] (phone)`, hint: expect.stringContaining('GB') },
    ]);
  });

  test('a zone, country or currency that does not exist', () => {
    for (const change of [
      { timezone: 'Europe/Londn' },
      { defaultCountry: 'gb' },
      { defaultCountry: 'UK' },
      { currency: 'EURO' },
    ]) {
      expect(problemsOf((copy) => Object.assign(copy, change))).toMatchObject([{ place: Object.keys(change)[0] }]);
    }
  });
});

test('a mapping of other systems is not taken for this one', () => {
  const systems = { source: mapping.source.system, destination: 'hubspot' };
  expect(checkMapping(mapping, { definition, source, destination, systems })).toMatchObject([
    { place: 'destination.system', message: expect.stringContaining("this migration's destination is hubspot") },
  ]);
});

describe('a stage that maps nowhere is an open decision', () => {
  test('none chosen: the stages of its pipeline are named', () => {
    const problems = problemsOf((copy) => {
      copy.pipelines[0]!.stages[0]!.to = null;
    });
    expect(problems).toEqual([
      {
        place: 'pipelines[0].stages[0]',
        message: 'stage "New" of "Sales" goes nowhere',
        hint: 'Choose a stage of the destination: stat_new (New), stat_won (Won).',
      },
    ]);
  });

  test('a stage of another pipeline, or of none', () => {
    for (const to of ['other_new', 'stat_nwe']) {
      const problems = problemsOf((copy) => {
        copy.pipelines[0]!.stages[0]!.to = to;
      });
      expect(problems).toMatchObject([
        { place: 'pipelines[0].stages[0].to', message: `pipeline "Sales" has no stage "${to}"` },
      ]);
    }
  });

  test('a pipeline that is not there', () => {
    const problems = problemsOf((copy) => {
      copy.pipelines[0]!.to = 'pipe_9';
    });
    expect(problems).toMatchObject([{ place: 'pipelines[0].to', hint: 'It has: pipe_1 (Sales), pipe_2 (Renewals).' }]);
  });
});

test('a look-up asks the table of its name that stands in the mapping', () => {
  const { plan } = planning(close, source, destination, (copy) => {
    copy.tables = { areas: { North: 'Area 1' } };
    const transforms = [{ type: 'lookup', table: 'areas' }];
    copy.routes[0]!.fields.push(fieldMappingSchema.parse({ to: 'description', from: ['Region'], transforms }));
  });
  expect(plan('company', { Name: 'Acme', Region: 'North' }).main?.payload['description']).toBe('Area 1');
});
