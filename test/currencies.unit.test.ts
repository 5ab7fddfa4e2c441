import { expect, test } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { checkMapping } from '../src/mappers/propose/check-mapping.ts';
import { proposeCurrencies } from '../src/mappers/propose/propose-currencies.ts';
import { type DestinationDefinition, destinationDefinitionSchema } from '../src/model/destination-definition.ts';
import { cataloguesOf, emptyAccount, linkTo, planning } from './support/planning.ts';

const definition = close.destination as DestinationDefinition;
const destination = emptyAccount({
  currency: 'USD',
  objects: cataloguesOf(definition.objects),
  pipelines: [{ id: 'p', name: 'Sales', stages: [{ id: 'new', name: 'New', kind: 'open', order: 0 }] }],
});
const source = emptyAccount({
  currency: 'USD',
  objects: cataloguesOf({
    deal: {
      fields: [
        { key: 'Title', type: 'text', concept: 'deal.name' },
        { key: 'Value', type: 'money', concept: 'deal.amount' },
        { key: 'Currency', type: 'currency', concept: 'deal.currency' },
        { key: 'Stage', type: 'reference', concept: 'deal.stage' },
      ],
    },
  }),
  pipelines: [{ id: 's', name: 'Sales', stages: [{ id: 's1', name: 'New', kind: 'open', order: 0 }] }],
});
const words = { USD: 12, Euro: 3, Taler: 2 };
const planningWith = (change?: Parameters<typeof planning>[3]) =>
  planning(close, source, destination, change, {}, words);

test('words for currencies become codes; what the destination makes of another currency is said', () => {
  expect(planningWith().mapping.currencies).toEqual({
    USD: { to: 'USD', records: 12, reason: 'known to the destination' },
    Euro: { to: 'EUR', records: 3, reason: expect.stringContaining('counts everything in USD') },
    Taler: { to: null, records: 2, reason: 'no currency of this name is known' },
  });
});

test('one that nobody knows waits for a person, with the number of records that hang on it', () => {
  const { mapping } = planningWith();
  expect(checkMapping(mapping, { definition, source, destination })).toEqual([
    {
      place: 'currencies.Taler',
      message: 'the currency "Taler" of 2 records is none that the destination knows',
      hint: expect.stringContaining('such as EUR'),
    },
  ]);
  mapping.currencies!['Taler']!.to = 'TALER';
  expect(checkMapping(mapping, { definition, source, destination })).toMatchObject([
    { message: expect.stringContaining('which is no currency') },
  ]);
});

test('amounts are read in the currency that was chosen', () => {
  const { plan } = planningWith((mapping) => {
    mapping.currencies!['Taler']!.to = 'EUR';
  });
  const links = [linkTo('company', '5', 'lead', { object: 'company', sourceId: '5', role: 'main' })];
  const { main } = plan('deal', { Title: 'A', Value: 100, Currency: 'Taler', Stage: 's1' }, { links });
  expect(main?.payload['note']).toContain('Value at the source: 100.00 EUR');
});

test('a destination that offers some currencies only takes no other', () => {
  const offering = destinationDefinitionSchema.parse({
    ...definition,
    objects: {
      ...definition.objects,
      opportunity: {
        ...definition.objects['opportunity'],
        fields: [
          ...definition.objects['opportunity']!.fields,
          {
            key: 'currency',
            type: 'currency',
            concept: 'deal.currency',
            options: ['USD', 'GBP'].map((value) => ({ value, label: value })),
          },
        ],
      },
    },
  });
  expect(proposeCurrencies({ GBP: 1, EUR: 2 }, null, offering, destination)).toMatchObject({
    GBP: { to: 'GBP' },
    EUR: { to: null, reason: 'the destination does not offer this currency' },
  });
});
