import type { DestinationDefinition } from '../model/destination-definition.ts';
import type { JsonObject } from '../model/json.ts';
import type { Mapping } from '../model/mapping.ts';
import {
  collects,
  type DefinitionEffect,
  materialiseCollection,
  materialiseDefinitions,
  materialisePlans,
  namesInUse,
} from '../store/materialise-store.ts';
import { type MigrationRow, pairScopeOf } from '../store/migration-row.ts';
import { takeStatistics } from '../store/statistics.ts';
import { adoptFields } from './adopt-fields.ts';
import { type ActivityContext, destinationOf } from './context.ts';

/** Waves of definitions come before those of records (from 10 on). */
const wavesOfDefinitions = { pipeline: 0, stage: 1, recordStatus: 1, field: 2 } as const;
const firstRecordWave = 10;

/** Makes effects of plans: of the sample or of all, with just the definitions that their payloads name. */
export async function materialiseAll(
  context: ActivityContext,
  row: MigrationRow,
  mapping: Mapping,
  sampleOnly: boolean,
): Promise<number> {
  const scope = pairScopeOf(row);
  const definition = destinationOf(context, row);
  if (mapping.orphans === 'collect') await collectingParents(context, row, mapping, definition, sampleOnly);
  const count = await materialisePlans(context.db, scope, row.mappingVersion ?? 1, sampleOnly);
  const names = await namesInUse(context.db, scope);
  const definitions = definitionsFor(mapping, names);
  await adoptFields(context, row, definitions);
  await materialiseDefinitions(context.db, scope, definitions, sampleOnly);
  await takeStatistics(context.db, 'effects');
  return count;
}

function definitionsFor(mapping: Mapping, names: ReadonlySet<string>): DefinitionEffect[] {
  const fields = mapping.newFields
    .filter((field) => names.has(`${field.object}.${field.key}`))
    .map(
      (field): DefinitionEffect => ({
        kind: 'field',
        name: `${field.object}.${field.key}`,
        destinationObject: field.object,
        payload: {
          ...{ label: field.label, type: field.type, many: field.many, options: field.options },
          ...(field.long && { long: true }),
        },
        wave: wavesOfDefinitions.field,
      }),
    );
  const pipelines = mapping.pipelines
    .filter((pipeline) => pipeline.to?.startsWith('new:') && usesPipeline(pipeline, names))
    .map(
      (pipeline): DefinitionEffect => ({
        kind: 'pipeline',
        name: (pipeline.to as string).slice('new:'.length),
        destinationObject: 'pipeline',
        payload: { name: pipeline.name },
        wave: wavesOfDefinitions.pipeline,
      }),
    );
  const stages = mapping.pipelines
    .filter((pipeline) => usesPipeline(pipeline, names))
    .flatMap((pipeline) =>
      pipeline.stages
        .filter((stage) => stage.to?.startsWith('new:'))
        .map(
          (stage): DefinitionEffect => ({
            kind: 'stage',
            name: (stage.to as string).slice('new:'.length),
            destinationObject: 'stage',
            payload: {
              name: stage.name,
              kind: stage.kind,
              order: stage.order,
              probability: stage.probability,
              pipeline: pipeline.to,
            },
            wave: wavesOfDefinitions.stage,
          }),
        ),
    );
  const statuses = (mapping.recordStatuses ?? [])
    .filter(({ to }) => to?.startsWith('new:') === true && names.has(to.slice('new:'.length)))
    .map(
      ({ to, name }): DefinitionEffect => ({
        kind: 'recordStatus',
        name: (to as string).slice('new:'.length),
        destinationObject: 'status',
        payload: { name, label: name },
        wave: wavesOfDefinitions.recordStatus,
      }),
    );
  return [...pipelines, ...stages, ...onceEach(statuses), ...fields];
}

/** Two words that are spelt alike but for case and signs are one status. */
function onceEach(definitions: DefinitionEffect[]): DefinitionEffect[] {
  const first = new Map(definitions.toReversed().map((definition) => [definition.name, definition]));
  return definitions.filter((definition) => first.get(definition.name) === definition);
}

/** A pipeline is made whole, all its stages in order, as soon as one of them is needed. */
function usesPipeline(pipeline: Mapping['pipelines'][number], names: ReadonlySet<string>): boolean {
  const used = (to: string | null) => to?.startsWith('new:') === true && names.has(to.slice('new:'.length));
  return used(pipeline.to) || pipeline.stages.some((stage) => used(stage.to));
}

/** One record that takes all that belong to nobody, where a person chose so. */
async function collectingParents(
  context: ActivityContext,
  row: MigrationRow,
  mapping: Mapping,
  definition: DestinationDefinition,
  sampleOnly: boolean,
): Promise<void> {
  for (const route of mapping.routes) {
    const nest = route.to === null ? undefined : definition.objects[route.to]?.nest;
    if (!nest || !(await collects(context.db, pairScopeOf(row), row.mappingVersion ?? 1, route.object))) continue;
    const parent = definition.objects[nest.under];
    const payload: JsonObject = {};
    for (const field of Object.keys(parent?.standIn ?? {}))
      payload[field] = `Imported ${route.object}s without a company`;
    await materialiseCollection(context.db, pairScopeOf(row), {
      object: route.object,
      destinationObject: nest.under,
      payload,
      wave: firstRecordWave + definition.order.indexOf(nest.under),
      sampleOnly,
    });
  }
}
