import {
  empty,
  isObject,
  type JsonObject,
  Refusal,
  type Reply,
  type Router,
  readObject,
  type SandboxRequest,
} from '../kit/index.ts';
import { archive, type Claims, type Commit, prepareCreate, prepareUpdate } from './apply.ts';
import { findId, live, namesOf, namesShown, tableFor } from './objects.ts';
import { type Portal, recordById, type Table } from './portal.ts';
import { type HubRecord, shown } from './records.ts';
import { type BatchError, batchError, batchReply, invalid, notFound } from './replies.ts';

const MAX_INPUTS = 100;

/** Batches of up to 100: read, create, update, upsert and archive. */
export function routeBatches(router: Router, portal: Portal, base: string): void {
  const path = `${base}/:type/batch`;
  router.post(`${path}/read`, (request) => read(portal, request), { read: true });
  router.post(`${path}/create`, (request) => {
    const table = tableFor(portal, request, 'write');
    const prepare: Prepare = (input, claims) => shownAfter(table, prepareCreate(portal, table, input, claims));
    return write(portal, readInputs(request), 201, prepare);
  });
  router.post(`${path}/update`, (request) => {
    const table = tableFor(portal, request, 'write');
    const prepare: Prepare = (input, claims) =>
      shownAfter(table, prepareUpdate(portal, table, live(find(table, input)), input['properties'], claims));
    return write(portal, distinct(readInputs(request)), 200, prepare);
  });
  router.post(`${path}/upsert`, (request) => {
    const table = tableFor(portal, request, 'write');
    return write(portal, distinct(readInputs(request)), 200, (input, claims) =>
      prepareUpsert(portal, table, input, claims),
    );
  });
  router.post(`${path}/archive`, (request) => {
    const table = tableFor(portal, request, 'write');
    for (const input of readInputs(request)) {
      const record = recordById(table, String(input['id']));
      if (record !== undefined && !record.archived) archive(portal, table, record);
    }
    return empty(204);
  });
}

function readInputs(request: SandboxRequest): JsonObject[] {
  const { inputs } = readObject(request);
  if (!Array.isArray(inputs) || !inputs.every(isObject))
    throw invalid('Invalid input JSON: inputs must be a list of objects');
  if (inputs.length > MAX_INPUTS) throw invalid(`Batch has ${inputs.length} inputs; the maximum is ${MAX_INPUTS}`);
  return inputs;
}

function distinct(inputs: JsonObject[]): JsonObject[] {
  const ids = inputs.map((input) => String(input['id']));
  if (new Set(ids).size < ids.length) throw invalid('Duplicate IDs found in batch input');
  return inputs;
}

function find(table: Table, input: JsonObject): HubRecord {
  const { id, idProperty } = input;
  const found = typeof idProperty === 'string' ? findId(table, idProperty, String(id)) : String(id);
  const record = found === undefined ? undefined : recordById(table, found);
  if (record === undefined) throw notFound(`Could not get ${table.type.name} ${String(id)}`);
  return record;
}

/** A checked input; calling it writes, and gives what the answer shows. */
type Prepare = (input: JsonObject, claims: Claims) => () => JsonObject;

function prepareUpsert(portal: Portal, table: Table, input: JsonObject, claims: Claims): () => JsonObject {
  const { id, idProperty, properties } = input;
  if (typeof idProperty !== 'string') throw invalid('idProperty is required for an upsert');
  if (input['associations'] !== undefined) throw invalid('Invalid input JSON: unknown field associations');
  const known = findId(table, idProperty, String(id));
  const record = known === undefined ? undefined : recordById(table, known);
  const values = { ...(isObject(properties) ? properties : {}), [idProperty]: id };
  const write =
    record === undefined
      ? shownAfter(table, prepareCreate(portal, table, { properties: values }, claims))
      : shownAfter(table, prepareUpdate(portal, table, live(record), properties, claims));
  return () => ({ ...write(), new: record === undefined });
}

function shownAfter(table: Table, commit: Commit): () => JsonObject {
  return () => {
    const record = commit();
    return shown(record, namesShown(table, record));
  };
}

/**
 * Where every input carries an `objectWriteTraceId`, those that can be written are, and the others are told (207);
 * without it one bad input refuses the whole batch before anything is written.
 */
function write(portal: Portal, inputs: JsonObject[], status: number, prepare: Prepare): Reply {
  const claims: Claims = new Set();
  const now = portal.context.now();
  const traced = inputs.length > 0 && inputs.every((input) => typeof input['objectWriteTraceId'] === 'string');
  if (!traced) {
    const commits = inputs.map((input) => prepare(input, claims));
    return batchReply(
      commits.map((commit) => commit()),
      [],
      now,
      status,
    );
  }
  const results: JsonObject[] = [];
  const errors: BatchError[] = [];
  for (const input of inputs) {
    const { objectWriteTraceId } = input;
    try {
      results.push({ ...prepare(input, claims)(), objectWriteTraceId });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(errorOf(error, String(objectWriteTraceId)));
    }
  }
  return batchReply(results, errors, now, status);
}

function errorOf({ reply }: Refusal, traceId: string): BatchError {
  const body = JSON.parse(reply.body ?? '{}') as { category: string; message: string; errors?: BatchError['errors'] };
  return batchError(body.category, body.message, { objectWriteTraceId: [traceId] }, { errors: body.errors ?? [] });
}

function read(portal: Portal, request: SandboxRequest): Reply {
  const table = tableFor(portal, request, 'read');
  const body = readObject(request);
  const archived = request.query.get('archived') === 'true';
  const names = namesOf(table, Array.isArray(body['properties']) ? body['properties'].map(String) : []);
  const idProperty = typeof body['idProperty'] === 'string' ? body['idProperty'] : undefined;
  const results: unknown[] = [];
  const missing: string[] = [];
  for (const { id } of readInputs(request)) {
    const found = idProperty === undefined ? String(id) : findId(table, idProperty, String(id));
    const record = found === undefined ? undefined : recordById(table, found);
    if (record === undefined || record.archived !== archived) missing.push(String(id));
    else results.push(shown(record, names));
  }
  const message = `Could not get some ${table.type.name}, they may be deleted or not exist. Check that ids are valid.`;
  const errors = missing.length === 0 ? [] : [batchError('OBJECT_NOT_FOUND', message, { ids: missing })];
  return batchReply(results, errors, portal.context.now());
}
