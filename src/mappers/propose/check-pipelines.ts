import type { Pipeline } from '../../model/catalogue.ts';
import type { Mapping, PipelineMapping, StageMapping } from '../../model/mapping.ts';
import type { CheckContext, MappingProblem } from './check-mapping.ts';

/** Pipelines and stages that go nowhere, to something that is not there, or to a stage of another pipeline. */
export function checkPipelines(mapping: Mapping, context: CheckContext): MappingProblem[] {
  return mapping.pipelines.flatMap((pipeline, index) => {
    const place = `pipelines[${index}]`;
    const target = context.destination.pipelines.find(({ id }) => id === pipeline.to);
    return [
      ...checkPipeline(pipeline, target, place, context),
      ...pipeline.stages.flatMap((stage, at) => checkStage(pipeline, stage, target, `${place}.stages[${at}]`, context)),
    ];
  });
}

function checkPipeline(
  { name, to }: PipelineMapping,
  target: Pipeline | undefined,
  place: string,
  { definition, destination }: CheckContext,
): MappingProblem[] {
  const there = `It has: ${destination.pipelines.map((pipeline) => `${pipeline.id} (${pipeline.name})`).join(', ')}.`;
  if (to === null) {
    return [
      {
        place,
        message: `pipeline "${name}" goes nowhere`,
        hint: 'Choose a pipeline of the destination, or create one there of this name.',
      },
    ];
  }
  if (to.startsWith('new:')) {
    if (definition.define.pipeline !== undefined) return [];
    return [{ place: `${place}.to`, message: 'no pipeline can be created there', hint: there }];
  }
  if (target !== undefined) return [];
  return [{ place: `${place}.to`, message: `the destination has no pipeline "${to}"`, hint: there }];
}

function checkStage(
  pipeline: PipelineMapping,
  { name, to }: StageMapping,
  target: Pipeline | undefined,
  place: string,
  { definition }: CheckContext,
): MappingProblem[] {
  const there = (target?.stages ?? []).map((stage) => `${stage.id} (${stage.name})`).join(', ');
  if (to === null) {
    return [
      {
        place,
        message: `stage "${name}" of "${pipeline.name}" goes nowhere`,
        hint: there === '' ? 'Choose a stage of the destination.' : `Choose a stage of the destination: ${there}.`,
      },
    ];
  }
  if (to.startsWith('new:')) {
    if (definition.define.stage !== undefined) return [];
    return [{ place: `${place}.to`, message: 'no stage can be created there', hint: `Choose one: ${there}.` }];
  }
  // of a pipeline that is not there only that is told
  if (target === undefined || target.stages.some(({ id }) => id === to)) return [];
  return [
    { place: `${place}.to`, message: `pipeline "${target.name}" has no stage "${to}"`, hint: `It has: ${there}.` },
  ];
}
