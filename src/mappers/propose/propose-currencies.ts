import type { SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { Mapping } from '../../model/mapping.ts';
import { currencyDigits, currencyOf } from '../values/currencies.ts';

type Currencies = NonNullable<Mapping['currencies']>;

/** Currencies that the destination offers for an amount; null where it takes any, or has no field that names one. */
export function currenciesThere(
  { objects }: DestinationDefinition,
  destination: SystemMetadata,
): ReadonlySet<string> | null {
  const offered = Object.entries(objects).flatMap(([object, { fields }]) =>
    [...fields, ...(destination.objects[object]?.fields ?? [])]
      .filter(({ concept }) => concept?.endsWith('.currency'))
      .flatMap(({ options = [] }) => options.map(({ value }) => value)),
  );
  return offered.length === 0 ? null : new Set(offered);
}

/** What becomes of each word for a currency that the records hold. One that nobody knows waits for a person. */
export function proposeCurrencies(
  counts: Readonly<Record<string, number>>,
  own: string | null,
  definition: DestinationDefinition,
  destination: SystemMetadata,
): Currencies {
  const there = currenciesThere(definition, destination);
  const namesIt = Object.values(definition.objects).some(({ fields }) =>
    fields.some(({ concept, currencyField }) => concept?.endsWith('.currency') || currencyField !== undefined),
  );
  return Object.fromEntries(
    Object.entries(counts).map(([word, records]): [string, Currencies[string]] => {
      const code = currencyOf(word.trim(), own)?.code ?? null;
      if (code === null) return [word, { to: null, records, reason: 'no currency of this name is known' }];
      if (there !== null && !there.has(code))
        return [word, { to: null, records, reason: 'the destination does not offer this currency' }];
      const { currency } = destination;
      const counted = !namesIt && currency !== null && currency !== code;
      const reason = counted
        ? `the destination counts everything in ${currency}: the number stays, and the text says what it was`
        : 'known to the destination';
      return [word, { to: code, records, reason }];
    }),
  );
}

/** What is wrong with the currency that was chosen for a word, or null. */
export function currencyFault(to: string | null, there: ReadonlySet<string> | null): string | null {
  if (to === null) return 'is none that the destination knows';
  if (currencyDigits(to) === undefined) return `goes to "${to}", which is no currency`;
  return there !== null && !there.has(to) ? `goes to "${to}", which the destination does not offer` : null;
}
