import { empty, isObject, json, type Router, readJson, readObject, type SandboxRequest } from '../kit/index.ts';
import { requireScope } from './auth.ts';
import { OBJECT_TYPES } from './object-types.ts';
import { type Portal, tableOf } from './portal.ts';
import { invalid, notFound, refuse } from './replies.ts';

const MAX_COUNT = 500;
const MAX_MEMBERS = 250;

/** A list (segment) with its members in the order in which they joined. */
export type MemberList = {
  listId: string;
  name: string;
  objectTypeId: string;
  processingType: 'MANUAL' | 'DYNAMIC' | 'SNAPSHOT';
  createdAt: string;
  updatedAt: string;
  members: Map<string, string>;
};

const READ = ['crm.lists.read'];
const WRITE = ['crm.lists.write'];

/** Lists and their members. */
export function routeLists(router: Router, portal: Portal, base: string): void {
  router.post(`${base}/search`, (request) => search(portal, request), { read: true });
  router.post(base, (request) => create(portal, request));
  router.get(`${base}/:id`, (request) => {
    requireScope(request, READ);
    return json({ list: view(listOf(portal, request)) });
  });
  router.delete(`${base}/:id`, (request) => {
    requireScope(request, WRITE);
    portal.lists = portal.lists.filter((list) => list !== listOf(portal, request));
    portal.context.countWrite('lists', 'delete');
    return empty(204);
  });
  router.get(`${base}/:id/memberships`, (request) => members(portal, request));
  router.put(`${base}/:id/memberships/add`, (request) => json(change(portal, request, idsOf(readJson(request)), [])));
  router.put(`${base}/:id/memberships/remove`, (request) =>
    json(change(portal, request, [], idsOf(readJson(request)))),
  );
}

function search(portal: Portal, request: SandboxRequest) {
  requireScope(request, READ);
  const { count = 20, offset = 0, objectTypeId, processingTypes, query, listIds } = readObject(request);
  if (typeof count !== 'number' || count > MAX_COUNT) throw invalid(`count must not exceed ${MAX_COUNT}`);
  const start = Number(offset);
  const isWanted = (wanted: unknown, value: string) =>
    !Array.isArray(wanted) || wanted.length === 0 || wanted.includes(value);
  const found = portal.lists.filter(
    (list) =>
      (objectTypeId === undefined || list.objectTypeId === objectTypeId) &&
      isWanted(processingTypes, list.processingType) &&
      isWanted(listIds, list.listId) &&
      (typeof query !== 'string' || list.name.toLowerCase().includes(query.toLowerCase())),
  );
  const lists = found
    .slice(start, start + count)
    .map((list) => ({ ...view(list, false), additionalProperties: { hs_list_size: String(list.members.size) } }));
  return json({ lists, hasMore: start + count < found.length, offset: start + lists.length, total: found.length });
}

function create(portal: Portal, request: SandboxRequest) {
  requireScope(request, WRITE);
  const { name, objectTypeId, processingType } = readObject(request);
  if (typeof name !== 'string' || !OBJECT_TYPES.some((type) => type.id === objectTypeId))
    throw invalid('name and objectTypeId are required');
  if (processingType !== 'MANUAL' && processingType !== 'SNAPSHOT')
    throw invalid('processingType: a dynamic list needs filters');
  if (portal.lists.some((list) => list.name === name))
    throw refuse(409, 'CONFLICT', `A list with the name "${name}" already exists`);
  const now = new Date(portal.context.now()).toISOString();
  const listId = String(Math.max(0, ...portal.lists.map((list) => Number(list.listId))) + 1);
  const list: MemberList = {
    listId,
    name,
    objectTypeId: String(objectTypeId),
    processingType,
    createdAt: now,
    updatedAt: now,
    members: new Map(),
  };
  portal.lists.push(list);
  portal.context.countWrite('lists', 'create');
  return json({ list: view(list) });
}

function members(portal: Portal, request: SandboxRequest) {
  requireScope(request, READ);
  const list = listOf(portal, request);
  const limit = Number(request.query.get('limit') ?? 100);
  if (!(limit >= 1 && limit <= MAX_MEMBERS)) throw invalid(`limit must be from 1 to ${MAX_MEMBERS}`);
  const all = [...list.members].sort(([left], [right]) => Number(left) - Number(right));
  const after = request.query.get('after');
  const start = after === null ? 0 : Number(Buffer.from(after, 'base64url').toString());
  if (!Number.isInteger(start)) throw invalid(`Invalid paging cursor: ${after}`);
  const results = all
    .slice(start, start + limit)
    .map(([recordId, membershipTimestamp]) => ({ recordId, membershipTimestamp }));
  const next = Buffer.from(String(start + limit)).toString('base64url');
  return json({
    results,
    total: all.length,
    ...(start + limit < all.length ? { paging: { next: { after: next } } } : {}),
  });
}

function change(portal: Portal, request: SandboxRequest, add: string[], remove: string[]) {
  requireScope(request, WRITE);
  const list = listOf(portal, request);
  if (list.processingType === 'DYNAMIC') throw invalid('Members of a dynamic list follow from its filters');
  const { records } = tableOf(portal, OBJECT_TYPES.find((type) => type.id === list.objectTypeId)!.name);
  const known = add.filter((id) => records.get(id)?.archived === false);
  const recordsIdsAdded = known.filter((id) => !list.members.has(id));
  const recordIdsRemoved = remove.filter((id) => list.members.has(id));
  const now = new Date(portal.context.now()).toISOString();
  for (const id of recordsIdsAdded) list.members.set(id, now);
  for (const id of recordIdsRemoved) list.members.delete(id);
  portal.context.countWrite('memberships', 'create');
  return { recordsIdsAdded, recordIdsRemoved, recordIdsMissing: add.filter((id) => !known.includes(id)) };
}

function listOf(portal: Portal, request: SandboxRequest): MemberList {
  const list = portal.lists.find((known) => known.listId === request.params['id']);
  if (list === undefined) throw notFound('List does not exist');
  return list;
}

function view({ members: joined, ...list }: MemberList, withSize = true) {
  const shared = { ...list, processingStatus: 'COMPLETE', listVersion: 1 };
  return withSize ? { ...shared, size: joined.size } : shared;
}

function idsOf(value: unknown): string[] {
  if (!Array.isArray(value) || value.some(isObject)) throw invalid('Invalid input JSON: expected a list of record ids');
  return value.map(String);
}
