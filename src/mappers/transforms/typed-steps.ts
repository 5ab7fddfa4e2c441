import { isSupportedCountry } from 'libphonenumber-js/min';
import type { Json } from '../../model/json.ts';
import type { TransformOf } from '../../model/transforms.ts';
import { normaliseBoolean } from '../values/booleans.ts';
import { normaliseCountry } from '../values/countries.ts';
import { normaliseCurrency } from '../values/currencies.ts';
import { normaliseDate, normaliseInstant } from '../values/dates.ts';
import { decimalSign } from '../values/decimal.ts';
import { normaliseEmail } from '../values/emails.ts';
import { normaliseMoney } from '../values/money.ts';
import { normalise } from '../values/normalise.ts';
import { normaliseInteger, normaliseNumber } from '../values/numbers.ts';
import { normalisePhone } from '../values/phones.ts';
import { cleanText, isEmpty, scalarText } from '../values/text.ts';
import type { Normalised, ValueContext } from '../values/types.ts';
import { isTimeZone } from '../values/zones.ts';
import { eachItem, settle } from './apply.ts';
import { checkField, refuse, type Step, type StepContext } from './types.ts';

type Invalid = 'reject' | 'keep' | 'drop';

function reading(
  read: (raw: Json, context: ValueContext) => Normalised,
  invalid: Invalid,
  context: ValueContext,
): Step {
  return eachItem((value, run) => settle(read(value, context), value, invalid, run));
}

export function phoneStep({ country, invalid }: TransformOf<'phone'>, context: StepContext): Step {
  if (country !== undefined && !isSupportedCountry(country)) {
    refuse(
      context,
      'unknown_country',
      `"${country}" is no country code`,
      'Use the two capital letters of ISO 3166, such as US or DE; the United Kingdom is GB.',
    );
  }
  return reading(normalisePhone, invalid, { ...context, defaultCountry: country ?? context.defaultCountry });
}

export function emailStep({ invalid }: TransformOf<'email'>, context: StepContext): Step {
  return reading(normaliseEmail, invalid, context);
}

export function countryStep({ invalid }: TransformOf<'country'>, context: StepContext): Step {
  return reading(normaliseCountry, invalid, context);
}

function timeContext(
  { order, timezone }: { order?: ValueContext['dateOrder']; timezone?: string },
  context: StepContext,
): ValueContext {
  if (timezone !== undefined && !isTimeZone(timezone)) {
    refuse(
      context,
      'unknown_time_zone',
      `"${timezone}" is no time zone`,
      'Name a zone of the IANA list, such as Europe/London.',
    );
  }
  return { ...context, timezone: timezone ?? context.timezone, dateOrder: order ?? context.dateOrder };
}

export function dateStep(transform: TransformOf<'date'>, context: StepContext): Step {
  return reading(normaliseDate, transform.invalid, timeContext(transform, context));
}

export function instantStep(transform: TransformOf<'instant'>, context: StepContext): Step {
  return reading(normaliseInstant, transform.invalid, timeContext(transform, context));
}

/** `2024-03-05T09:00Z|2024-04-05T09:00Z` is a list of instants: each is read, in order, and listed once. */
export function multiInstantsStep(transform: TransformOf<'multi_instants'>, context: StepContext): Step {
  const settings = timeContext(transform, context);
  return (value, run) => {
    const cells = (Array.isArray(value) ? value : [value]).flatMap((item): Json[] =>
      typeof item === 'string' ? item.split(transform.separator).map(cleanText) : [item],
    );
    const instants = cells
      .filter((cell) => !isEmpty(cell))
      .map((cell) => settle(normaliseInstant(cell, settings), cell, transform.invalid, run))
      .filter((instant) => !isEmpty(instant));
    return instants.length === 0 ? null : [...new Set(instants)];
  };
}

function numberContext(
  { locale, decimal }: { locale?: string; decimal?: '.' | ',' },
  context: StepContext,
): ValueContext {
  try {
    decimalSign({ locale });
  } catch {
    // Intl throws a RangeError for what is no language tag.
    refuse(context, 'unknown_locale', `"${locale}" is no locale`, 'Use a BCP 47 tag, such as de or en-GB.');
  }
  // A locale of the transform's own is not overruled by the decimal sign of the mapping.
  const sign = decimal ?? (locale === undefined ? context.decimal : undefined);
  return { ...context, locale: locale ?? context.locale, decimal: sign };
}

export function numberStep(transform: TransformOf<'number'>, context: StepContext): Step {
  return reading(normaliseNumber, transform.invalid, numberContext(transform, context));
}

export function moneyStep(transform: TransformOf<'money'>, context: StepContext): Step {
  const { currency, currencyField, unit, invalid } = transform;
  const settings = { ...numberContext(transform, context), currency: currency ?? context.currency };
  if (currencyField !== undefined) checkField(context, currencyField);
  if (currency !== undefined && !normaliseCurrency(currency, settings).ok) {
    refuse(
      context,
      'unknown_currency',
      `"${currency}" is no currency`,
      'Use the three letters of ISO 4217, such as EUR.',
    );
  }
  return eachItem((value, run) => {
    const beside = currencyField === undefined ? null : (run.record[currencyField] ?? null);
    const stated = isEmpty(beside)
      ? null
      : settle(normaliseCurrency(beside as Json, settings), null, invalid === 'reject' ? 'reject' : 'drop', run);
    const own = typeof stated === 'string' ? { ...settings, currency: stated } : settings;
    if (unit === 'minor') return settle(minorUnits(value, own), value, invalid, run);
    const plain = typeof value === 'string' || typeof value === 'number';
    const raw = plain && typeof stated === 'string' ? { amount: value, currency: stated } : value;
    return settle(normaliseMoney(raw, own), value, invalid, run);
  });
}

function minorUnits(value: Json, context: ValueContext): Normalised {
  const whole = normaliseInteger(value, context);
  return whole.ok && typeof whole.value === 'number'
    ? normaliseMoney({ minor: whole.value, currency: context.currency ?? null }, context)
    : whole;
}

export function booleanStep({ yes, no, invalid }: TransformOf<'boolean'>, context: StepContext): Step {
  const fold = (word: string): string => cleanText(word).toLowerCase();
  const words = new Map<string, boolean>([
    ...no.map((word) => [fold(word), false] as const),
    ...yes.map((word) => [fold(word), true] as const),
  ]);
  const twice = yes.find((word) => no.map(fold).includes(fold(word)));
  if (twice !== undefined)
    refuse(context, 'boolean_word_twice', `"${twice}" stands for yes and for no`, 'Remove it from one of the lists.');
  return eachItem((value, run) => {
    const own = words.get(fold(scalarText(value) ?? ''));
    return own ?? settle(normaliseBoolean(value), value, invalid, run);
  });
}

export function invertStep(context: StepContext): Step {
  return eachItem((value, run) => {
    const flag = settle(normalise('boolean', value, context), value, 'reject', run);
    return typeof flag === 'boolean' ? !flag : null;
  });
}
