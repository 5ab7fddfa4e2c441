const hidden = '…';

/** Headers whose values are never a secret and help in a log. A list of what may be shown, since nobody knows all secret names. */
const shown =
  /^(accept|accept-encoding|age|allow|cache-control|connection|content-encoding|content-length|content-type|date|expires|host|prefer|retry-after|server|transfer-encoding|user-agent|vary|via|x-request-id|x-correlation-id|(x-)?rate-?limit(-[a-z-]+)?|x-[a-z]+-ratelimit-[a-z-]+)$/i;

/** Headers for a log: names stay, values only where they cannot be a secret. */
export function redactHeaders(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, shown.test(name) ? value : hidden]));
}

/**
 * A URL for a log: user info and the fragment go, query values become `…`, and what looks like an address or a token in the path as well.
 *
 * @example redactUrl('https://u:p@a.example/x?api_key=1#t') // 'https://a.example/x?api_key=…'
 */
export function redactUrl(url: string | URL): string {
  const parsed = URL.canParse(String(url)) ? new URL(url) : undefined;
  if (parsed === undefined) return '(not a URL)';
  const path = parsed.pathname
    .split('/')
    .map((segment) => (/@|%40/i.test(segment) || segment.length > 40 ? hidden : segment))
    .join('/');
  const names = [...new Set(parsed.searchParams.keys())];
  return `${parsed.protocol}//${parsed.host}${path}${names.length === 0 ? '' : `?${names.map((name) => `${name}=${hidden}`).join('&')}`}`;
}
