import { describe, expect, test } from 'vitest';
import { connectorOf } from '../src/connectors/kit/registry.ts';
import { fillBlanks } from '../src/mappers/plan/fill-blanks.ts';
import type { JsonObject } from '../src/model/json.ts';
import { routeSchema } from '../src/model/mapping.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const close = connectorOf('close');
const objects = close.destination?.objects ?? {};
const destination = emptyAccount({ objects: cataloguesOf(objects) });
const source = emptyAccount({
  objects: cataloguesOf({ contact: { fields: [{ key: 'name', type: 'text', concept: 'contact.full_name' }] } }),
});
const { mapping } = planning(close, source, destination);

function filled(payload: JsonObject, existing: JsonObject, rule: 'fill' | 'source' | 'append' | 'newest' = 'fill') {
  const definition = close.destination as NonNullable<typeof close.destination>;
  const object = definition.objects['contact'] as (typeof definition.objects)[string];
  return fillBlanks(
    {
      route: routeSchema.parse({
        object: 'contact',
        to: 'contact',
        fields: Object.keys(payload).map((to) => ({ to, existing: rule })),
      }),
      object,
      to: 'contact',
      record: {
        ...{ object: 'contact', sourceId: '7', values: {}, links: [], state: 'active', problems: [], createdAt: null },
        ...{ updatedAt: '2026-05-01T00:00:00Z', crosswalk: [], candidates: [], linkedFacts: {} },
      },
      payload,
      content: payload,
      references: [],
      contentHash: '',
      context: { mapping, definition, sourceObjects: source.objects, destination },
    },
    { id: 'cont_1', values: existing, keys: [] },
  );
}

describe('a record that is there already', () => {
  test('is filled where it is empty; what differs stays and is listed', () => {
    const { payload, reasons } = filled({ name: 'Ann Lee', title: 'Director' }, { name: 'Anna', title: '' });
    expect(payload).toEqual({ title: 'Director' });
    expect(reasons.map(({ code, field }) => [code, field])).toEqual([['existing_value_kept', 'name']]);
  });

  test('the same number in the vendor’s own form is no difference', () => {
    const { payload, reasons } = filled(
      { phones: [{ type: 'office', phone: '+442079460018' }] },
      { phones: [{ type: 'office', phone: '+442079460018', phone_formatted: '+44 20 7946 0018', country: 'GB' }] },
    );
    expect({ payload, reasons }).toEqual({ payload: {}, reasons: [] });
  });

  test('append adds the items that are not there, and nothing on another run', () => {
    const phones = [
      { type: 'office', phone: '+442079460018' },
      { type: 'mobile', phone: '+447700900123' },
    ];
    const there = { type: 'office', phone: '+442079460018', phone_formatted: '+44 20 7946 0018' };
    expect(filled({ phones }, { phones: [there] }, 'append').payload).toEqual({ phones: [there, phones[1]] });
    expect(filled({ phones }, { phones: [there, phones[1] as JsonObject] }, 'append').payload).toEqual({});
    expect(
      filled({ phones: [phones[1] as JsonObject] }, { phones: [there, phones[1] as JsonObject] }, 'append').payload,
    ).toEqual({});
  });

  test('the source’s value, further text or the newer value are written only where the field’s rule says so', () => {
    expect(filled({ title: 'Director' }, { title: 'Manager' }, 'source').payload).toEqual({ title: 'Director' });
    expect(filled({ title: 'Director' }, { title: 'Manager' }, 'append').payload).toEqual({
      title: 'Manager\nDirector',
    });
    const older = { title: 'Manager', date_updated: '2026-01-01T00:00:00Z' };
    const newer = { title: 'Manager', date_updated: '2026-09-01T00:00:00Z' };
    expect(filled({ title: 'Director' }, older, 'newest').payload).toEqual({ title: 'Director' });
    expect(filled({ title: 'Director' }, newer, 'newest').payload).toEqual({});
    expect(filled({ title: 'Director' }, { title: 'Manager' }, 'newest').payload).toEqual({});
  });
});
