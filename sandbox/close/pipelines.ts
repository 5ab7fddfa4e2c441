import { empty, isObject, json, type Router, type SandboxRequest } from '../kit/index.ts';
import { Body } from './body.ts';
import { stamp } from './moments.ts';
import { one } from './page.ts';
import { deleted, invalid, notFound } from './replies.ts';
import type { CloseState } from './state.ts';
import type { OpportunityStatus, Pipeline } from './types.ts';

const STATUS_TYPES = ['active', 'won', 'lost'] as const;

/** Pipelines with the statuses of opportunities, and the statuses of leads. None of these lists is paged. */
export function pipelineRoutes(state: CloseState, router: Router): void {
  const { pipelines } = state;
  router.get('/pipeline', () => json({ data: pipelines.all().map((pipeline) => pipelines.view(pipeline)) }));
  router.post('/pipeline', (request) => one(request, pipelines, createPipeline(state, Body.of(request)), 201));
  router.put('/pipeline/:id', (request) => {
    const pipeline = pipelines.get(request.params['id']!);
    return pipeline === undefined ? notFound() : one(request, pipelines, updatePipeline(state, request, pipeline));
  });
  router.delete('/pipeline/:id', (request) => {
    const pipeline = pipelines.get(request.params['id']!);
    if (pipeline === undefined) return notFound();
    if (pipeline.status_ids.length > 0) throw invalid({}, ['The pipeline still has statuses.']);
    pipelines.remove(pipeline.id);
    return empty(204);
  });
  opportunityStatusRoutes(state, router);
  leadStatusRoutes(state, router);
}

function createPipeline(state: CloseState, body: Body): Pipeline {
  body.require('name');
  const name = body.text('name');
  checkName(state, body, name);
  const given = readStatuses(body);
  body.check();
  const now = stamp();
  const id = state.newId('pipe');
  const pipeline = { id, name: name!, organization_id: state.organization.id, status_ids: [] };
  state.pipelines.insert({ ...pipeline, date_created: now, date_updated: now });
  for (const { label, type } of given ?? []) addStatus(state, id, label, type);
  return state.pipelines.get(id)!;
}

function readStatuses(body: Body) {
  return body.list('statuses', (item) => {
    item.require('label');
    return { label: item.text('label') ?? '', type: item.choice('type', STATUS_TYPES) ?? 'active' };
  });
}

function checkName(state: CloseState, body: Body, name: string | null | undefined, except?: string): void {
  const taken = state.pipelines.current().some((pipeline) => pipeline.name === name && pipeline.id !== except);
  if (taken) body.refuse('name', 'A pipeline with this name already exists.');
}

/** Renames, reorders its statuses, and takes over statuses of other pipelines that are listed by id. */
function updatePipeline(state: CloseState, request: SandboxRequest, pipeline: Pipeline): Pipeline {
  const body = Body.of(request);
  const name = body.text('name') ?? pipeline.name;
  checkName(state, body, name, pipeline.id);
  const listed = body.values['statuses'];
  const ids = Array.isArray(listed)
    ? listed.map((item) => String(isObject(item) ? item['id'] : item)).filter((id) => state.opportunityStatuses.get(id))
    : [];
  body.check();
  for (const id of ids) moveStatus(state, id, pipeline.id);
  const rest = state.pipelines.get(pipeline.id)!.status_ids.filter((id) => !ids.includes(id));
  state.opportunities.touchAll();
  return state.pipelines.update(pipeline.id, { name, status_ids: [...ids, ...rest], date_updated: stamp() })!;
}

function moveStatus(state: CloseState, statusId: string, pipelineId: string): void {
  const status = state.opportunityStatuses.get(statusId)!;
  if (status.pipeline_id === pipelineId) return;
  const from = state.pipelines.get(status.pipeline_id);
  if (from !== undefined) {
    state.pipelines.update(from.id, { status_ids: from.status_ids.filter((id) => id !== statusId) });
  }
  state.opportunityStatuses.update(statusId, { pipeline_id: pipelineId });
  state.opportunities.touchAll();
  state.leads.touchAll();
}

/** Adds a status at the end of a pipeline. */
export function addStatus(
  state: CloseState,
  pipelineId: string,
  label: string,
  type: OpportunityStatus['type'],
): OpportunityStatus {
  const status = { id: state.newId('stat'), label, type, pipeline_id: pipelineId };
  const pipeline = state.pipelines.get(pipelineId)!;
  state.pipelines.update(pipelineId, { status_ids: [...pipeline.status_ids, status.id] });
  return state.opportunityStatuses.insert({ ...status, organization_id: state.organization.id });
}

function opportunityStatusRoutes(state: CloseState, router: Router): void {
  const statuses = state.opportunityStatuses;
  router.get('/status/opportunity', () => json({ data: statuses.all() }));
  router.post('/status/opportunity', (request) => {
    const body = Body.of(request);
    for (const key of ['label', 'type', 'pipeline_id']) body.require(key);
    const label = body.text('label');
    const type = body.choice('type', STATUS_TYPES);
    const pipelineId = body.reference('pipeline_id', (id) => state.pipelines.get(id));
    const taken = statuses.current().some((status) => status.pipeline_id === pipelineId && status.label === label);
    if (taken) body.refuse('label', 'A status with this label already exists in the pipeline.');
    body.check();
    return one(request, statuses, addStatus(state, pipelineId!, label!, type!));
  });
  router.put('/status/opportunity/:id', (request) => {
    const status = statuses.get(request.params['id']!);
    if (status === undefined) return notFound();
    const body = Body.of(request);
    const label = body.text('label') ?? status.label;
    body.check();
    state.pipelines.touch(status.pipeline_id);
    state.opportunities.touchAll();
    state.leads.touchAll();
    return one(request, statuses, statuses.update(status.id, { label })!);
  });
  router.delete('/status/opportunity/:id', (request) => {
    const status = statuses.get(request.params['id']!);
    if (status === undefined) return notFound();
    const isUsed = state.opportunities.current().some((opportunity) => opportunity.status_id === status.id);
    if (isUsed) throw invalid({}, ['There are opportunities with this status.']);
    const pipeline = state.pipelines.get(status.pipeline_id)!;
    state.pipelines.update(pipeline.id, { status_ids: pipeline.status_ids.filter((id) => id !== status.id) });
    statuses.remove(status.id);
    return deleted();
  });
}

function leadStatusRoutes(state: CloseState, router: Router): void {
  const statuses = state.leadStatuses;
  router.get('/status/lead', () => json({ data: statuses.all() }));
  router.post('/status/lead', (request) => {
    const body = Body.of(request);
    body.require('label');
    const label = body.text('label');
    const taken = statuses.current().some((status) => status.label === label);
    if (taken) body.refuse('label', 'A status with this label already exists.');
    body.check();
    const status = { id: state.newId('stat'), label: label!, organization_id: state.organization.id };
    return one(request, statuses, statuses.insert(status));
  });
  router.put('/status/lead/:id', (request) => {
    const body = Body.of(request);
    body.require('label');
    const label = body.text('label');
    body.check();
    const changed = statuses.update(request.params['id']!, { label: label! });
    state.leads.touchAll();
    return changed === undefined ? notFound() : one(request, statuses, changed);
  });
  router.delete('/status/lead/:id', (request) => {
    const isUsed = state.leads.current().some((lead) => lead.status_id === request.params['id']);
    if (isUsed) throw invalid({}, ['There are leads with this status.']);
    return statuses.remove(request.params['id']!) ? deleted() : notFound();
  });
}
