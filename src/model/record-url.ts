/** Opens a record in the vendor's own pages; `data` is the record as the destination answered it, where that is known. */
export type UrlOf = (
  destinationObject: string,
  destinationId: string,
  data?: Readonly<Record<string, unknown>> | null,
) => string | null;

/**
 * Fills a definition's address: `{id}` with the record's id, any other place with that field of the record. Null where a place
 * cannot be filled: a link that leads nowhere is worse than none.
 */
export function recordUrl(
  template: string | undefined,
  id: string,
  data: Readonly<Record<string, unknown>> | null | undefined,
): string | null {
  if (template === undefined) return null;
  let whole = true;
  const url = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = name === 'id' ? id : data?.[name];
    if (typeof value === 'string' || typeof value === 'number') return encodeURIComponent(value);
    whole = false;
    return '';
  });
  return whole ? url : null;
}

/** Links into the vendor's own pages, where the destination's definition says how. */
export function urlsOf(destination: { objects: Readonly<Record<string, { url?: string }>> } | undefined): UrlOf {
  return (object, id, data) => recordUrl(destination?.objects[object]?.url, id, data);
}
