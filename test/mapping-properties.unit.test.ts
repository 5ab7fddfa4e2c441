import { describe, expect, test } from 'vitest';
import { actuallycare } from '../src/connectors/actuallycare/system.ts';
import { close } from '../src/connectors/close/system.ts';
import { csv } from '../src/connectors/csv/system.ts';
import { checkMapping } from '../src/mappers/propose/check-mapping.ts';
import type { Field, SystemMetadata } from '../src/model/catalogue.ts';
import { concepts, type ValueType, valueTypes } from '../src/model/concepts.ts';
import type { ConnectorDefinition } from '../src/model/connector.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import type { DestinationField } from '../src/model/destination-object.ts';
import type { Json, JsonObject } from '../src/model/json.ts';
import { type Mapping, mappingSchema } from '../src/model/mapping.ts';
import { cataloguesOf, emptyAccount, linkTo, type Planning, planning } from './support/planning.ts';
import { fc } from './support/property.ts';

const runs = { numRuns: 25 };
const destinations = [close, actuallycare, csv];
const objects = ['company', 'contact', 'lead', 'deal', 'task', 'note', 'call', 'meeting'];
const prefixes: Readonly<Record<string, readonly string[]>> = {
  company: ['company'],
  contact: ['contact'],
  lead: ['lead', 'contact', 'company'],
  deal: ['deal'],
};

const pipelines = [
  {
    id: 'p1',
    name: 'Sales',
    stages: [
      { id: 'new', name: 'New', kind: 'open' as const, order: 0 },
      { id: 'won', name: 'Won', kind: 'won' as const, order: 1 },
      { id: 'lost', name: 'Lost', kind: 'lost' as const, order: 2 },
    ],
  },
];
const user = { id: 'u1', email: 'ann@seller.example', name: 'Ann Lee', active: true };

/** A field of a source: of some concept of the object, or of none, sure or guessed, filled or not. */
const fieldOf = (object: string) => {
  const own = [...concepts.values()].filter(({ key }) => {
    const [prefix = ''] = key.split('.');
    return (prefixes[object] ?? ['activity']).includes(prefix);
  });
  return fc
    .record({
      key: fc.oneof(
        fc.stringMatching(/^[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?$/),
        fc.string({ minLength: 1, maxLength: 12 }),
      ),
      concept: fc.option(fc.constantFrom(...own), { nil: undefined, freq: 4 }),
      type: fc.constantFrom(...valueTypes),
      confidence: fc.option(fc.double({ min: 0.5, max: 1, noNaN: true }), { nil: undefined }),
      fill: fc.option(fc.constantFrom(0, 0.4, 1), { nil: undefined }),
    })
    .filter(({ key }) => key.trim() !== '')
    .map(
      ({ key, concept, type, confidence, fill }): Field => ({
        key,
        type: concept?.type ?? type,
        ...(concept && { concept: concept.key, ...(concept.many && { many: true }) }),
        ...(concept && confidence !== undefined && { confidence, because: 'reads like it' }),
        ...(fill !== undefined && { fill }),
      }),
    );
};

const catalogues = fc.record(
  Object.fromEntries(
    objects.map((object) => [
      object,
      fc.uniqueArray(fieldOf(object), { selector: ({ key }) => key, minLength: 1, maxLength: 12 }),
    ]),
  ),
);

const samples: Readonly<Partial<Record<ValueType, readonly Json[]>>> = {
  email: ['Ann@Acme.example', 'a@b.example; c@d.example', 'nobody'],
  phone: ['+44 20 7946 0000', '020 7946 0018 x12', 'call me', '4.41E+11'],
  date: ['2024-03-05', '03/04/2021', '2024-02-31'],
  instant: ['2024-03-05T10:00:00Z', '2024-03-31 01:30', 'soon'],
  number: [12.5, '1.234,5', 'many'],
  integer: [3, '3', 'three'],
  boolean: [true, 'no', 'perhaps'],
  money: [1200.5, '€ 12.500,50', { amount: 10, currency: 'EUR' }, 'a lot'],
  currency: ['USD', 'euro', 'XXL'],
  url: ['acme.example', 'https://acme.example/x', 'n/a'],
  country: ['Deutschland', 'GB', 'Atlantis'],
  reference: ['u1', 'new', 'won', 'unknown'],
};
const anyText: readonly Json[] = ['Acme', ' ', '<b>R&D</b>', 'Ünïcödé 🙂', 'x'.repeat(3000), '=1+1', null, ''];

const anyValueOf = ({ type, many }: Field) => {
  const one = fc.constantFrom<Json>(...(samples[type] ?? []), ...anyText);
  return many ? fc.oneof(one, fc.array(one, { maxLength: 3 })) : one;
};

const accountOf = (fields: Record<string, Field[]>): SystemMetadata =>
  emptyAccount({
    timezone: 'Europe/London',
    currency: 'USD',
    users: [user],
    pipelines,
    objects: Object.fromEntries(Object.entries(fields).map(([object, list]) => [object, { object, fields: list }])),
  });

function proposalFor(
  connector: ConnectorDefinition,
  fields: Record<string, Field[]>,
): Planning & { source: SystemMetadata } {
  const source = accountOf(fields);
  return { source, ...planning(connector, source, thereOf(connector)) };
}

const thereOf = (connector: ConnectorDefinition) =>
  emptyAccount({
    self: user,
    users: [user],
    currency: 'USD',
    objects: cataloguesOf(connector.destination!.objects),
    pipelines,
    recordStatuses: [{ id: 'status_c', name: 'Customer' }],
  });

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
};

