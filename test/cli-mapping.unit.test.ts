import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { diffMappings } from '../src/cli/mapping-diff.ts';
import { mappingJsonSchema, schemaPathFrom } from '../src/cli/mapping-schema.ts';
import { mappingYaml, parseMapping } from '../src/cli/mapping-yaml.ts';
import { type Mapping, mappingSchema } from '../src/model/mapping.ts';
import { projectRoot } from '../src/runtime/paths.ts';

const mapping: Mapping = mappingSchema.parse({
  schemaVersion: 1,
  source: { system: 'csv', connectorVersion: '1' },
  destination: { system: 'close', connectorVersion: '1' },
  marker: 'import-2026-11-7f3a',
  timezone: 'Europe/London',
  routes: [
    {
      object: 'contact',
      to: 'contact',
      mode: 'upsert',
      matchOn: ['contact.email'],
      fields: [
        { to: 'name', from: ['first', 'last'], confidence: 0.97, reason: 'same meaning: "name"\nin both' },
        {
          to: 'title',
          from: ['job: title'],
          transforms: [{ type: 'trim' }],
          confidence: 0.8,
          reason: 'close in meaning',
        },
      ],
      unmapped: [{ field: 'score', reason: 'system noise' }],
      confidence: 0.9,
      reason: 'a person is a contact',
    },
    { object: 'product', to: null, rung: 'archive', reason: 'no counterpart' },
  ],
  owners: { fallback: null, byId: { '7': { name: 'Ann', email: null, active: true, to: 'u1', how: 'name' } } },
  pipelines: [
    { from: '1', name: 'Sales', to: 'new:sales', stages: [{ from: 'yes', name: 'Yes', kind: 'won', to: 'new:s1' }] },
  ],
  newFields: [],
  consent: { onUnproven: 'pending' },
  orphans: null,
});

const edit = (change: (copy: Mapping) => void): Mapping => {
  const copy = structuredClone(mapping);
  change(copy);
  return copy;
};
const fieldsOf = (document: Mapping) => document.routes[0]?.fields ?? [];

test('a mapping taken out and put in again is the same, its reasons included', () => {
  const text = mappingYaml(mapping, 'Mapping of Acme');
  expect(parseMapping(text, 'm.yaml', mapping)).toEqual(mapping);
});

test('reasons and certainty stand as comments, and what is as by default is left out', () => {
  const text = mappingYaml(mapping, 'Mapping of Acme');
  expect(text).toContain('# 97 %: same meaning: "name" in both');
  expect(text).toContain('from: [first, last]');
  expect(text).not.toMatch(/confidence|existing: fill|fallback: \[\]/);
});

test('the same mapping is always the same text', () => {
  const shuffled = mappingSchema.parse(JSON.parse(JSON.stringify({ ...mapping, routes: mapping.routes })));
  expect(mappingYaml(shuffled, 't')).toBe(mappingYaml(mapping, 't'));
});

test('what a person has written is sure and says so; what stands as before keeps its reason', () => {
  const text = mappingYaml(mapping, 't').replace('to: title', 'to: headline');
  const [name, headline] = fieldsOf(parseMapping(text, 'm.yaml', mapping));
  expect(name).toMatchObject({ to: 'name', confidence: 0.97 });
  expect(headline).toMatchObject({ to: 'headline', confidence: 1, reason: 'set by hand' });
});

test('the schema for editors is current (node src/cli/main.ts mapping schema > docs/mapping.schema.json)', async () => {
  const written = await readFile(join(projectRoot, 'docs', 'mapping.schema.json'), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(mappingJsonSchema())));
});

test('an exported file names the schema beside which it lies, and still reads', () => {
  const text = mappingYaml(mapping, 'Mapping of Acme', schemaPathFrom(join(projectRoot, 'examples', 'mapping.yaml')));
  expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=../docs/mapping.schema.json');
  expect(parseMapping(text, 'mapping.yaml', mapping)).toEqual(mapping);
});

test('what the schema calls valid is what is taken, what an export writes first of all', () => {
  const validate = new Ajv2020({ strict: false }).compile(mappingJsonSchema());
  expect(validate(parse(mappingYaml(mapping, 'Mapping of Acme')))).toBe(true);
  expect(validate({ ...mapping, rotues: [] })).toBe(false);
});

test('a file that is no mapping is refused with every place', () => {
  expect(() => parseMapping('schemaVersion: 2\nroutes: {}', 'm.yaml', null)).toThrow(/schemaVersion[\s\S]*routes/);
  expect(() => parseMapping('a: [1', 'm.yaml', null)).toThrow(/is not YAML/);
  expect(() => parseMapping(`${mappingYaml(mapping, 't')}\nsurprise: 1`, 'm.yaml', null)).toThrow(/surprise/);
});

test('equal mappings have no difference, whatever their reasons and marker say', () => {
  const other = edit((copy) => {
    copy.marker = 'import-other';
    for (const field of fieldsOf(copy)) field.reason = 'told otherwise';
  });
  expect(diffMappings(mapping, other)).toEqual([]);
});

test('entries of lists are compared by what they are about, not by their place', () => {
  expect(
    diffMappings(
      mapping,
      edit((copy) => copy.routes.reverse()),
    ),
  ).toEqual([]);
});

test('routes of one object in another order are a difference: the first that fits is taken', () => {
  const second = { ...mapping.routes[0]!, to: 'lead' };
  const from = edit((copy) => copy.routes.push(second));
  const to = edit((copy) => copy.routes.unshift(second));
  expect(diffMappings(from, to)).toEqual([
    '~ routes of contact are tried in another order: contact → lead, contact → contact',
  ]);
});

test('added, removed and changed fields are told apart', () => {
  const other = edit((copy) => {
    const [name] = fieldsOf(copy);
    if (name) name.from = ['full'];
    copy.routes[0]?.fields.splice(1, 1);
    copy.routes[0]?.fields.push({ ...fieldsOf(mapping)[1]!, to: 'headline' });
    copy.orphans = 'each';
  });
  expect(diffMappings(mapping, other).map((line) => line.replace(/: .*/, ''))).toEqual([
    '~ routes / contact → contact / fields / name / from',
    '- routes / contact → contact / fields / title',
    '+ routes / contact → contact / fields / headline',
    '~ orphans',
  ]);
});
