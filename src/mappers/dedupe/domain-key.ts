import { parse } from 'tldts';
import type { Json } from '../../model/json.ts';
import { scalarText } from '../values/text.ts';
import { normaliseDomain } from '../values/urls.ts';
import { isFreeMailDomain } from './free-mail.ts';

/** Sites on which others have a page: `facebook.com/acme` is Acme's page, not Facebook's. */
const platforms = new Set(
  'facebook.com linkedin.com instagram.com twitter.com x.com youtube.com tiktok.com pinterest.com xing.com yelp.com google.com etsy.com amazon.com linktr.ee github.com medium.com notion.site crunchbase.com'.split(
    ' ',
  ),
);

/**
 * The company behind a domain, web address or e-mail address: the part that somebody registered (`shop.acme.co.uk` →
 * `acme.co.uk`). Null for mail providers and for a page on somebody else's site.
 */
export function domainKey(raw: Json | undefined): string | null {
  const result = normaliseDomain(raw ?? null);
  if (!result.ok || typeof result.value !== 'string') return null;
  const host = result.value;
  // Private suffixes count: acme.github.io and bolt.github.io are two owners.
  const own = parse(host, { extractHostname: false, allowPrivateDomains: true }).domain ?? host;
  if (isFreeMailDomain(own)) return null;
  return platforms.has(own) && isPage(raw) ? null : own;
}

function isPage(raw: Json | undefined): boolean {
  const text = scalarText(raw ?? null) ?? '';
  return /[^/:]\/[^/\s]/.test(text.replace(/^[a-z]+:\/\//i, ''));
}
