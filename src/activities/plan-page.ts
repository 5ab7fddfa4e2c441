/** What planning a page of records needs, whether it is the preview or all of them. */
import { matchKeysOf } from '../mappers/plan/match-keys.ts';
import { createPlanner } from '../mappers/plan/plan-record.ts';
import type { SystemMetadata } from '../model/catalogue.ts';
import type { DestinationDefinition } from '../model/destination-definition.ts';
import type { Mapping } from '../model/mapping.ts';
import { settingObjects } from '../model/record.ts';
import type { RecordView } from '../model/views.ts';
import { duplicatesOfPage } from '../store/duplicate-store.ts';
import { candidatesFor } from '../store/match-store.ts';
import { type MigrationRow, pairScopeOf } from '../store/migration-row.ts';
import { crosswalkOfPage, linkedValues, linksOfPage } from '../store/plan-page-store.ts';
import { setLinksOfPage } from '../store/set-links-store.ts';
import { type ActivityContext, type ById, destinationOf, metadataOf } from './context.ts';
import { linkedFactsOf, nameOf, sourceKeys } from './plan-facts.ts';

export interface PlanChunkInput extends ById {
  mappingVersion: number;
  object: string;
}

/** What the mapping makes of a record of this migration. */
export function plannerOf(context: ActivityContext, row: MigrationRow, mapping: Mapping) {
  const { source, destination } = metadataOf(row);
  return createPlanner({
    mapping,
    definition: destinationOf(context, row),
    sourceObjects: source.objects,
    destination,
    ...(row.file.objects && { wanted: row.file.objects }),
  });
}

/**
 * Objects in the order in which they are planned: what others hang on comes first. Those that were read and that no route is
 * for are planned as well: a stream gives more than was asked for, a top-up what was not there before.
 */
export function planOrder(mapping: Mapping, definition: DestinationDefinition, staged: readonly string[]): string[] {
  const records = staged.filter((object) => !settingObjects.has(object));
  const objects = [...new Set([...mapping.routes.map((route) => route.object), ...records])];
  const place = (object: string) => {
    const index = definition.planOrder.indexOf(object);
    return index === -1 ? definition.planOrder.length : index;
  };
  return objects.sort((a, b) => place(a) - place(b));
}

/** Adds to a page's records all that planning them needs, in a handful of queries; `matched` where the destination was read. */
export function pageGatherer(
  context: ActivityContext,
  row: MigrationRow,
  mapping: Mapping,
  input: PlanChunkInput,
  matched = true,
): (page: RecordView[]) => Promise<void> {
  const { db } = context;
  const scope = pairScopeOf(row);
  const source: SystemMetadata = metadataOf(row).source;
  const definition = destinationOf(context, row);
  const routes = mapping.routes.filter((route) => route.object === input.object && route.to !== null);
  const destinations = [...new Set(routes.map((route) => route.to as string))];
  const keys = sourceKeys(source.objects[input.object], [
    ...new Set(destinations.flatMap((object) => definition.objects[object]?.matchOn ?? [])),
  ]);
  const facts = linkedFactsOf(mapping, definition, source, input.object);
  const matching = matched && routes.some((route) => route.mode !== 'create');
  return async (page) => {
    const ids = page.map((record) => record.sourceId);
    const [links, crosswalk, setLinks, duplicates] = await Promise.all([
      linksOfPage(db, scope, input.mappingVersion, input.object, ids, (object, values) =>
        nameOf(source.objects[object], values),
      ),
      crosswalkOfPage(db, scope, input.object, ids),
      setLinksOfPage(db, scope, input.object, ids),
      duplicatesOfPage(db, scope, input.object, ids),
    ]);
    const recordKeys = new Map(
      matching ? page.map((record) => [record.sourceId, matchKeysOf(record.values, keys)]) : [],
    );
    const candidates = await candidatesFor(db, scope, destinations, [...recordKeys.values()].flat());
    const found = await Promise.all(
      facts.map((fact) => linkedValues(db, scope, input.object, ids, fact.object, fact.keys)),
    );
    for (const record of page) {
      record.links = links.get(record.sourceId) ?? [];
      const duplicate = duplicates.get(record.sourceId);
      if (duplicate) record.duplicate = duplicate;
      record.crosswalk = crosswalk.get(record.sourceId) ?? [];
      record.setLinks = setLinks.get(record.sourceId) ?? [];
      record.candidates = uniqueCandidates(
        (recordKeys.get(record.sourceId) ?? []).flatMap((key) => candidates.get(key) ?? []),
      );
      record.linkedFacts = Object.fromEntries(
        facts.map((fact, index) => [fact.name, (found[index]?.get(record.sourceId) ?? []).map(fact.read)]),
      );
    }
  };
}

function uniqueCandidates<T extends { id: string; keys: string[] }>(candidates: T[]): T[] {
  const byId = new Map<string, T>();
  for (const candidate of candidates) {
    const known = byId.get(candidate.id);
    byId.set(candidate.id, known ? { ...known, keys: [...known.keys, ...candidate.keys] } : candidate);
  }
  return [...byId.values()];
}
