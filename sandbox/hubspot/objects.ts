import { empty, json, jsonText, type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import { archive, prepareCreate, prepareUpdate } from './apply.ts';
import { requireScope } from './auth.ts';
import { inlineAssociations } from './inline-associations.ts';
import { findObjectType } from './object-types.ts';
import { idByUnique, type Portal, recordById, type Table, tableOf } from './portal.ts';
import { type HubRecord, shown } from './records.ts';
import { invalid, notFound } from './replies.ts';

const MAX_LIMIT = 100;
const MAX_LIMIT_WITH_HISTORY = 50;
const DEFAULT_LIMIT = 10;

/** Lists and single records of every object type. */
export function routeObjects(router: Router, portal: Portal, base: string): void {
  const path = `${base}/:type`;
  router.get(path, (request) => list(portal, request));
  router.post(path, (request) => {
    const table = tableFor(portal, request, 'write');
    const record = prepareCreate(portal, table, readObject(request))();
    return json(shown(record, namesShown(table, record)), 201);
  });
  router.get(`${path}/:id`, (request) => {
    const table = tableFor(portal, request, 'read');
    const record = recordOf(table, request);
    if (record.archived !== (request.query.get('archived') === 'true')) throw notFound();
    return jsonText(textOf(portal, table, record, propertyNames(request, table), listParam(request, 'associations')));
  });
  router.patch(`${path}/:id`, (request) => {
    const table = tableFor(portal, request, 'write');
    const record = prepareUpdate(portal, table, live(recordOf(table, request)), readObject(request)['properties'])();
    return json(shown(record, namesShown(table, record)));
  });
  router.delete(`${path}/:id`, (request) => {
    const table = tableFor(portal, request, 'write');
    const record = recordById(table, request.params['id']!);
    // Archiving twice, or what never was, is answered like success.
    if (record !== undefined && !record.archived) archive(portal, table, record);
    return empty(204);
  });
}

/** The table that the path names, where the caller has the right to it. */
export function tableFor(portal: Portal, request: SandboxRequest, right: 'read' | 'write'): Table {
  const type = findObjectType(request.params['type']!);
  if (type === undefined) throw invalid(`Unable to infer object type from: ${request.params['type']}`);
  requireScope(request, type[right]);
  return tableOf(portal, type.name);
}

/** After a write the answer holds the default properties and those that are set. */
export function namesShown(table: Table, record: HubRecord): string[] {
  return [...new Set([...table.type.defaultProperties, ...Object.keys(record.properties)])];
}

export function live(record: HubRecord): HubRecord {
  if (record.archived) throw notFound();
  return record;
}

/** By id, or by a unique property (`idProperty`). */
function recordOf(table: Table, request: SandboxRequest): HubRecord {
  const id = request.params['id']!;
  const idProperty = request.query.get('idProperty');
  const record = recordById(table, idProperty === null ? id : (findId(table, idProperty, id) ?? ''));
  if (record === undefined) throw notFound();
  return record;
}

export function findId(table: Table, idProperty: string, value: string): string | undefined {
  if (idProperty === 'hs_object_id') return value;
  if (!table.unique.has(idProperty))
    throw invalid(`Property ${idProperty} is not a unique identifier of ${table.type.name}`);
  return idByUnique(table, idProperty, value);
}

function list(portal: Portal, request: SandboxRequest) {
  const table = tableFor(portal, request, 'read');
  const limit = readLimit(request);
  const archived = request.query.get('archived') === 'true';
  const names = propertyNames(request, table);
  const associated = listParam(request, 'associations');
  const all = table.records.all();
  const texts: string[] = [];
  let next: string | undefined;
  for (let at = seek(all, request.query.get('after')); at < all.length; at += 1) {
    const record = all[at]!;
    if (record.archived !== archived) continue;
    if (texts.length === limit) {
      next = record.id;
      break;
    }
    texts.push(textOf(portal, table, record, names, associated));
  }
  const link = `https://api.hubapi.com${request.path}?after=${next}`;
  const paging = next === undefined ? '' : `,"paging":${JSON.stringify({ next: { after: next, link } })}`;
  return jsonText(`{"results":[${texts.join(',')}]${paging}}`);
}

function readLimit({ query }: SandboxRequest): number {
  const limit = Number(query.get('limit') ?? DEFAULT_LIMIT);
  const most = query.has('propertiesWithHistory') ? MAX_LIMIT_WITH_HISTORY : MAX_LIMIT;
  if (!Number.isInteger(limit) || limit < 1) throw invalid('limit must be a whole number of at least 1');
  if (limit > most) throw invalid(`The given limit ${limit} is above the maximum of ${most}`);
  return limit;
}

/** The place of the first record whose id is not below the cursor: a record archived in between moves nothing. */
function seek(all: readonly HubRecord[], after: string | null): number {
  if (after === null) return 0;
  if (!/^\d+$/.test(after)) throw invalid(`Invalid paging cursor: ${after}`);
  const wanted = Number(after);
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (all[middle]!.number < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function textOf(
  portal: Portal,
  table: Table,
  record: HubRecord,
  names: readonly string[],
  associated: readonly string[],
): string {
  const view = shown(record, names);
  if (associated.length > 0) {
    const links = inlineAssociations(portal, table, record.id, associated);
    if (links !== undefined) view['associations'] = links;
  }
  return JSON.stringify(view);
}

/** Those asked for, beside the ones that always come; names that do not exist are passed over. */
function propertyNames(request: SandboxRequest, table: Table): string[] {
  return namesOf(table, listParam(request, 'properties'));
}

export function namesOf(table: Table, asked: readonly string[]): string[] {
  if (asked.length === 0) return [...table.type.defaultProperties];
  const always = ['hs_object_id', table.type.created, table.type.updated];
  return [...new Set([...always, ...asked.filter((name) => table.properties.has(name))])];
}

/** `a,b` and `x=a&x=b`. */
function listParam({ query }: SandboxRequest, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((text) => text.split(','))
    .map((text) => text.trim())
    .filter((text) => text !== '');
}
