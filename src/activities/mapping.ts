import { applyPrecedents } from '../mappers/propose/apply-precedents.ts';
import { checkMapping, type MappingProblem } from '../mappers/propose/check-mapping.ts';
import { proposeMapping } from '../mappers/propose/propose-mapping.ts';
import { inStandardOrder, salesStandard, standardStage } from '../mappers/propose/standard-stages.ts';
import type { ObjectCatalogue, SystemMetadata } from '../model/catalogue.ts';
import type { Mapping } from '../model/mapping.ts';
import { activityObjects, settingObjects } from '../model/record.ts';
import type { MappingResult, Need } from '../model/stage-results.ts';
import { approvedMappings } from '../store/approved-mappings.ts';
import { addMapping, latestMapping } from '../store/mapping-store.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { updateMigration } from '../store/migration-store.ts';
import { fieldProfiles, recordTotals, unlinkedCount, valueCounts } from '../store/profile-store.ts';
import { type ActivityContext, type ById, destinationOf, metadataOf, migrationOf } from './context.ts';
import { withOptionMaps } from './option-maps.ts';
import { statusValues } from './status-values.ts';

export function mappingActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /** Proposes a mapping, or checks the one that a person has given. Open decisions are asked for, never guessed. */
    async proposeMapping(input: ById): Promise<MappingResult> {
      const row = await migrationOf(context, input);
      const scope = scopeOf(row);
      // a version that a person has stored since the last one was used, or that came with the migration file
      const given = await latestMapping(db, scope);
      const document = given?.document ?? (await propose(context, row));
      const { version } = await addMapping(db, scope, document, row.createdBy);
      await updateMigration(db, scope, {
        mappingVersion: version,
        ...(row.mappingVersion !== version && { approval: null, override: null }),
      });
      const systems = { source: row.sourceSystem, destination: row.destinationSystem };
      const problems = checkMapping(document, { definition: destinationOf(context, row), ...metadataOf(row), systems });
      return { version, open: problems.length === 0 ? null : needOf(problems) };
    },
  };
}

/** More are shown once these are answered; `portage mapping check` shows all. */
const shownProblems = 10;

/** Each open decision with its own remedy; one that follows with the same remedy does not repeat it. */
export function needOf(problems: readonly MappingProblem[]): Need {
  const shown = problems.slice(0, shownProblems);
  const lines = shown.flatMap(({ place, message, hint }, at) => [
    `- ${place}: ${message}`,
    ...(shown[at + 1]?.hint === hint ? [] : [`  → ${hint}`]),
  ]);
  const more = problems.length - shown.length;
  return {
    code: 'open_decisions',
    message: [
      `The mapping has ${problems.length} open decision${problems.length === 1 ? '' : 's'}:`,
      ...lines,
      ...(more > 0 ? [`- and ${more} more, which portage mapping check shows`] : []),
    ].join('\n'),
    hint: 'Answer each in the mapping (portage mapping export, edit it, portage mapping apply), or in the migration file where it says so, and go on.',
    decision: 'requestChanges',
  };
}

async function propose(context: ActivityContext, row: MigrationRow): Promise<Mapping> {
  const scope = scopeOf(row);
  const metadata = metadataOf(row);
  const totals = await recordTotals(context.db, scope);
  const source = await completeMetadata(context, row, metadata.source, totals);
  const objects = Object.keys(totals).filter((object) => !settingObjects.has(object));
  const definition = destinationOf(context, row);
  await updateMigration(context.db, scope, { sourceMetadata: source });
  const proposed = proposeMapping({
    file: row.file,
    marker: row.marker,
    source: {
      system: row.sourceSystem,
      version: context.connector(row.sourceSystem).version,
      metadata: source,
      objects,
      ownerCounts: await ownerCounts(context, row, source),
      orphans: await orphanCount(context, row),
      currencies: await currencyCounts(context, row, source),
      statuses: await statusValues(context, row, source),
    },
    destination: {
      system: row.destinationSystem,
      version: context.connector(row.destinationSystem).version,
      metadata: metadata.destination,
      definition,
    },
  });
  const precedents = await approvedMappings(context.db, row.tenantId, {
    sourceSystem: row.sourceSystem,
    destinationSystem: row.destinationSystem,
    notMigration: row.id,
  });
  return applyPrecedents(await withOptionMaps(context, row, proposed), precedents, {
    customer: row.customer,
    source,
    destination: metadata.destination,
    definition,
  });
}

/** What only the staged records tell: how full fields are, and the stages and owners of files that have no lists of them. */
async function completeMetadata(
  context: ActivityContext,
  row: MigrationRow,
  metadata: SystemMetadata,
  totals: Record<string, { total: number }>,
): Promise<SystemMetadata> {
  const profiles = await fieldProfiles(context.db, scopeOf(row));
  const objects = Object.fromEntries(
    Object.entries(metadata.objects).map(([object, catalogue]): [string, ObjectCatalogue] => {
      const total = totals[object]?.total ?? 0;
      const fields = catalogue.fields.map((field) => ({
        ...field,
        fill: total === 0 ? 0 : Math.min(1, (profiles[object]?.[field.key]?.filled ?? 0) / total),
        ...(profiles[object]?.[field.key]?.long && { long: true }),
      }));
      return [object, { ...catalogue, fields, count: total }];
    }),
  );
  const completed = { ...metadata, objects };
  return {
    ...completed,
    pipelines: metadata.pipelines.length > 0 ? metadata.pipelines : await pipelinesOfValues(context, row, completed),
    users: metadata.users.length > 0 ? metadata.users : await usersOfValues(context, row, completed),
  };
}

