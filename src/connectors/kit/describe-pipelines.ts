import type { Pipeline, PipelineStage } from '../../model/catalogue.ts';
import type { DescribeDefinition } from '../../model/describe-definition.ts';
import type { Json } from '../../model/json.ts';
import type { Caller } from './caller.ts';
import { readWholeList } from './read-list.ts';
import { getterOf, idText } from './read-path.ts';
import { testOf } from './read-test.ts';

type PipelinesDefinition = NonNullable<DescribeDefinition['pipelines']>;

/** Pipelines with their stages in order, the stages that are really a status of the deal at the end. */
export async function describePipelines(
  definition: PipelinesDefinition | undefined,
  caller: Caller,
  signal?: AbortSignal,
): Promise<Pipeline[]> {
  if (definition === undefined) return [];
  const { stages } = definition;
  const [entries, listed] = await Promise.all([
    readWholeList(caller, definition.list, { signal }),
    stages.list === undefined ? [] : readWholeList(caller, stages.list, { signal }),
  ]);
  const stageOf = stageReader(stages);
  return entries.flatMap((entry) => {
    const id = idText(getterOf(definition.id)(entry));
    if (id === undefined) return [];
    const own = [...nested(entry, stages.path), ...listed.filter((stage) => belongsTo(stage, stages.pipeline, id))];
    const open = own.flatMap(stageOf).sort((a, b) => a.order - b.order);
    return [{ id, name: nameAt(entry, definition.name, id), stages: [...open, ...statusStages(definition, id, open)] }];
  });
}

function nested(entry: Json, path: string | undefined): Json[] {
  const found = path === undefined ? undefined : getterOf(path)(entry);
  return Array.isArray(found) ? found : [];
}

function belongsTo(stage: Json, path: string | undefined, pipeline: string): boolean {
  return path === undefined || idText(getterOf(path)(stage)) === pipeline;
}

function stageReader(definition: PipelinesDefinition['stages']): (entry: Json, index: number) => PipelineStage[] {
  const kinds = definition.kinds.map((rule) => ({ holds: testOf(rule), kind: rule.kind }));
  return (entry, index) => {
    const id = idText(getterOf(definition.id)(entry));
    if (id === undefined) return [];
    const probability = numberAt(entry, definition.probability);
    return [
      {
        id,
        name: nameAt(entry, definition.name, id),
        kind: kinds.find(({ holds }) => holds(entry))?.kind ?? 'open',
        order: numberAt(entry, definition.order) ?? index,
        probability: probability === null ? null : (probability * 100) / definition.probabilityScale,
      },
    ];
  };
}

/** Their ids name the pipeline, since every pipeline has them: records carry the same form. */
function statusStages({ statusStages }: PipelinesDefinition, pipeline: string, open: PipelineStage[]): PipelineStage[] {
  const last = open.at(-1)?.order ?? 0;
  return statusStages.map(({ id, name, kind }, index) => ({
    id: `${pipeline}:${id}`,
    name,
    kind,
    order: last + index + 1,
    probability: kind === 'won' ? 100 : kind === 'lost' ? 0 : null,
  }));
}

function nameAt(entry: Json, path: string, otherwise: string): string {
  return idText(getterOf(path)(entry)) ?? otherwise;
}

function numberAt(entry: Json, path: string | undefined): number | null {
  const value = path === undefined ? undefined : getterOf(path)(entry);
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && !Number.isNaN(number) ? number : null;
}
