import { z } from 'zod';
import { empty, json, type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import { PIPELINES } from '../story/selling.ts';
import { requireScope } from './auth.ts';
import { findObjectType } from './object-types.ts';
import type { Portal } from './portal.ts';
import { instant } from './records.ts';
import { invalid, notFound, refuse } from './replies.ts';

export type Stage = {
  id: string;
  label: string;
  displayOrder: number;
  metadata: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  writePermissions: string;
};

export type Pipeline = {
  id: string;
  label: string;
  displayOrder: number;
  stages: Stage[];
  createdAt: string;
  updatedAt: string;
  archived: boolean;
};

const SET_UP = '2013-01-07T09:00:00.000Z';

/** Ids are words in the pipeline that every portal has, and numbers in those made later. */
const DEAL_STAGE_IDS = [
  ['qualifiedtobuy', 'appointmentscheduled', 'contractsent', 'decisionmakerboughtin', 'closedwon', 'closedlost'],
  ['120455601', '120455602', '120455603', '120455604', '120455605'],
] as const;

export const DEAL_PIPELINE_IDS = ['default', '88123456'] as const;
export const LEAD_PIPELINE_ID = 'lead-pipeline-id';
export const LEAD_STAGE_IDS = [
  'new-stage-id',
  'attempting-stage-id',
  'connected-stage-id',
  'qualified-stage-id',
] as const;

/** The id of a story's stage; won and lost are stages of their own. */
export function dealStageId(pipeline: 0 | 1, stage: number, status: 'open' | 'won' | 'lost'): string {
  const open = PIPELINES[pipeline].stages.length;
  return DEAL_STAGE_IDS[pipeline][status === 'open' ? stage : status === 'won' ? open : open + 1]!;
}

export function seedPipelines(portal: Portal): void {
  const deals = PIPELINES.map(({ name, stages }, index) => {
    const labels = [...stages, 'Closed won', 'Closed lost'];
    const probability = (order: number) =>
      order === stages.length ? '1.0' : order > stages.length ? '0.0' : `0.${2 * (order + 1)}`;
    return pipelineOf(
      DEAL_PIPELINE_IDS[index]!,
      name,
      index,
      labels.map((label, order) => {
        const metadata = { isClosed: String(order >= stages.length), probability: probability(order) };
        return stageOf(DEAL_STAGE_IDS[index]![order]!, label, order, metadata, SET_UP);
      }),
      SET_UP,
    );
  });
  const leadLabels = ['New', 'Attempting', 'Connected', 'Qualified'];
  const leadStages = leadLabels.map((label, order) =>
    stageOf(LEAD_STAGE_IDS[order]!, label, order, { leadState: label.toUpperCase() }, SET_UP),
  );
  portal.pipelines.set('deals', deals);
  portal.pipelines.set('leads', [pipelineOf(LEAD_PIPELINE_ID, 'Lead pipeline', 0, leadStages, SET_UP)]);
}

function pipelineOf(id: string, label: string, displayOrder: number, stages: Stage[], at: string): Pipeline {
  return { id, label, displayOrder, stages, createdAt: at, updatedAt: at, archived: false };
}

function stageOf(id: string, label: string, displayOrder: number, metadata: Record<string, string>, at: string): Stage {
  return {
    id,
    label,
    displayOrder,
    metadata,
    createdAt: at,
    updatedAt: at,
    archived: false,
    writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  };
}

const stageInput = z.object({
  label: z.string().min(1),
  displayOrder: z.int(),
  metadata: z.record(z.string(), z.string()),
  stageId: z.string().optional(),
});
const pipelineInput = z.object({
  label: z.string().min(1),
  displayOrder: z.int(),
  stages: z.array(stageInput),
  pipelineId: z.string().optional(),
});

export function routePipelines(router: Router, portal: Portal, base: string): void {
  router.get(`${base}/:type`, (request) => json({ results: pipelinesOf(portal, request, 'read') }));
  router.get(`${base}/:type/:id`, (request) => json(pipelineBy(portal, request, 'read')));
  router.get(`${base}/:type/:id/stages`, (request) => json({ results: pipelineBy(portal, request, 'read').stages }));
  router.post(`${base}/:type`, (request) => json(createPipeline(portal, request), 201));
  router.post(`${base}/:type/:id/stages`, (request) => {
    const pipeline = pipelineBy(portal, request, 'write');
    const stage = newStage(portal, parse(stageInput, readObject(request)));
    pipeline.stages.push(stage);
    portal.context.countWrite('stages', 'create');
    return json(stage, 201);
  });
  router.delete(`${base}/:type/:id`, (request) => {
    const pipelines = pipelinesOf(portal, request, 'write');
    pipelines.splice(pipelines.indexOf(pipelineBy(portal, request, 'write')), 1);
    portal.context.countWrite('pipelines', 'delete');
    return empty(204);
  });
}

function createPipeline(portal: Portal, request: SandboxRequest): Pipeline {
  const pipelines = pipelinesOf(portal, request, 'write');
  const input = parse(pipelineInput, readObject(request));
  if (pipelines.some((known) => known.label.toLowerCase() === input.label.toLowerCase())) {
    throw refuse(409, 'CONFLICT', `A pipeline with the label "${input.label}" already exists`);
  }
  const at = instant(portal.context.now());
  const stages = input.stages.map((stage) => newStage(portal, stage));
  const pipeline = pipelineOf(input.pipelineId ?? nextId(portal), input.label, input.displayOrder, stages, at);
  pipelines.push(pipeline);
  portal.context.countWrite('pipelines', 'create');
  return pipeline;
}

function newStage(portal: Portal, input: z.infer<typeof stageInput>): Stage {
  const at = instant(portal.context.now());
  return stageOf(input.stageId ?? nextId(portal), input.label, input.displayOrder, input.metadata, at);
}

const lastIds = new WeakMap<Portal, number>();

function nextId(portal: Portal): string {
  const id = (lastIds.get(portal) ?? 130_000_000) + 1;
  lastIds.set(portal, id);
  return String(id);
}

function pipelinesOf(portal: Portal, request: SandboxRequest, right: 'read' | 'write'): Pipeline[] {
  const type = findObjectType(request.params['type']!);
  const pipelines = type === undefined ? undefined : portal.pipelines.get(type.name);
  if (type === undefined || pipelines === undefined) throw invalid(`${request.params['type']} has no pipelines`);
  const schemaRight = `crm.schemas.${type.name}.${right}`;
  requireScope(
    request,
    right === 'read' ? [schemaRight, ...type.read, 'crm.objects.owners.read'] : [schemaRight, ...type.write],
  );
  return pipelines;
}

function pipelineBy(portal: Portal, request: SandboxRequest, right: 'read' | 'write'): Pipeline {
  const pipeline = pipelinesOf(portal, request, right).find((known) => known.id === request.params['id']);
  if (pipeline === undefined) throw notFound('pipeline not found');
  return pipeline;
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(
    `Invalid input JSON: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
  );
}
