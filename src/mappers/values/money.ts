import type { Json } from '../../model/json.ts';
import { currencyAssumed, currencyDigits, currencyOf } from './currencies.ts';
import { decimalSign, parseDecimal, toMinorUnits } from './decimal.ts';
import { separatorAssumed } from './numbers.ts';
import { isEmpty, isEmptyWord, scalarText } from './text.ts';
import { type Normalised, read, unread, type ValueContext, type ValueNote } from './types.ts';

/** An amount: whole minor units (cents; yen) and the currency, null where nothing names one: then two digits are taken. */
export type Money = { minor: number; currency: string | null };

const notMoney = unread('not_an_amount', 'the value is not an amount of money');
const unknownCurrency = unread('not_a_currency', 'the amount names a currency that ISO 4217 does not know');
const tooLarge = unread('amount_too_large', 'the amount is larger than can be kept exactly');

const digitsUnknown = 2;
const roundedNote: ValueNote = {
  code: 'amount_rounded',
  message: 'the amount had more decimals than its currency and was rounded',
};

/** True for the canonical form, in which a second reading must change nothing. */
export function isMoney(value: unknown): value is Money {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !('minor' in value)) return false;
  const { minor, currency } = value as Partial<Money>;
  return (
    Number.isSafeInteger(minor) &&
    (currency === null || (typeof currency === 'string' && currencyDigits(currency) !== undefined))
  );
}

/**
 * Money from a number, a text (`€ 1.234,50`, `USD 12.5`, `(1,234)`), or an object `{ amount | value, currency }` in major
 * units. No float takes part: 12500.5 EUR is the digits 12500 and 5, so 1250050 cents.
 */
export function normaliseMoney(raw: Json, context: ValueContext): Normalised {
  if (isMoney(raw))
    return read(raw.minor === 0 ? { minor: 0, currency: raw.currency } : { minor: raw.minor, currency: raw.currency });
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) {
    const amount = raw.amount ?? raw.value;
    if (amount === undefined || raw.minor !== undefined) return notMoney;
    if (isEmpty(amount)) return read(null);
    if (amount !== null && typeof amount === 'object') return notMoney;
    const named =
      typeof raw.currency === 'string' && raw.currency.trim() !== ''
        ? currencyOf(raw.currency.trim(), context.currency)
        : null;
    if (named === undefined) return unknownCurrency;
    return readAmount(amount, named?.code, context);
  }
  return readAmount(raw, undefined, context);
}

function readAmount(raw: Json, stated: string | undefined, context: ValueContext): Normalised {
  const text = scalarText(raw, true);
  if (text === undefined || typeof raw === 'boolean') return notMoney;
  if (text === '' || isEmptyWord(text)) return read(null);
  const notes: ValueNote[] = [];
  const { amount, sign } = typeof raw === 'number' ? { amount: text, sign: '' } : splitCurrency(text);
  let currency = stated;
  if (sign !== '') {
    const found = currencyOf(sign, stated ?? context.currency);
    if (found === undefined) return /^[a-z]{3}$/i.test(sign) ? unknownCurrency : notMoney;
    if (stated === undefined && found.assumed) notes.push(currencyAssumed);
    if (stated !== undefined && found.code !== stated && !found.assumed) {
      return unread('currency_contradiction', 'the amount and its currency field name different currencies');
    }
    currency ??= found.code;
  }
  currency ??= context.currency ?? undefined;
  const digits = currency === undefined ? digitsUnknown : currencyDigits(currency);
  if (digits === undefined) return unknownCurrency;
  const decimal = parseDecimal(amount, typeof raw === 'number' ? '.' : decimalSign(context));
  if (decimal === undefined) return notMoney;
  const { minor, rounded } = toMinorUnits(decimal, digits);
  const value = Number(minor);
  if (!Number.isSafeInteger(value)) return tooLarge;
  if (decimal.assumed) notes.push(separatorAssumed);
  if (rounded) notes.push(roundedNote);
  return read({ minor: value, currency: currency ?? null }, notes);
}

const before = /^([-+(]?)\s*([^\d\s\-+().,'’]{1,4}\.?|[a-z]{3})\s*([-+(]?[\d.,].*)$/isu;
const after = /^([-+(]?[\d.,](?:.*[\d.,)–—-])?)\s*([^\d\s\-–—+()%]{1,7})(\)?)$/isu;

/** `€ -12` → `-12` and `€`; `12 EUR` → `12` and `EUR`. Whole rest as the amount where no sign stands at either end. */
function splitCurrency(text: string): { amount: string; sign: string } {
  if (text.length > 400) return { amount: text, sign: '' };
  const first = before.exec(text);
  if (first !== null) return { amount: (first[1] ?? '') + (first[3] ?? ''), sign: first[2] ?? '' };
  const last = after.exec(text);
  if (last !== null) return { amount: (last[1] ?? '') + (last[3] ?? ''), sign: last[2] ?? '' };
  return { amount: text, sign: '' };
}

/** An amount in major units as exact decimal text: `{ minor: 1250050, currency: 'EUR' }` → `12500.50`. */
export function decimalText(money: Money): string {
  const digits = money.currency === null ? digitsUnknown : (currencyDigits(money.currency) ?? digitsUnknown);
  const sign = money.minor < 0 ? '-' : '';
  const units = String(Math.abs(money.minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + units : `${sign}${units.slice(0, -digits)}.${units.slice(-digits)}`;
}
