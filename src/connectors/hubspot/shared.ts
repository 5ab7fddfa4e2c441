import type { ConnectorInput } from '../../model/connector.ts';
import { associationsPath, objectsPath, searchPath } from './version.ts';

type Source = NonNullable<ConnectorInput['source']>;
export type Stream = Source['streams'][string];
export type Field = NonNullable<Stream['fields']>[number];
type Link = NonNullable<Stream['links']>[number];

export const afterPaging: Stream['paging'] = {
  type: 'cursor',
  param: 'after',
  next: 'paging.next.after',
  sizeParam: 'limit',
  size: 100,
};

/** Records that were merged into this one are in no list any more; their ids live on here. */
export const mergedIds: Field = {
  key: 'hs_merged_object_ids',
  label: 'Merged record IDs',
  type: 'text',
  many: true,
  separator: ';',
};

export interface ObjectOptions {
  /** HubSpot's plural. */
  type: string;
  /** Ours. */
  object: string;
  /** Property of the last change; contacts alone call it differently. */
  modified?: string;
  /** Objects whose associations come inside each row: long lists are cut off there, and labels are not told. */
  inline?: string[];
  scopes: string[];
  optional?: boolean;
  fields: Field[];
  links?: Link[];
}

/** A CRM object's stream: the list, what has been archived, changes by search. */
export function objectStream(options: ObjectOptions): Stream {
  const { type, object, modified = 'hs_lastmodifieddate', inline = [], scopes, optional, fields, links = [] } = options;
  const associations: Record<string, string> = inline.length === 0 ? {} : { associations: inline.join(',') };
  return {
    object,
    request: { path: objectsPath(type), query: associations, records: 'results' },
    paging: afterPaging,
    passes: [
      { query: { archived: 'false' }, changes: 'none' },
      // in the recycle bin for some 90 days: counted, and noticed when it came there since
      { query: { archived: 'true' }, state: 'deleted', changes: 'all' },
    ],
    select: { param: 'properties', under: 'properties.' },
    id: 'id',
    createdAt: 'createdAt',
    updatedAt: 'updatedAt',
    customFields: object,
    scopes,
    optional,
    fields,
    links: [...links, ...inline.flatMap((other) => inlineLinks(type, other))],
    total: { request: searchRequest(type, [], 1), path: 'total' },
    changes: {
      // by id and not by time: a search ends at 10,000 results, and any number of records may have one time
      request: searchRequest(
        type,
        [
          { propertyName: modified, operator: 'GTE', value: '{since}' },
          { propertyName: 'hs_object_id', operator: 'GT', value: '{key}' },
        ],
        searchSize,
      ),
      paging: {
        type: 'keyset',
        param: 'hs_object_id',
        key: 'id',
        start: '0',
        size: searchSize,
        next: 'paging.next.after',
      },
      format: 'epochMs',
    },
  };
}

const searchSize = 200;

function searchRequest(type: string, filters: Record<string, string>[], limit: number) {
  return {
    method: 'POST' as const,
    path: searchPath(type),
    body: {
      filterGroups: filters.length === 0 ? [] : [{ filters }],
      sorts: ['hs_object_id'],
      properties: ['hs_object_id'],
      limit,
      after: '0',
    },
    records: 'results',
    effect: 'read' as const,
    limitGroup: 'search',
  };
}

const ours: Record<string, string> = { contacts: 'contact', companies: 'company', deals: 'deal', leads: 'lead' };

/** From the row; by a call for many records where the row's list was cut short, and for what a search found. */
function inlineLinks(type: string, other: string): Link[] {
  const to = ours[other] ?? other;
  return [
    {
      kind: to,
      to,
      path: `associations.${other}.results[*].id`,
      batch: { ...associationBatch(type, other), when: `associations.${other}.paging.next.after` },
    },
  ];
}

/** All associations of one pair of objects, with their labels and the primary one. */
export function associationLink(type: string, other: string, primaryTypeId?: number): Link {
  const to = ours[other] ?? other;
  const primary =
    primaryTypeId === undefined ? undefined : { path: 'associationTypes[*].typeId', values: [primaryTypeId] };
  return { kind: to, to, batch: { ...associationBatch(type, other), primary } };
}

function associationBatch(type: string, other: string): NonNullable<Link['batch']> {
  return {
    request: {
      method: 'POST',
      path: associationsPath(type, other),
      body: { inputs: '{inputs}' },
      records: 'results',
      effect: 'read',
    },
    size: 1000,
    input: { id: '{id}' },
    from: 'from.id',
    targets: 'to',
    to: 'toObjectId',
    label: 'associationTypes[*].label',
    noLabels: ['Primary'],
    next: { path: 'paging.next.after', member: 'after' },
    // a record without associations, or one that is gone, is told as an error of the batch
    failures: { path: 'errors', harmless: { path: 'category', values: ['OBJECT_NOT_FOUND'] } },
  };
}
