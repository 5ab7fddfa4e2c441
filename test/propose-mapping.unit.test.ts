import { expect, test } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import { fieldMappingSchema } from '../src/model/mapping.ts';
import { cataloguesOf, emptyAccount, linkTo, planning } from './support/planning.ts';

const definition = close.destination as DestinationDefinition;
const there = emptyAccount({ objects: cataloguesOf(definition.objects) });
const proposed = (objects: Record<string, { fields: object[] }>) =>
  planning(close, emptyAccount({ objects: cataloguesOf(objects) }), there);
const goesTo = ({ mapping }: ReturnType<typeof proposed>) =>
  mapping.routes[0]?.fields.filter(({ from }) => from.length > 0).map(({ from, to }) => [from.join(), to]);

test('a field is as sure as the column that it reads was recognised, and says why', () => {
  const { mapping } = proposed({
    company: {
      fields: [
        { key: 'Firma', type: 'text', concept: 'company.name', confidence: 0.97, because: 'reads as name' },
        {
          key: 'Ref',
          type: 'text',
          concept: 'company.industry',
          confidence: 0.55,
          because: 'too little speaks for it',
        },
      ],
    },
  });
  const [route] = mapping.routes;
  expect(route?.fields.find(({ to }) => to === 'name')).toMatchObject({
    confidence: 0.97,
    reason: 'same meaning in both systems (Firma reads as name)',
  });
  // what is not sure enough goes across as it is, and a person sees the guess
  expect(route?.fields.find(({ from }) => from.includes('Ref'))?.to).toBe('new:lead.ref');
  expect(route?.undecided).toEqual([
    { field: 'Ref', suggestion: 'company.industry', confidence: 0.55, reason: 'too little speaks for it' },
  ]);
});

test('columns whose names differ in signs only, and those that are called like ours, get fields of their own', () => {
  const fields = ['Budget', 'Budget (€)', 'Import marker'].map((key) => ({ key, type: 'text' }));
  expect(
    goesTo(proposed({ company: { fields: [{ key: 'Name', type: 'text', concept: 'company.name' }, ...fields] } })),
  ).toEqual([
    ['Name', 'name'],
    ['Budget', 'new:lead.budget'],
    ['Budget (€)', 'new:lead.budget_2'],
    ['Import marker', 'new:lead.import_marker_2'],
    ['@sourceId', 'new:lead.source_id'],
  ]);
});

test('HTML becomes text where the destination would show its tags, and text with a sign in it stays as it is', () => {
  const { plan, mapping } = proposed({
    company: {
      fields: [
        { key: 'Name', type: 'text', concept: 'company.name' },
        { key: 'About', type: 'html', concept: 'company.description' },
        { key: 'Remarks', type: 'html' },
      ],
    },
  });
  const { main } = plan('company', { Name: 'Acme', About: '<p>Met <b>Ann</b></p>', Remarks: '5 < 6 & more\nend' });
  expect(main?.payload['description']).toBe('Met Ann');
  expect(main?.payload['new:lead.remarks']).toBe('5 < 6 & more\nend');
  expect(mapping.newFields.find(({ label }) => label === 'Remarks')).toMatchObject({ type: 'text', long: true });
});

test('of an owner’s id and name the first is the owner, the second stays as it is written', () => {
  const fields = ['Owner ID', 'Owner Name'].map((key) => ({ key, type: 'reference', concept: 'company.owner' }));
  expect(goesTo(proposed({ company: { fields } }))).toEqual([
    ['Owner ID', 'new:lead.owner'],
    ['Owner Name', 'new:lead.owner_name'],
    ['@sourceId', 'new:lead.source_id'],
  ]);
});

test('a column may be called anything: braces in its name are no placeholder', () => {
  const { plan } = proposed({
    meeting: {
      fields: [
        { key: 'Ort {Raum}', type: 'text', concept: 'activity.location' },
        { key: 'value', type: 'text', concept: 'activity.subject' },
      ],
    },
  });
  const links = [linkTo('company', '5', 'lead', { object: 'company', sourceId: '5', role: 'main' })];
  const { main } = plan('meeting', { 'Ort {Raum}': 'Lab 2', value: 'Kick-off' }, { links });
  expect(main?.payload['note_html']).toBe('<p><b>Meeting: Kick-off</b></p><p>Place: Lab 2</p>');
});

test('of several source fields for one the first that is filled counts, and the others are written down, whatever transforms do', () => {
  const fields = [
    { key: 'Name', type: 'text', concept: 'company.name' },
    { key: 'Remarks', type: 'text' },
    { key: 'Memo', type: 'text' },
  ];
  const { plan } = planning(
    close,
    emptyAccount({ objects: cataloguesOf({ company: { fields } }) }),
    there,
    (mapping) => {
      const transforms = [{ type: 'case', to: 'upper' }];
      const entry = fieldMappingSchema.parse({ to: 'description', from: ['Remarks', 'Memo'], transforms });
      mapping.routes[0]!.fields = mapping.routes[0]!.fields.filter(({ from }) => !/Remarks|Memo/.test(from.join()));
      mapping.routes[0]!.fields.push(entry);
    },
  );
  const { main } = plan('company', { Name: 'Acme', Remarks: 'one', Memo: 'two' });
  expect(main?.payload).toMatchObject({ description: 'ONE', 'new:lead.import_notes': 'Memo: two' });
});