/** How a template names a field: in braces, and in quotes where the name holds what would end it. */
const placesOf = (key: string) => [`{${key}}`, `{${JSON.stringify(key)}}`];

describe.each(destinations.map((connector) => [connector.system, connector] as const))(
  'any source into %s',
  (_, connector) => {
    const definition = connector.destination as DestinationDefinition;

    test('no source field vanishes: each is mapped, made a condition, listed as unmapped or left to a person', () => {
      fc.assert(
        fc.property(catalogues, (fields) => {
          const { mapping, source } = proposalFor(connector, fields);
          for (const route of mapping.routes.filter(({ to }) => to !== null)) {
            const written = textsIn([route.fields, route.when]);
            const named = new Set([...route.unmapped, ...route.undecided].map(({ field }) => field));
            const lost = source.objects[route.object]!.fields.map(({ key }) => key).filter(
              (key) =>
                !named.has(key) &&
                !written.some((text) => text === key || placesOf(key).some((place) => text.includes(place))),
            );
            expect(lost).toEqual([]);
          }
        }),
        runs,
      );
    });

    test('the proposal is a valid document without faults of its own, and the same input gives the same', () => {
      fc.assert(
        fc.property(catalogues, (fields) => {
          const { mapping, source } = proposalFor(connector, fields);
          expect(mappingSchema.parse(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping);
          expect(proposalFor(connector, fields).mapping).toEqual(mapping);
          expect(checkMapping(mapping, { definition, source, destination: thereOf(connector) })).toEqual([]);
        }),
        runs,
      );
    });

    test('mapping a record twice is the same as once, and what is sent meets the definition of the destination', () => {
      const given = catalogues.chain((fields) =>
        fc.record({
          fields: fc.constant(fields),
          values: fc.record(
            Object.fromEntries(
              objects.map((object) => [
                object,
                fc.record(Object.fromEntries(fields[object]!.map((field) => [field.key, anyValueOf(field)])), {
                  requiredKeys: [],
                }),
              ]),
            ),
          ),
        }),
      );
      fc.assert(
        fc.property(given, ({ fields, values }) => {
          const { mapping, plan } = proposalFor(connector, fields as Record<string, Field[]>);
          for (const object of objects) {
            const links = ['note', 'task', 'call', 'meeting', 'deal'].includes(object)
              ? [linkTo('company', '5', 'lead', { object: 'company', sourceId: '5', role: 'main' })]
              : [];
            const before = JSON.stringify(values[object]);
            const planned = plan(object, values[object] as JsonObject, { links });
            expect(plan(object, values[object] as JsonObject, { links })).toEqual(planned);
            expect(JSON.stringify(values[object])).toBe(before);
            for (const effect of planned.effects) meets(mapping, definition, effect.destinationObject, effect.payload);
          }
        }),
        runs,
      );
    });
  },
);

/** What a definition says of its fields, held against what would be sent. */
function meets(mapping: Mapping, definition: DestinationDefinition, object: string, payload: JsonObject): void {
  const known = definition.objects[object]!;
  const made = new Set(mapping.newFields.map((field) => `new:${field.object}.${field.key}`));
  const roots = new Map(known.fields.map((field) => [rootOf(field), field]));
  for (const [key, value] of Object.entries(payload)) {
    const field = roots.get(key);
    expect(field !== undefined || made.has(key), `${object}.${key} is known`).toBe(true);
    expect(value === undefined || value === '' || value === null, `${object}.${key} is not blank`).toBe(false);
    if (field === undefined || field.path !== undefined) continue;
    expect(field.readOnly ?? false).toBe(false);
    expect(Array.isArray(value), `${object}.${key} is a list where it is one there`).toBe(field.many ?? false);
    for (const item of Array.isArray(value) ? value : [value]) meetsField(field, item);
  }
  for (const field of known.fields)
    if (field.required && field.type !== 'reference' && field.path === undefined)
      expect(payload).toHaveProperty([field.key]);
}

function rootOf({ key, path }: DestinationField): string {
  return path === undefined ? key : (/^[^.[]+/.exec(path)?.[0] ?? key);
}

function meetsField(field: DestinationField, value: Json): void {
  if (typeof value === 'string' && field.maxLength !== undefined)
    expect([...value].length).toBeLessThanOrEqual(field.maxLength);
  if (field.pattern !== undefined) expect(String(value)).toMatch(new RegExp(field.pattern));
  if (field.options?.length && !field.many)
    expect(field.options.map((option) => option.value)).toContain(String(value));
  if (field.form === 'minorUnits') expect(Number.isInteger(value)).toBe(true);
  if (field.form === 'date') expect(value).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  if (field.type === 'boolean' && field.form === undefined) expect(typeof value).toBe('boolean');
  if (['number', 'integer'].includes(field.type) && field.form === undefined) expect(typeof value).toBe('number');
  if (field.type === 'instant' && field.form === undefined) expect(Date.parse(String(value))).not.toBeNaN();
}
