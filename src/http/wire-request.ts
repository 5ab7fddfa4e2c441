import { PortageError } from '../model/errors.ts';
import type { Proof } from './auth.ts';
import { encodeBody } from './body.ts';
import type { PreparedRequest } from './template.ts';
import type { WireRequest } from './transport.ts';

/** What a connection adds to every request, its placeholders already filled. */
export interface Base {
  url: string;
  headers: Record<string, string>;
  query: [name: string, value: string][];
}

/** The request as it goes out. Holds secrets. */
export type SignedRequest = Pick<WireRequest, 'url' | 'method' | 'headers' | 'body'>;

/** Signs a request and puts it together. */
export function toWire(request: PreparedRequest, base: Base, proof: Proof): SignedRequest {
  const body = request.body === undefined ? undefined : encodeBody(request.body, request.bodyType);
  return {
    url: urlOf(request, { ...base, url: proof.baseUrl ?? base.url }, proof.query),
    method: request.method,
    headers: {
      accept: request.expects === 'json' ? 'application/json' : '*/*',
      'accept-encoding': 'gzip',
      'user-agent': 'portage',
      ...(body === undefined ? {} : { 'content-type': body.contentType }),
      ...base.headers,
      ...request.headers,
      ...proof.headers,
    },
    body: body?.text,
  };
}

function urlOf(request: PreparedRequest, base: Base, proof: [string, string][]): URL {
  if (request.url === undefined) {
    const own = new Set(request.query.map(([name]) => name));
    const query = [...base.query.filter(([name]) => !own.has(name)), ...request.query, ...proof];
    return new URL(base.url + request.path + (query.length === 0 ? '' : `?${encodeQuery(query)}`));
  }
  // a vendor's own next URL is not touched, but it may only lead to the vendor: it would carry our key
  const url = new URL(request.url, base.url);
  if (url.host !== new URL(base.url).host) {
    throw new PortageError('contract', `The vendor names a next page on another host for ${request.route}`, {
      code: 'next_url_elsewhere',
      hint: 'Page by cursor instead of by URL, or list the host in the definition.',
    });
  }
  const missing = proof.filter(([name]) => !url.searchParams.has(name));
  if (missing.length > 0) url.search += `${url.search === '' ? '?' : '&'}${encodeQuery(missing)}`;
  return url;
}

/** `%20`, never `+`: not every vendor reads the form encoding in a query. */
function encodeQuery(query: [string, string][]): string {
  return query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}
