import {
  empty,
  isObject,
  type JsonObject,
  json,
  type Reply,
  type Router,
  readJson,
  readObject,
  type SandboxRequest,
} from '../kit/index.ts';
import { associate } from './apply.ts';
import type { Link } from './associations.ts';
import { requireScope } from './auth.ts';
import { isLive } from './inline-associations.ts';
import { findObjectType } from './object-types.ts';
import { type Portal, recordById, type Table, tableOf } from './portal.ts';
import { type BatchError, batchError, batchReply, invalid, notFound } from './replies.ts';

const MAX_READ = 1000;
const MAX_WRITE = 2000;
const MAX_PAGE = 500;

/** Batches: `/crm/associations/2026-09/{from}/{to}/batch/…` and the v4 twin. */
export function routeAssociations(router: Router, portal: Portal, base: string): void {
  const path = `${base}/:from/:to/batch`;
  router.post(`${path}/read`, (request) => readBatch(portal, request), { read: true });
  router.post(`${path}/create`, (request) => writeBatch(portal, request, 201));
  router.post(`${path}/associate/default`, (request) => writeBatch(portal, request, 200));
  router.post(`${path}/archive`, (request) => {
    const { from, to } = pairOf(portal, request, 'write');
    for (const input of readInputs(request, MAX_WRITE)) {
      for (const target of Array.isArray(input['to']) ? input['to'] : []) {
        portal.associations.remove(from.type.name, idOf(input['from']), to.type.name, idOf(target));
        portal.context.countWrite('associations', 'delete');
      }
    }
    return empty(204);
  });
}

/** The labels of a pair: `/crm/associations/2026-09/{from}/{to}/labels`, in v4 under `/crm/associations/v4`. */
export function routeLabels(router: Router, portal: Portal, base: string): void {
  router.get(`${base}/:from/:to/labels`, (request) => {
    const { from, to } = pairOf(portal, request, 'read');
    const kinds = portal.associations.kinds(from.type.name, to.type.name)!;
    return json({ results: kinds.map(({ category, typeId, label }) => ({ category, typeId, label })) });
  });
  router.post(`${base}/:from/:to/labels`, (request) => {
    const { from, to } = pairOf(portal, request, 'write');
    const { label, inverseLabel, name } = readObject(request);
    if (typeof label !== 'string' || typeof name !== 'string') throw invalid('label and name are required');
    const made = portal.associations.define(from.type.name, to.type.name, label, String(inverseLabel ?? label), name);
    return json({ results: made.map(({ category, typeId, label: text }) => ({ category, typeId, label: text })) });
  });
}

/** Of one record: `/crm/objects/2026-09/{type}/{id}/associations/{to}`. */
export function routeRecordAssociations(router: Router, portal: Portal, base: string): void {
  const path = `${base}/:from/:id/associations`;
  router.get(`${path}/:to`, (request) => {
    const { from, to } = pairOf(portal, request, 'read');
    const limit = Math.min(Number(request.query.get('limit') ?? MAX_PAGE), MAX_PAGE);
    const { page, after } = pageOf(
      liveLinks(portal, from, request.params['id']!, to),
      request.query.get('after'),
      limit,
    );
    const results = page.map((link) => linkView(portal, from, to, link));
    return json(after === undefined ? { results } : { results, paging: { next: { after } } });
  });
  router.put(`${path}/default/:to/:toId`, (request) => {
    const { from, to } = pairOf(portal, request, 'write');
    const spec = writeOne(
      portal,
      from,
      to,
      { from: { id: request.params['id'] }, to: { id: request.params['toId'] } },
      true,
    );
    return batchReply([spec], [], portal.context.now());
  });
  router.put(`${path}/:to/:toId`, (request) => {
    const { from, to } = pairOf(portal, request, 'write');
    const input = { from: { id: request.params['id'] }, to: { id: request.params['toId'] }, types: readJson(request) };
    return json(writeOne(portal, from, to, input, false), 201);
  });
  router.delete(`${path}/:to/:toId`, (request) => {
    const { from, to } = pairOf(portal, request, 'write');
    portal.associations.remove(from.type.name, request.params['id']!, to.type.name, request.params['toId']!);
    portal.context.countWrite('associations', 'delete');
    return empty(204);
  });
}

type Pair = { from: Table; to: Table };

function pairOf(portal: Portal, request: SandboxRequest, right: 'read' | 'write'): Pair {
  const from = findObjectType(request.params['from']!);
  const to = findObjectType(request.params['to']!);
  if (from === undefined || to === undefined) throw invalid('Unable to infer object type');
  for (const type of [from, to]) requireScope(request, right === 'read' ? [...type.read, ...type.write] : type.write);
  if (portal.associations.kinds(from.name, to.name) === undefined)
    throw invalid(`${from.name} cannot be associated with ${to.name}`);
  return { from: tableOf(portal, from.name), to: tableOf(portal, to.name) };
}

