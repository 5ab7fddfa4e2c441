import type { Json } from '../../model/json.ts';
import { normaliseEmail } from '../values/emails.ts';

/** What people type where a form insists on an address, and senders that are nobody. */
const placeholderLocals = new Set(
  'none no na n.a nil null nomail no-mail noemail no-email no.email no_email noaddress noone nobody nowhere unknown missing notprovided not.provided notavailable not.available notgiven none.given declined refused test tests testing tester testuser test.test test.user dummy fake sample placeholder asdf asd qwerty xxx xx x abc abcd foo bar blah changeme delete deleted invalid noreply no-reply no.reply no_reply donotreply do-not-reply'.split(
    ' ',
  ),
);
const placeholderDomains =
  /^(?:none|no|na|nomail|noemail|no-email|noaddress|unknown|invalid|fake|dummy|asdf|xxx+|abc|notprovided)\.(?:com|net|org|invalid|local|co)$|\.invalid$|^localhost/;

/** How many differently named people may share an address before it stops telling one from another. */
export const mostPeoplePerEmail = 3;

/** True for `none@`, `test@`, `noemail@`, `x@x.com` and the like: no match key. Takes a normalised address. */
export function isPlaceholderEmail(email: string): boolean {
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at).replace(/\+.*$/, '');
  const domain = email.slice(at + 1);
  if (placeholderDomains.test(domain)) return true;
  // test1@, none23@; and a single sign repeated, as in aaa@a.com.
  const bare = local.replace(/[\d._-]+$/, '');
  return (
    placeholderLocals.has(local) ||
    placeholderLocals.has(bare) ||
    (/^(.)\1*$/.test(local) && domain.startsWith(`${local}.`))
  );
}

/**
 * An address as a match key; null where it is none: unreadable, a placeholder, or shared by more people of different names
 * than `mostPeoplePerEmail`. That number is counted over the whole source and handed in.
 */
export function emailKey(raw: Json | undefined, peopleOnAddress = 1): string | null {
  const result = normaliseEmail(raw ?? null);
  if (!result.ok || typeof result.value !== 'string' || peopleOnAddress > mostPeoplePerEmail) return null;
  return isPlaceholderEmail(result.value) ? null : result.value;
}
