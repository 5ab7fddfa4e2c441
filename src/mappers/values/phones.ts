import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Json } from '../../model/json.ts';
import { BoundedCache } from './bounded-cache.ts';
import { isEmptyWord, scalarText, scientificForm } from './text.ts';
import { type Normalised, read, unread, type ValueContext, type ValueNote } from './types.ts';

const cache = new BoundedCache<Normalised>(20_000);

const notPhone = unread('not_a_phone', 'the value is not a phone number');
const noCountry = unread('phone_no_country', 'the number has no country code and no default country is set');
const scientific = unread(
  'phone_scientific',
  'a spreadsheet saved the number as 4.41E+11 and lost digits; export it again as text',
);

const plusAssumed: ValueNote = {
  code: 'phone_plus_assumed',
  message: 'the number is valid only with the + that it lacks, so it was read as international',
};

/** `Tel.: `, `Mobile `, `tel:` before the number itself. */
const label = /^(?:tel|phone|mobile|mob|cell|fax|office|work|home|telefon|handy|büro|tél)[.: ]+/iu;
const international = /^\d[\d\s().\-/]{5,24}$/;

/**
 * E.164, with `;ext=12` behind it where there is an extension (RFC 3966). Lengths must be possible; whether the number is
 * assigned is not asked, because numbering plans change faster than libraries.
 */
export function normalisePhone(raw: Json, context: ValueContext): Normalised {
  const text = scalarText(raw, true);
  if (text === undefined) return unread('not_text', 'a list or an object stands where a phone number was expected');
  if (text === '' || isEmptyWord(text)) return read(null);
  if (text.length > 60) return notPhone;
  return cache.get(`${context.defaultCountry ?? ''}|${text}`, () => readPhone(text, context.defaultCountry));
}

function readPhone(text: string, country: string | null): Normalised {
  if (scientificForm.test(text)) return scientific;
  const bare = text.replace(label, '');
  const parsed = parse(bare, country);
  // A + or a trunk zero settles where the number belongs; only without either can it be a foreign one that lost its +.
  const settled = bare.startsWith('+') || /^\(?0(?!0)/.test(bare);
  if (!settled && international.test(bare) && !parsed?.isValid()) {
    const digits = bare.replace(/^00/, '');
    const abroad = parse(`+${digits}`, null);
    if (abroad?.isValid()) return read(e164(abroad), digits === bare ? [plusAssumed] : undefined);
  }
  if (parsed?.isPossible()) return read(e164(parsed));
  return country === null && !bare.startsWith('+') && /\d{4}/.test(bare) ? noCountry : notPhone;
}

function parse(text: string, country: string | null): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, {
    defaultCountry: (country ?? undefined) as CountryCode | undefined,
    extract: false,
  });
}

function e164(phone: PhoneNumber): string {
  return phone.ext === undefined || phone.ext === '' ? phone.number : `${phone.number};ext=${phone.ext}`;
}
