import codes from 'currency-codes';
import type { Json } from '../../model/json.ts';
import { isEmptyWord, scalarText } from './text.ts';
import { type Normalised, read, unread, type ValueContext } from './types.ts';

/**
 * ISO 4217 with its minor units. The package lists the currencies in force when it was published; ICU adds those that came
 * later (XCG) or are gone (DEM, HRK in old deals). Where both know one, ISO's digits count: ICU takes CLDR's, which say 0
 * for HUF, COP and IQD because nobody pays in cents there.
 */
const digitsByCode: ReadonlyMap<string, number> = new Map([
  ...Intl.supportedValuesOf('currency').map((code): [string, number] => [code, icuDigits(code)]),
  ...codes.data.map(({ code, digits }): [string, number] => [code, digits]),
]);

function icuDigits(code: string): number {
  return (
    new Intl.NumberFormat('en', { style: 'currency', currency: code }).resolvedOptions().maximumFractionDigits ?? 2
  );
}

/** Signs that stand for one currency, and for several: then the account's own currency is preferred to the first. */
const signs: Readonly<Record<string, readonly string[]>> = {
  '€': ['EUR'],
  '£': ['GBP'],
  $: [
    'USD',
    'CAD',
    'AUD',
    'NZD',
    'SGD',
    'HKD',
    'MXN',
    'TWD',
    'CLP',
    'COP',
    'ARS',
    'UYU',
    'BBD',
    'BSD',
    'JMD',
    'TTD',
    'FJD',
    'NAD',
  ],
  '¥': ['JPY', 'CNY'],
  '￥': ['JPY', 'CNY'],
  '₹': ['INR'],
  rs: ['INR', 'PKR', 'LKR', 'NPR', 'MUR'],
  'rs.': ['INR', 'PKR', 'LKR', 'NPR', 'MUR'],
  '₽': ['RUB'],
  '₺': ['TRY'],
  '₩': ['KRW', 'KPW'],
  '₪': ['ILS'],
  '₫': ['VND'],
  '₴': ['UAH'],
  '₱': ['PHP'],
  '₦': ['NGN'],
  '฿': ['THB'],
  '₡': ['CRC'],
  '₲': ['PYG'],
  '₸': ['KZT'],
  '₾': ['GEL'],
  '₵': ['GHS'],
  r$: ['BRL'],
  us$: ['USD'],
  u$s: ['USD'],
  a$: ['AUD'],
  au$: ['AUD'],
  c$: ['CAD'],
  ca$: ['CAD'],
  nz$: ['NZD'],
  s$: ['SGD'],
  hk$: ['HKD'],
  nt$: ['TWD'],
  mx$: ['MXN'],
  zł: ['PLN'],
  zl: ['PLN'],
  kč: ['CZK'],
  kc: ['CZK'],
  ft: ['HUF'],
  kr: ['SEK', 'NOK', 'DKK', 'ISK'],
  'kr.': ['DKK', 'SEK', 'NOK', 'ISK'],
  lei: ['RON', 'MDL'],
  лв: ['BGN'],
  fr: ['CHF'],
  'fr.': ['CHF'],
  sfr: ['CHF'],
  rm: ['MYR'],
  rp: ['IDR'],
  r: ['ZAR'],
  tl: ['TRY'],
};

const byName: ReadonlyMap<string, string> = new Map([
  ['euro', 'EUR'],
  ['euros', 'EUR'],
  ['dollar', 'USD'],
  ['dollars', 'USD'],
  ['us dollars', 'USD'],
  ['pound', 'GBP'],
  ['pounds', 'GBP'],
  ['british pound', 'GBP'],
  ['franken', 'CHF'],
  ['rmb', 'CNY'],
  ...codes.data.map(({ currency, code }): [string, string] => [currency.toLowerCase(), code]),
]);

/** Digits after the decimal sign (JPY 0, EUR 2, KWD 3); undefined: no currency. */
export function currencyDigits(code: string): number | undefined {
  return digitsByCode.get(code);
}

/** The code behind a code, sign or English name. `assumed`: the sign stands for several and the first was taken. */
export function currencyOf(text: string, own?: string | null): { code: string; assumed: boolean } | undefined {
  const upper = text.toUpperCase();
  if (upper.length === 3 && digitsByCode.has(upper)) return { code: upper, assumed: false };
  const lower = text.toLowerCase();
  const named = byName.get(lower);
  if (named !== undefined) return { code: named, assumed: false };
  const candidates = Object.hasOwn(signs, lower) ? signs[lower] : undefined;
  if (candidates === undefined) return undefined;
  if (own && candidates.includes(own)) return { code: own, assumed: false };
  return { code: candidates[0] ?? '', assumed: candidates.length > 1 };
}

export const currencyAssumed = {
  code: 'currency_assumed',
  message: 'the sign stands for several currencies; name the currency of the account to be sure',
};

export function normaliseCurrency(raw: Json, context: ValueContext): Normalised {
  const text = scalarText(raw);
  if (text === undefined) return unread('not_a_currency', 'a list or an object stands where a currency was expected');
  if (text === '' || isEmptyWord(text)) return read(null);
  const found = currencyOf(text, context.currency);
  if (found === undefined) return unread('not_a_currency', 'the value is no ISO 4217 code, sign or name of a currency');
  return read(found.code, found.assumed ? [currencyAssumed] : undefined);
}
