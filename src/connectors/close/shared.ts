import type { ConnectorInput } from '../../model/connector.ts';

export type Destination = NonNullable<ConnectorInput['destination']>;
export type DestinationObject = Destination['objects'][string];
export type Field = DestinationObject['fields'][number];
export type List = DestinationObject['list'];
export type Route = Destination['routes'][number];

/** Lists are counted by `_skip` and `_limit`, and the body says whether there is more. */
export function paged(path: string, size: number, query: Record<string, string> = {}): List {
  return {
    request: { path, query, records: 'data' },
    paging: { type: 'offset', offsetParam: '_skip', sizeParam: '_limit', size, hasMore: 'has_more' },
  };
}

/** Settings that come in one answer. */
export function whole(path: string): List {
  return { request: { path, records: 'data' } };
}

/** A search over one kind of object; only leads and contacts are documented. It shows what `_fields` names. */
export function search(object: string, conditions: object[], rest: object = {}): List['request'] {
  return {
    method: 'POST',
    path: '/data/search/',
    effect: 'read',
    records: 'data',
    body: JSON.parse(
      JSON.stringify({
        query: { type: 'and', queries: [{ type: 'object_type', object_type: object }, ...conditions] },
        _fields: { [object]: '{fields}' },
        _limit: searchPage,
        ...rest,
      }),
    ),
  };
}

/** More is refused. */
const searchPage = 200;

/**
 * All records of a kind, oldest first. A list by `_skip` ends at 35,000 leads and a cursor walk at 10,000 objects and 30
 * seconds: so each page is asked for from the creation date on at which the one before ended. The cursor only steps over
 * records that were made in one moment (an earlier import), where there are more of them than a page holds.
 */
export function everyOne(object: string): List {
  const created = { type: 'regular_field', object_type: object, field_name: 'date_created' };
  const from = { type: 'moment_range', on_or_after: { type: 'fixed_utc', value: '{key}' } };
  return {
    request: search(object, [{ type: 'field_condition', field: created, condition: from }], {
      sort: [{ direction: 'asc', field: created }],
    }),
    paging: {
      type: 'keyset',
      param: 'key',
      key: 'date_created',
      start: '1970-01-01T00:00:00.000000+00:00',
      size: searchPage,
      in: 'body',
      next: 'cursor',
      nextParam: 'cursor',
    },
    otherwise: paged(`/${object}/`, 100),
  };
}

/** How many there are; no more than a number comes back. */
export function countOf(object: string): NonNullable<DestinationObject['total']> {
  const { _fields, ...body } = search(object, []).body as Record<string, never>;
  return {
    request: { ...search(object, []), body: { ...body, _limit: 1, include_counts: true }, records: 'data' },
    path: 'count.total',
  };
}

/** Those whose custom field with the source id is exactly this. */
export function bySourceId(object: string): List {
  return {
    request: search(object, [
      {
        type: 'field_condition',
        field: { type: 'custom_field', custom_field_id: '{fieldId}' },
        condition: { type: 'text', mode: 'exact_value', value: '{value}' },
      },
    ]),
    // all of them: the source id is compared in each
    otherwise: paged(`/${object}/`, 100),
  };
}

/** A path with one record. Every path ends with a slash: without it the vendor answers with a redirect. */
export function crud(path: string): Pick<DestinationObject, 'create' | 'update' | 'get' | 'remove' | 'version'> {
  return {
    create: { request: { method: 'POST', path, body: '{payload}' }, id: 'id' },
    update: { request: { method: 'PUT', path: `${path}{id}/`, body: '{payload}' } },
    get: { request: { path: `${path}{id}/` } },
    remove: { request: { method: 'DELETE', path: `${path}{id}/` }, means: 'delete' },
    version: 'date_updated',
  };
}

export const sourceIdField = 'Source ID';
export const markerLabel = 'Import marker';
