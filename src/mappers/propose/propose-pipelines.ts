import type { Pipeline, PipelineStage } from '../../model/catalogue.ts';
import type { PipelineMapping, StageMapping } from '../../model/mapping.ts';
import { slug } from './new-fields.ts';

/** `Closed Won`, `closed-won ` → `closed won`: names are compared without case, accents and punctuation. */
export function plainName(name: string): string {
  return slug(name).replaceAll('_', ' ');
}

export interface PipelineAbilities {
  canCreatePipeline: boolean;
  canCreateStage: boolean;
}

/**
 * Pipelines and stages by name within their pipeline; what has no namesake is created where that is possible, otherwise it
 * stays an open decision. Won and lost go to a stage of the same kind even under another name: there is usually just one.
 */
export function proposePipelines(
  source: Pipeline[],
  destination: Pipeline[],
  abilities: PipelineAbilities,
): PipelineMapping[] {
  return source.map((pipeline) => {
    const same = destination.find((candidate) => plainName(candidate.name) === plainName(pipeline.name));
    // one pipeline on both sides: the same thing under two names
    const only = source.length === 1 && destination.length === 1 ? destination[0] : undefined;
    const target = same ?? only;
    const key = slug(pipeline.name);
    const to = target?.id ?? (abilities.canCreatePipeline ? `new:pipeline.${key}` : null);
    return {
      from: pipeline.id,
      name: pipeline.name,
      to,
      stages: pipeline.stages.map((stage) =>
        proposeStage(
          stage,
          target?.stages ?? [],
          `${key}.${slug(stage.name)}`,
          to !== null && abilities.canCreateStage,
        ),
      ),
      reason: same
        ? 'same name'
        : only
          ? 'the only pipeline on either side'
          : to
            ? 'created: no pipeline of this name'
            : 'no pipeline of this name',
    };
  });
}

function proposeStage(stage: PipelineStage, targets: PipelineStage[], key: string, canCreate: boolean): StageMapping {
  const base = {
    from: stage.id,
    name: stage.name,
    kind: stage.kind,
    order: stage.order,
    probability: stage.probability ?? null,
  };
  const namesake = targets.find(
    (candidate) => plainName(candidate.name) === plainName(stage.name) && candidate.kind === stage.kind,
  );
  if (namesake) return { ...base, to: namesake.id, reason: 'same name' };
  const kin = stage.kind === 'open' ? [] : targets.filter((candidate) => candidate.kind === stage.kind);
  if (kin.length === 1 && kin[0]) return { ...base, to: kin[0].id, reason: `the only ${stage.kind} stage there` };
  if (canCreate) return { ...base, to: `new:stage.${key}`, reason: 'created: no stage of this name in the pipeline' };
  return { ...base, to: null, reason: 'no stage of this name: choose one' };
}