function readInputs(request: SandboxRequest, most: number): JsonObject[] {
  const { inputs } = readObject(request);
  if (!Array.isArray(inputs) || !inputs.every(isObject))
    throw invalid('Invalid input JSON: inputs must be a list of objects');
  if (inputs.length > most) throw invalid(`Batch has ${inputs.length} inputs; the maximum is ${most}`);
  return inputs;
}

function idOf(value: unknown): string {
  return isObject(value) ? String(value['id']) : '';
}

function liveLinks(portal: Portal, from: Table, id: string, to: Table): Link[] {
  const own = from.merged.get(id) ?? id;
  return portal.associations
    .of(from.type.name, own, to.type.name)
    .filter((link) => isLive(portal, to.type.name, link.id));
}

function pageOf(links: Link[], after: string | null | undefined, limit: number): { page: Link[]; after?: string } {
  const start =
    after === null || after === undefined
      ? 0
      : Math.max(
          links.findIndex((link) => link.id === after),
          0,
        );
  const next = links[start + limit];
  return { page: links.slice(start, start + limit), after: next?.id };
}

function linkView(portal: Portal, from: Table, to: Table, link: Link) {
  const kinds = portal.associations.kinds(from.type.name, to.type.name)!;
  const associationTypes = [...link.typeIds].reverse().map((typeId) => {
    const { category, label } = kinds.find((kind) => kind.typeId === typeId)!;
    return { category, typeId, label };
  });
  return { toObjectId: link.id, associationTypes };
}

/** Inputs without any association are told among the errors, as the live API does. */
function readBatch(portal: Portal, request: SandboxRequest): Reply {
  const { from, to } = pairOf(portal, request, 'read');
  const results: JsonObject[] = [];
  const errors: BatchError[] = [];
  for (const input of readInputs(request, MAX_READ)) {
    const id = String(input['id']);
    const links = liveLinks(portal, from, id, to);
    if (links.length === 0) {
      const context = { fromObjectId: [id], fromObjectType: [from.type.id], toObjectType: [to.type.id] };
      const message = `No ${to.type.singular} is associated with ${from.type.singular} ${id}.`;
      errors.push(
        batchError('OBJECT_NOT_FOUND', message, context, { subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }),
      );
      continue;
    }
    const { page, after } = pageOf(links, typeof input['after'] === 'string' ? input['after'] : undefined, MAX_PAGE);
    const paging = after === undefined ? {} : { paging: { next: { after, link: `?after=${after}` } } };
    results.push({ from: { id }, to: page.map((link) => linkView(portal, from, to, link)), ...paging });
  }
  return batchReply(results, errors, portal.context.now());
}

function writeBatch(portal: Portal, request: SandboxRequest, status: 200 | 201): Reply {
  const { from, to } = pairOf(portal, request, 'write');
  const inputs = readInputs(request, MAX_WRITE);
  // Everything is checked before anything is written.
  for (const input of inputs) checkOne(portal, from, to, input, status === 200);
  return batchReply(
    inputs.map((input) => writeOne(portal, from, to, input, status === 200)),
    [],
    portal.context.now(),
    status,
  );
}

function checkOne(portal: Portal, from: Table, to: Table, input: JsonObject, isDefault: boolean): number[] {
  for (const [table, end] of [
    [from, input['from']],
    [to, input['to']],
  ] as const) {
    const record = recordById(table, idOf(end));
    if (record === undefined || record.archived) throw notFound(`${table.type.singular} ${idOf(end)} does not exist`);
  }
  const kinds = portal.associations.kinds(from.type.name, to.type.name)!;
  if (isDefault) return [kinds[0]!.typeId];
  const types = Array.isArray(input['types']) ? input['types'] : [];
  const typeIds = types.map((type) => Number(isObject(type) ? type['associationTypeId'] : Number.NaN));
  const unknown = typeIds.find((typeId) => !kinds.some((kind) => kind.typeId === typeId));
  if (typeIds.length === 0 || unknown !== undefined) {
    throw invalid(`${from.type.name} to ${to.type.name} has no association type ${unknown}`);
  }
  return typeIds;
}

function writeOne(portal: Portal, from: Table, to: Table, input: JsonObject, isDefault: boolean): JsonObject {
  const typeIds = checkOne(portal, from, to, input, isDefault);
  const fromId = recordById(from, idOf(input['from']))!.id;
  const toId = recordById(to, idOf(input['to']))!.id;
  const all = associate(portal, from, fromId, to, toId, typeIds);
  const kinds = portal.associations.kinds(from.type.name, to.type.name)!;
  if (isDefault) {
    const associationSpec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeIds[0] };
    return { from: { id: fromId }, to: { id: toId }, associationSpec };
  }
  const labels = kinds.filter(({ typeId, label }) => label !== null && all.includes(typeId)).map(({ label }) => label);
  return { fromObjectTypeId: from.type.id, fromObjectId: fromId, toObjectTypeId: to.type.id, toObjectId: toId, labels };
}