function keyOf(catalogue: ObjectCatalogue | undefined, concept: string): string | undefined {
  return catalogue?.fields.find((field) => field.concept === concept && (field.fill ?? 1) > 0)?.key;
}

async function pipelinesOfValues(
  context: ActivityContext,
  row: MigrationRow,
  metadata: SystemMetadata,
): Promise<SystemMetadata['pipelines']> {
  const catalogue = metadata.objects['deal'];
  const [stage, pipeline, status] = ['deal.stage', 'deal.pipeline', 'deal.status'].map((concept) =>
    keyOf(catalogue, concept),
  );
  const stageKey = stage ?? status;
  if (stageKey === undefined) return catalogue === undefined || (catalogue.count ?? 0) === 0 ? [] : withoutStages(row);
  const rows = await valueCounts(context.db, scopeOf(row), 'deal', [pipeline ?? '', stageKey, status ?? ''], 500);
  const pipelines = new Map<string, SystemMetadata['pipelines'][number]>();
  for (const { values } of rows) {
    const [pipelineName, stageName, statusName] = values;
    if (!stageName) continue;
    const name = pipelineName || 'Sales';
    const entry = pipelines.get(name) ?? { id: pipelineName || '', name, stages: [] };
    if (!entry.stages.some((known) => known.id === stageName)) {
      entry.stages.push({
        id: stageName,
        name: stageName,
        kind: kindOf(stageName, statusName ?? null),
        order: entry.stages.length,
      });
    }
    pipelines.set(name, entry);
  }
  return [...pipelines.values()].map((pipeline) => ({ ...pipeline, stages: inStandardOrder(pipeline.stages) }));
}

/** Deals without a stage begin in the first one there is; where the destination has none either, in a pipeline as is usual. */
function withoutStages(row: MigrationRow): SystemMetadata['pipelines'] {
  const there = metadataOf(row).destination.pipelines.length > 0;
  const open = { id: '', name: 'Open', kind: 'open' as const, order: 0 };
  return there ? [{ id: '', name: 'Sales', stages: [open] }] : [{ ...salesStandard, id: '' }];
}

/** A stage's kind from its name first: "Closed Won" is won whatever a few of its rows say. */
function kindOf(stage: string, status: string | null): 'open' | 'won' | 'lost' {
  const known = standardStage(stage);
  if (known !== null && known.kind !== 'open') return known.kind;
  for (const text of [stage, status ?? '']) {
    if (/\b(won|gewonnen|gagn|ganad|vinto|closed[ -]?won)/i.test(text)) return 'won';
    if (/\b(lost|verloren|perdu|perdid|perso|closed[ -]?lost)/i.test(text)) return 'lost';
  }
  return 'open';
}

async function usersOfValues(
  context: ActivityContext,
  row: MigrationRow,
  metadata: SystemMetadata,
): Promise<SystemMetadata['users']> {
  const users = new Map<string, SystemMetadata['users'][number]>();
  for (const [object, catalogue] of Object.entries(metadata.objects)) {
    const key = keyOf(catalogue, `${conceptPrefix(object)}.owner`);
    if (key === undefined) continue;
    for (const { values } of await valueCounts(context.db, scopeOf(row), object, [key], 200)) {
      const name = values[0]?.trim();
      if (name)
        users.set(name, {
          id: name,
          email: name.includes('@') ? name : null,
          name: name.includes('@') ? null : name,
          active: true,
        });
    }
  }
  return [...users.values()];
}

function conceptPrefix(object: string): string {
  if (activityObjects.has(object)) return 'activity';
  return object === 'lead' ? 'contact' : object;
}

async function ownerCounts(
  context: ActivityContext,
  row: MigrationRow,
  metadata: SystemMetadata,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const [object, catalogue] of Object.entries(metadata.objects)) {
    const field = catalogue.fields.find(
      (candidate) => candidate.concept?.endsWith('.owner') && (candidate.fill ?? 1) > 0,
    );
    if (!field || settingObjects.has(object)) continue;
    for (const { values, count } of await valueCounts(context.db, scopeOf(row), object, [field.key], 500)) {
      if (values[0]) counts[values[0]] = (counts[values[0]] ?? 0) + count;
    }
  }
  return counts;
}

async function currencyCounts(
  context: ActivityContext,
  row: MigrationRow,
  metadata: SystemMetadata,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const object of ['deal', 'product']) {
    const key = keyOf(metadata.objects[object], `${object}.currency`);
    if (key === undefined) continue;
    for (const { values, count } of await valueCounts(context.db, scopeOf(row), object, [key], 200)) {
      if (values[0]) counts[values[0]] = (counts[values[0]] ?? 0) + count;
    }
  }
  return counts;
}

/** Deals that hang on nothing: what `orphans` decides about. Contacts without a company are common and get a parent each. */
async function orphanCount(context: ActivityContext, row: MigrationRow): Promise<number> {
  const definition = destinationOf(context, row);
  const route = definition.routes.find((candidate) => candidate.object === 'deal' && candidate.to !== null);
  const nest = route?.to ? definition.objects[route.to]?.nest : undefined;
  if (!nest) return 0;
  return unlinkedCount(context.db, scopeOf(row), 'deal', nest.via);
}
