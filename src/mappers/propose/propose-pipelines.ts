import type { Pipeline, PipelineStage } from '../../model/catalogue.ts';
import type { PipelineMapping, StageMapping } from '../../model/mapping.ts';
import { plainName } from '../values/plain-name.ts';
import { slug } from './new-fields.ts';
import { standardStage } from './standard-stages.ts';

export interface PipelineAbilities {
  canCreatePipeline: boolean;
  canCreateStage: boolean;
}

/**
 * Pipelines and stages by name within their pipeline; what has no namesake is created where that is possible. Otherwise
 * meaning, probability and place decide where they point at a single stage, or it stays an open decision. Won and lost go to
 * a stage of the same kind even under another name: there is usually just one.
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
    const target = same ?? only ?? (pipeline.id === '' ? nearestPipeline(pipeline, destination) : undefined);
    const key = slug(pipeline.name);
    const to = target?.id ?? (abilities.canCreatePipeline ? `new:pipeline.${key}` : null);
    return {
      from: pipeline.id,
      name: pipeline.name,
      to,
      stages: pipeline.stages.map((stage) =>
        proposeStage(
          stage,
          { own: pipeline.stages, there: target?.stages ?? [] },
          `${key}.${slug(stage.name)}`,
          to !== null && abilities.canCreateStage,
        ),
      ),
      reason: same
        ? 'same name'
        : only
          ? 'the only pipeline on either side'
          : target
            ? 'the source has no pipelines: the one there that its stages fit best'
            : to
              ? 'created: no pipeline of this name'
              : 'no pipeline of this name',
    };
  });
}

/** A source without pipelines: the one there that has at least half of its stages, or the first where it has no stages either. */
function nearestPipeline({ stages }: Pipeline, there: Pipeline[]): Pipeline | undefined {
  if (stages.every(({ id }) => id === '')) return there[0];
  const shared = ({ stages: theirs }: Pipeline) =>
    stages.filter(({ name }) => theirs.some((stage) => plainName(stage.name) === plainName(name))).length;
  const [best, second] = there.toSorted((a, b) => shared(b) - shared(a));
  if (best === undefined || shared(best) * 2 < stages.length) return undefined;
  return second !== undefined && shared(second) === shared(best) ? undefined : best;
}

/** Stages of the pipeline on both sides: a stage is matched within its pipeline only. */
interface Sides {
  own: PipelineStage[];
  there: PipelineStage[];
}

function proposeStage(stage: PipelineStage, sides: Sides, key: string, canCreate: boolean): StageMapping {
  const base = {
    from: stage.id,
    name: stage.name,
    kind: stage.kind,
    order: stage.order,
    probability: stage.probability ?? null,
  };
  const kin = sides.there.filter((candidate) => candidate.kind === stage.kind);
  const namesake = kin.find((candidate) => plainName(candidate.name) === plainName(stage.name));
  if (namesake) return { ...base, to: namesake.id, reason: 'same name' };
  if (stage.kind !== 'open' && kin.length === 1 && kin[0])
    return { ...base, to: kin[0].id, reason: `the only ${stage.kind} stage there` };
  const [first] = kin.toSorted((a, b) => a.order - b.order);
  // an id that is empty stands for deals of which the source tells no stage
  if (stage.id === '' && first)
    return { ...base, to: first.id, reason: 'the source has no stages: the first one there' };
  if (canCreate) return { ...base, to: `new:stage.${key}`, reason: 'created: no stage of this name in the pipeline' };
  const likely = likelyStage(stage, kin, sides);
  if (likely) return { ...base, to: likely.to.id, reason: likely.reason };
  return { ...base, to: null, reason: 'no stage of this name: choose one' };
}

/** Where no stage can be made: one that means the same, is as likely to be won, or stands at the same place. Never one of several. */
function likelyStage(
  stage: PipelineStage,
  kin: PipelineStage[],
  { own }: Sides,
): { to: PipelineStage; reason: string } | null {
  const only = (found: PipelineStage[], reason: string) =>
    found.length === 1 && found[0] ? { to: found[0], reason: `"${found[0].name}" ${reason}` } : null;
  const meaning = standardStage(stage.name);
  const { probability } = stage;
  const siblings = own.filter(({ kind }) => kind === stage.kind).toSorted((a, b) => a.order - b.order);
  const place = siblings.indexOf(stage);
  const ranked = kin.toSorted((a, b) => a.order - b.order);
  return (
    only(
      meaning === null ? [] : kin.filter(({ name }) => standardStage(name) === meaning),
      `usually means the same as ${meaning?.name}`,
    ) ??
    only(
      probability === null || probability === undefined
        ? []
        : kin.filter((candidate) => candidate.probability === probability),
      `is as likely to be won: ${probability} %`,
    ) ??
    only(
      siblings.length === ranked.length ? ranked.slice(place, place + 1) : [],
      'stands at the same place in its pipeline',
    )
  );
}
