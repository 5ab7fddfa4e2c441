import type { Body } from './body.ts';
import type { Address, Email, Phone, Url } from './types.ts';

const EMAIL = /^[^\s@<>"(),;]+@[^\s@<>"(),;]+\.[^\s@<>"(),;.]{2,}$/;

/** The addresses of a contact; without a type it is the office's. */
export function readEmails(body: Body): Email[] | undefined {
  return body.list('emails', (item) => {
    const email = item.text('email') ?? '';
    if (!EMAIL.test(email)) item.refuse('email', 'Invalid email address.');
    return { type: item.text('type') ?? 'office', email };
  });
}

export function readPhones(body: Body): Phone[] | undefined {
  return body.list('phones', (item) => {
    const phone = normalisePhone(item.text('phone') ?? '');
    if (phone === undefined) item.refuse('phone', 'Invalid phone number.');
    const number = phone ?? '';
    return { type: item.text('type') ?? 'office', phone: number, ...describePhone(number) };
  });
}

export function readUrls(body: Body): Url[] | undefined {
  return body.list('urls', (item) => ({ type: item.text('type') ?? 'url', url: item.text('url') ?? '' }));
}

export function readAddresses(body: Body): Address[] | undefined {
  return body.list('addresses', (item) => ({
    label: item.text('label') ?? 'business',
    address_1: item.text('address_1') ?? '',
    address_2: item.text('address_2') ?? '',
    city: item.text('city') ?? '',
    state: item.text('state') ?? '',
    zipcode: item.text('zipcode') ?? '',
    country: item.text('country') ?? '',
  }));
}

const COUNTRIES: readonly (readonly [string, string])[] = [
  ['+1', 'US'],
  ['+44', 'GB'],
  ['+49', 'DE'],
  ['+33', 'FR'],
  ['+81', 'JP'],
  ['+48', 'PL'],
];

/** Numbers are kept as E.164 with an extension; a national one counts as one of the organization's country, the US. */
export function normalisePhone(text: string): string | undefined {
  const [main = '', extension] = text.split(/\s*(?:ext\.?|x)\s*/i);
  if (!/^[+\d\s().\-/]+$/.test(main.trim())) return undefined;
  const digits = main.replace(/\D/g, '');
  if (digits.length < 5 || digits.length > 15) return undefined;
  const number = main.trim().startsWith('+') || digits.length > 11 ? `+${digits}` : nationalNumber(digits);
  return extension === undefined ? number : `${number}ext${extension.replace(/\D/g, '')}`;
}

function nationalNumber(digits: string): string {
  if (digits.length === 11 && digits.startsWith('1')) return `+${digits}`;
  return digits.startsWith('0') ? `+${digits.replace(/^0+/, '')}` : `+1${digits}`;
}

function describePhone(phone: string): { phone_formatted: string; country: string | null } {
  const [prefix, country] = COUNTRIES.find(([start]) => phone.startsWith(start)) ?? ['', null];
  const rest = phone.slice(prefix.length);
  return { phone_formatted: `${prefix} ${rest.slice(0, 3)}-${rest.slice(3)}`.trim(), country };
}
