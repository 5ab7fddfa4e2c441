import type { SystemMetadata } from '../../model/catalogue.ts';
import type { Json } from '../../model/json.ts';
import type { Mapping, PipelineMapping, StageMapping } from '../../model/mapping.ts';
import type { RecordView } from '../../model/views.ts';
import { plainName } from '../values/plain-name.ts';

export interface OwnerMatch {
  to: string | null;
  name: string | null;
  email: string | null;
  how: Mapping['owners']['byId'][string]['how'];
  /** The same person has an account there: nothing is lost. */
  matched: boolean;
}

/** Answers what the mapping says about owners, stages and statuses. Built once per mapping. */
export interface Lookups {
  owner(sourceId: Json | undefined): OwnerMatch | null;
  stage(
    pipeline: Json | undefined,
    stage: Json | undefined,
    status: Json | undefined,
  ): { pipeline: PipelineMapping; stage: StageMapping } | null;
  recordStatus(name: Json | undefined): string | null;
}

export function createLookups(mapping: Mapping, destination: SystemMetadata): Lookups {
  // what the mapping says of a word goes before a namesake there
  const statuses = new Map<string, string | null>([
    ...destination.recordStatuses.map(({ name, id }) => [plainName(name), id] as const),
    ...(mapping.recordStatuses ?? []).flatMap(({ from, name, to }) =>
      [name, from].map((word) => [plainName(word), to] as const),
    ),
  ]);
  const byPipeline = new Map(
    mapping.pipelines.flatMap((pipeline) => [
      [pipeline.from, pipeline] as const,
      [plainName(pipeline.name), pipeline] as const,
    ]),
  );
  const ownersByName = new Map(
    Object.entries(mapping.owners.byId).flatMap(([id, owner]) => [
      [id, owner] as const,
      ...(owner.email ? [[owner.email.toLowerCase(), owner] as const] : []),
      ...(owner.name ? [[plainName(owner.name), owner] as const] : []),
    ]),
  );
  return {
    owner(id) {
      if (id === undefined || id === null || id === '') return null;
      const text = String(id);
      const known = ownersByName.get(text) ?? ownersByName.get(text.toLowerCase()) ?? ownersByName.get(plainName(text));
      if (known)
        return {
          to: known.to,
          name: known.name,
          email: known.email,
          how: known.how,
          matched: known.how === 'email' || known.how === 'name',
        };
      const { fallback } = mapping.owners;
      return { to: fallback, name: text, email: null, how: fallback === null ? 'nobody' : 'default', matched: false };
    },
    stage(pipelineId, stageId, status) {
      const pipeline =
        byPipeline.get(String(pipelineId ?? '')) ??
        byPipeline.get(plainName(String(pipelineId ?? ''))) ??
        mapping.pipelines.find((candidate) => candidate.stages.some((stage) => stage.from === String(stageId))) ??
        (pipelineId === undefined || pipelineId === null || pipelineId === '' ? mapping.pipelines[0] : undefined);
      if (!pipeline) return null;
      const kind = kindOf(status);
      const own = pipeline.stages.find(
        (stage) => stage.from === String(stageId ?? '') || plainName(stage.name) === plainName(String(stageId ?? '')),
      );
      // a won deal keeps the stage it was won in as its stage at some sources: the status decides
      const decided =
        kind !== null && own?.kind !== kind ? pipeline.stages.find((stage) => stage.kind === kind) : undefined;
      const stage =
        decided ??
        own ??
        (stageId === undefined || stageId === null || stageId === ''
          ? pipeline.stages.find((candidate) => candidate.kind === 'open')
          : undefined);
      return stage ? { pipeline, stage } : null;
    },
    recordStatus(name) {
      return name === undefined || name === null ? null : (statuses.get(plainName(String(name))) ?? null);
    },
  };
}

/** A company, or a person, with a won deal is a customer. */
export function hasWonDeal({ linkedFacts }: Pick<RecordView, 'linkedFacts'>): boolean {
  return linkedFacts['deal.status']?.some((status) => /^won$|closed won/i.test(status)) ?? false;
}

export const customerStatus = 'Customer';

function kindOf(status: Json | undefined): 'won' | 'lost' | null {
  const word = String(status ?? '')
    .trim()
    .toLowerCase();
  if (['won', 'closed won', 'win', 'gewonnen', 'gagné', 'ganado'].includes(word)) return 'won';
  if (['lost', 'closed lost', 'lose', 'verloren', 'perdu', 'perdido'].includes(word)) return 'lost';
  return null;
}
