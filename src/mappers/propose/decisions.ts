import type { SystemMetadata } from '../../model/catalogue.ts';
import { canonicalJson, type Json } from '../../model/json.ts';
import type { FieldMapping, Mapping, NewField, PipelineMapping, Route, StageMapping } from '../../model/mapping.ts';
import { plainName } from '../values/plain-name.ts';

/** An approved mapping with the one that had been proposed. */
export interface Precedent {
  customer: string;
  approvedAt: string;
  proposed: Mapping;
  approved: Mapping;
  destination: SystemMetadata;
}

export interface FieldDecision {
  route: Route;
  field: FieldMapping;
  /** What the destination calls the field, where its key is a custom one of that account. */
  label: string | null;
  newField: NewField | null;
}

export interface StageDecision {
  pipeline: string;
  stage: string;
  kind: StageMapping['kind'];
  /** Name of the stage at the destination. */
  to: string;
}

export interface Decisions {
  fields: FieldDecision[];
  /** Source fields that a person left out. */
  leftOut: { route: Route; from: string }[];
  stages: StageDecision[];
}

/** What a person decided: all in which the approved mapping differs from the proposed one. */
export function decisionsOf({ proposed, approved, destination }: Precedent): Decisions {
  const pairs = approved.routes.map((route) => ({
    route,
    before: proposed.routes.find((other) => sameRoute(other, route)),
  }));
  return {
    fields: pairs.flatMap(({ route, before }) =>
      route.fields
        .filter((field) => field.constant !== approved.marker && !isSame(field, before))
        .map((field) => ({ route, field, ...namesOf(field, route, approved, destination) })),
    ),
    leftOut: pairs.flatMap(({ route, before }) => {
      const kept = new Set(route.fields.flatMap(({ from, fallback }) => [...from, ...fallback]));
      const earlier = new Set(before?.fields.flatMap(({ from }) => from));
      return [...earlier].filter((key) => !kept.has(key)).map((from) => ({ route, from }));
    }),
    stages: approved.pipelines.flatMap((pipeline) => stagesOf(pipeline, proposed, destination)),
  };
}

export function sameRoute(a: Route, b: Route): boolean {
  return a.object === b.object && a.to === b.to && canonicalJson(a.when as Json) === canonicalJson(b.when as Json);
}

/** Two entries that do the same, whatever was said about them. */
export function doesSame(a: FieldMapping, b: FieldMapping): boolean {
  const bare = ({ confidence: _, reason: __, ...rest }: FieldMapping) =>
    canonicalJson(JSON.parse(JSON.stringify(rest)));
  return bare(a) === bare(b);
}

function isSame(field: FieldMapping, before: Route | undefined): boolean {
  return before?.fields.some((other) => doesSame(other, field)) ?? false;
}

function namesOf(
  field: FieldMapping,
  route: Route,
  { newFields }: Mapping,
  destination: SystemMetadata,
): Pick<FieldDecision, 'label' | 'newField'> {
  const newField = newFields.find(({ object, key }) => `new:${object}.${key}` === field.to) ?? null;
  const known = destination.objects[route.to ?? '']?.fields.find(({ key, custom }) => custom && key === field.to);
  return { newField, label: newField?.label ?? known?.label ?? null };
}

function stagesOf(pipeline: PipelineMapping, proposed: Mapping, destination: SystemMetadata): StageDecision[] {
  const before = proposed.pipelines.find(({ name }) => plainName(name) === plainName(pipeline.name));
  const there = destination.pipelines.find(({ id }) => id === pipeline.to);
  return pipeline.stages.flatMap((stage) => {
    const earlier = before?.stages.find(({ from }) => from === stage.from);
    const to = there?.stages.find(({ id }) => id === stage.to);
    if (to === undefined || earlier?.to === stage.to) return [];
    return [{ pipeline: pipeline.name, stage: stage.name, kind: stage.kind, to: to.name }];
  });
}
