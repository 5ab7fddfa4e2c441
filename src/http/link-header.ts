/**
 * The target of a relation in a `Link` header (RFC 8288), as the vendor wrote it.
 *
 * @example linkTarget('<https://a.example/p?page=2>; rel="next"', 'next') // 'https://a.example/p?page=2'
 */
export function linkTarget(header: string | undefined, rel: string): string | undefined {
  if (header === undefined) return undefined;
  for (const [, target, parameters = ''] of header.matchAll(
    /<([^>]*)>((?:\s*;\s*[^=;,\s]+\s*=\s*(?:"[^"]*"|[^",;\s]+))*)/g,
  )) {
    const found = /;\s*rel\s*=\s*(?:"([^"]*)"|([^",;\s]+))/i.exec(parameters);
    const names = (found?.[1] ?? found?.[2] ?? '').toLowerCase().split(/\s+/);
    if (names.includes(rel.toLowerCase())) return target;
  }
  return undefined;
}
