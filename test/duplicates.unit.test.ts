import { describe, expect, test } from 'vitest';
import { groupKeysOf, joinRecords } from '../src/mappers/dedupe/index.ts';
import { fieldSchema, type ObjectCatalogue } from '../src/model/catalogue.ts';
import { fc } from './support/property.ts';

const catalogue: ObjectCatalogue = {
  object: 'contact',
  fields: [
    { key: 'name', type: 'text', concept: 'contact.full_name' },
    { key: 'email', type: 'email', concept: 'contact.email', many: true },
    { key: 'phone', type: 'phone', concept: 'contact.phone' },
    { key: 'title', label: 'Job title', type: 'text', concept: 'contact.title' },
    { key: 'stop', type: 'boolean', concept: 'contact.do_not_contact' },
    { key: 'news', type: 'boolean', concept: 'contact.email_opt_in' },
    { key: 'owner', type: 'text', concept: 'contact.owner' },
  ].map((field) => fieldSchema.parse(field)),
};

describe('keys under which records meet', () => {
  const keys = (values: Parameters<typeof groupKeysOf>[1]) =>
    groupKeysOf(catalogue, values, 'GB').map(({ kind, key }) => `${kind} ${key}`);

  test('addresses, numbers and names in one form, however they are written', () => {
    expect(keys({ name: 'Lee, Ann', email: [{ value: 'Ann@Acme.example' }], phone: '020 7946 0018' })).toEqual(
      keys({ name: 'Dr. Ann Lee', email: ['ann@acme.example'], phone: '+44 20 7946 0018' }),
    );
  });

  test('what says nothing joins nobody', () => {
    expect(keys({ name: 'none@acme.example', email: 'none@acme.example', phone: '000000000' })).toEqual([]);
  });
});

describe('several records as one', () => {
  test.each([
    ['contact.email_opt_in', 'Subscribed', 'Unsubscribed'],
    ['contact.refusal', 'Subscribed', '2024-01-05'],
  ])('%s: words of one that refused count for all, in any order', (concept, agreed, refused) => {
    const told = { object: 'contact', fields: [{ key: 'mail', type: 'text' as const, concept }] };
    for (const [first, second] of [
      [agreed, refused],
      [refused, agreed],
    ]) {
      const joined = joinRecords(told, { mail: first! }, [{ sourceId: '8', values: { mail: second! } }]);
      expect(joined.values).toEqual({ mail: refused });
    }
  });

  test('what is empty is filled, lists hold the items of all, what differs is told', () => {
    const joined = joinRecords(
      catalogue,
      { name: 'Ann Lee', email: [{ value: 'ann@acme.example', primary: true }], title: 'Director', phone: null },
      [
        {
          sourceId: '8',
          values: {
            email: [{ value: 'ANN@acme.example' }, { value: 'ann@home.example', primary: true }],
            phone: '020 7946 0018',
            title: 'Manager',
            owner: 'bob',
          },
        },
      ],
    );
    expect(joined.values).toEqual({
      name: 'Ann Lee',
      email: [
        { value: 'ann@acme.example', primary: true },
        { value: 'ann@home.example', primary: false },
      ],
      title: 'Director',
      phone: '020 7946 0018',
    });
    expect(joined.left).toEqual([{ sourceId: '8', field: 'title', label: 'Job title', value: 'Manager' }]);
  });

  test('a refusal of any of them counts for all, whichever stays', () => {
    const answers = fc.constantFrom('yes', 'no', true, false, null, '');
    fc.assert(
      fc.property(answers, answers, answers, answers, (stopA, stopB, newsA, newsB) => {
        const { values } = joinRecords(catalogue, { stop: stopA, news: newsA }, [
          { sourceId: '8', values: { stop: stopB, news: newsB } },
        ]);
        const says = (value: unknown, answer: boolean) => value === answer || value === (answer ? 'yes' : 'no');
        if (says(stopA, true) || says(stopB, true)) expect(says(values['stop'], true)).toBe(true);
        if (says(newsA, false) || says(newsB, false)) expect(says(values['news'], false)).toBe(true);
      }),
    );
  });
});
