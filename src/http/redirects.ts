import type { Transport, WireAnswer, WireRequest } from './transport.ts';

const mostHops = 5;

/**
 * Follows redirects of a GET on the same host. Anything else is given back as it came, to be refused: another host would
 * receive the key, and a write that is sent elsewhere is not the write that was meant.
 */
export async function followRedirects(send: Transport, first: WireRequest): Promise<WireAnswer> {
  let request = first;
  for (let hop = 0; ; hop += 1) {
    const answer = await send(request);
    const target = request.method === 'GET' && hop < mostHops ? targetOf(answer, request.url) : undefined;
    if (target === undefined) return answer;
    request = { ...request, url: target };
  }
}

function targetOf({ status, headers }: WireAnswer, from: URL): URL | undefined {
  const location = headers.location;
  if (![301, 302, 303, 307, 308].includes(status) || location === undefined) return undefined;
  const target = URL.parse(location, from.href);
  if (target === null || target.host !== from.host) return undefined;
  return target.protocol === from.protocol || target.protocol === 'https:' ? target : undefined;
}
