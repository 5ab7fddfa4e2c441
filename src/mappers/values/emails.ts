import type { Json } from '../../model/json.ts';
import { isEmptyWord, scalarText } from './text.ts';
import { type Normalised, read, unread } from './types.ts';

/** What mail systems accept in practice, not all of RFC 5322: quoted local parts and comments are typing errors in a CRM. */
const address = /^[^\s@,:;<>()[\]"\\]+@[^\s@,:;<>()[\]"\\/]+\.[^\s@.,:;<>()[\]"\\/]{2,}$/;
const plain = /^[a-z0-9_%+-]+(?:\.[a-z0-9_%+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,}$/;

const notEmail = unread('not_an_email', 'the value is not an e-mail address');
const several = unread('several_values', 'several addresses stand where one was expected; split the list first');

/** Longest address that mail can be sent to (RFC 5321, 4.5.3.1.3 less the angle brackets). */
const maxLength = 254;

/** An address in lower case, without what was written around it: `Ann Lee <Ann@Acme.example>` → `ann@acme.example`. */
export function normaliseEmail(raw: Json): Normalised {
  if (typeof raw === 'string' && raw.length <= maxLength && plain.test(raw)) return read(raw);
  const text = scalarText(raw);
  if (text === undefined) return unread('not_text', 'a list or an object stands where an e-mail address was expected');
  if (text === '' || isEmptyWord(text)) return read(null);
  if (text.length > 1000) return notEmail;
  const bare = strip(text).toLowerCase();
  if (bare.length <= maxLength && isAddress(bare)) return read(bare);
  return bare.split('@').length > 2 && bare.split(/[\s,;|/]+/).filter((part) => isAddress(strip(part))).length > 1
    ? several
    : notEmail;
}

function isAddress(text: string): boolean {
  return (
    address.test(text) && !text.includes('..') && !text.includes('@.') && !text.includes('@-') && strip(text) === text
  );
}

/** Takes off a display name, `mailto:`, brackets, quotes and full stops, until nothing more comes off. */
function strip(text: string): string {
  for (;;) {
    const inner = /^[^<>@;]*<([^<>]+)>[^<>@;]*$/.exec(text)?.[1] ?? text;
    const bare = inner
      .replace(/^mailto:/i, '')
      .replace(/^[\s'"’‘“”<([.,;:]+/, '')
      .replace(/[\s'"’‘“”>)\].,;:]+$/, '');
    if (bare === text) return text;
    text = bare;
  }
}
