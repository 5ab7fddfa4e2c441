import { parse } from 'tldts';
import type { Json } from '../../model/json.ts';
import { isEmptyWord, scalarText } from './text.ts';
import { type Normalised, read, unread } from './types.ts';

const notUrl = unread('not_a_url', 'the value is not a web address');
const notDomain = unread('not_a_domain', 'the value is not a domain');
const notText = unread('not_text', 'a list or an object stands where a web address was expected');

/** Longer addresses are pasted data; browsers and CRMs stop near here. */
const maxLength = 8000;
const withScheme = /^[a-z][a-z0-9+.-]*:/i;
const hostWithPort = /^[^/?#:@\s]+:\d{1,5}(?:[/?#]|$)/;

function parseUrl(text: string): URL | null {
  if (/\s/.test(text) || text.length > maxLength) return null;
  const full = withScheme.test(text) && !hostWithPort.test(text) ? text : `https://${text.replace(/^\/+/, '')}`;
  return URL.parse(full);
}

/** Only what a browser opens and what cannot run a program: `javascript:` and `data:` stay out. */
export function normaliseUrl(raw: Json): Normalised {
  const text = scalarText(raw);
  if (text === undefined) return notText;
  if (text === '' || isEmptyWord(text)) return read(null);
  const url = parseUrl(text);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return notUrl;
  if (!url.hostname.includes('.') && !url.hostname.includes(':') && url.hostname !== 'localhost') return notUrl;
  const bare = url.pathname === '/' && url.search === '' && url.hash === '';
  return read(bare ? url.href.replace(/\/$/, '') : url.href);
}

/**
 * The host of a domain, web address or e-mail address, in lower case and ASCII, without `www.`. Sub-domains stay: whether
 * shop.acme.com is a company of its own is decided by the match key, not by the value.
 */
export function normaliseDomain(raw: Json): Normalised {
  const text = scalarText(raw);
  if (text === undefined) return notText;
  if (text === '' || isEmptyWord(text)) return read(null);
  const at = text.lastIndexOf('@');
  const isMail = at > 0 && !/[/\s]/.test(text) && !/^(?:https?|ftp):/i.test(text);
  let host = parseUrl(isMail ? text.slice(at + 1) : text)?.hostname.replace(/\.+$/, '');
  if (host === undefined) return notDomain;
  while (host.startsWith('www.') && host.indexOf('.', 4) > 0) host = host.slice(4);
  const { domain, isIp } = parse(host, { extractHostname: false, allowPrivateDomains: true });
  // A public suffix alone (co.uk) is nobody's domain; a platform's (github.io) is its owner's.
  const owned = domain ?? parse(host, { extractHostname: false }).domain;
  return isIp || owned === null || !host.includes('.') || host.length > 253 ? notDomain : read(host);
}
