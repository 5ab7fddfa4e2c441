import { recordsOf } from '../../http/records.ts';
import { fillJson } from '../../http/template.ts';
import { isPortageError, PortageError } from '../../model/errors.ts';
import { canonicalJson, type Json, type JsonObject } from '../../model/json.ts';
import type { SourceRecord } from '../../model/record.ts';
import type { LinkDefinition } from '../../model/source-definition.ts';
import type { Caller } from './caller.ts';
import { inParallel } from './in-parallel.ts';
import { addLink, newLink } from './read-links.ts';
import { readWholeList } from './read-list.ts';
import { type Getter, getterOf, idText, isEmpty } from './read-path.ts';
import { testOf } from './read-test.ts';

/** A record with the row that it came from. */
export interface RowRecord {
  row: Json;
  record: SourceRecord;
}

/** Adds to the records of one page the links that their rows do not tell. */
export type FarLinks = (caller: Caller, entries: RowRecord[], options: FarLinkOptions) => Promise<void>;

export interface FarLinkOptions {
  signal?: AbortSignal;
  /** The rows tell none of their links themselves. */
  isBare: boolean;
}

/** Calls for one page that run side by side; the caller's budgets pace them. */
const atOnce = 8;

/** The links that the vendor tells only in calls of their own: for many records at once, or for each. */
export function farLinks(definitions: LinkDefinition[]): FarLinks {
  const readers = definitions.flatMap((link) => [
    ...(link.batch === undefined ? [] : [byBatch(link, link.batch)]),
    ...(link.perRecord === undefined ? [] : [byRecord(link, link.perRecord)]),
  ]);
  return async (caller, entries, options) => {
    // what is deleted has no links any more, and vendors answer 404 for it
    const living = entries.filter(({ record }) => record.state !== 'deleted');
    for (const read of readers) await read(caller, living, options);
  };
}

type Batch = NonNullable<LinkDefinition['batch']>;

function byBatch(link: LinkDefinition, batch: Batch): FarLinks {
  const when = batch.when === undefined ? undefined : getterOf(batch.when);
  const from = getterOf(batch.from);
  const addTargets = targetsAdder(link, batch);
  const goOn = nextInputs(batch, from);
  const checkFailures = failureCheck(batch);
  return async (caller, entries, { signal, isBare }) => {
    const asked = when === undefined || isBare ? entries : entries.filter(({ row }) => !isEmpty(when(row)));
    const byId = new Map(asked.map(({ record }) => [record.sourceId, record]));
    const inputs = asked.map(({ record }) => fillJson(batch.input, { id: record.sourceId }) as Json);
    await inParallel(chunksOf(inputs, batch.size), atOnce, async (chunk) => {
      for (let open = chunk; open.length > 0; ) {
        const answer = await caller.send(caller.prepare(batch.request, { inputs: open }), { signal });
        checkFailures(answer.body);
        const results = recordsOf(batch.request, answer.body);
        for (const entry of results) addTargets(entry, byId.get(idText(from(entry)) ?? ''));
        open = unlessRepeated(goOn(results), open, batch.request.path);
      }
    });
  };
}

function targetsAdder(link: LinkDefinition, batch: Batch): (entry: Json, record: SourceRecord | undefined) => void {
  const targetsOf = getterOf(batch.targets);
  const to = getterOf(batch.to);
  const isPrimary = batch.primary === undefined ? () => false : testOf(batch.primary);
  const labelsOf = batch.label === undefined ? () => [] : getterOf(batch.label);
  const isLabel = (label: unknown): label is string =>
    typeof label === 'string' && label !== '' && !batch.noLabels.includes(label);
  return (entry, record) => {
    const targets = targetsOf(entry);
    if (record === undefined || !Array.isArray(targets)) return;
    for (const target of targets) {
      const toId = idText(to(target));
      const label = [labelsOf(target)].flat().filter(isLabel).join(', ');
      if (toId !== undefined) addLink(record.links, newLink(link, toId, isPrimary(target), label || undefined));
    }
  };
}

/** A server that ignores where it was to go on gives the same answer for ever (HubSpot's older versions do). */
function unlessRepeated(next: Json[], before: Json[], path: string): Json[] {
  if (next.length === 0 || canonicalJson(next) !== canonicalJson(before)) return next;
  throw new PortageError('contract', `${path} does not go on from where it stopped`, { code: 'paging_endless' });
}

function failureCheck({ failures, request }: Batch): (body: Json | undefined) => void {
  if (failures === undefined) return () => undefined;
  const failuresOf = getterOf(failures.path);
  const isHarmless = testOf(failures.harmless);
  return (body) => {
    const found = failuresOf(body);
    const count = Array.isArray(found) ? found.filter((failure) => !isHarmless(failure)).length : 0;
    if (count === 0) return;
    throw new PortageError('contract', `${count} entries of a batch failed at ${request.path}`, {
      code: 'batch_incomplete',
      hint: 'Reading on would lose links; read this stream again.',
    });
  };
}

/** Inputs for the entries whose targets did not all fit into the answer. */
function nextInputs({ next, input }: Batch, from: Getter): (results: Json[]) => Json[] {
  if (next === undefined) return () => [];
  const nextOf = getterOf(next.path);
  return (results) =>
    results.flatMap((entry) => {
      const place = nextOf(entry);
      const id = idText(from(entry));
      if (isEmpty(place) || id === undefined) return [];
      return [{ ...(fillJson(input, { id }) as JsonObject), [next.member]: place as Json }];
    });
}

function byRecord(link: LinkDefinition, definition: NonNullable<LinkDefinition['perRecord']>): FarLinks {
  const { request, paging, to, when } = definition;
  const target = getterOf(to);
  const count = when === undefined ? undefined : getterOf(when.path);
  return async (caller, entries, { signal }) => {
    const asked = entries.filter(({ row }) => count === undefined || Number(count(row) ?? 0) > (when?.above ?? 0));
    await inParallel(asked, atOnce, async ({ record }) => {
      const options = { values: { id: record.sourceId }, signal };
      for (const row of await readWholeList(caller, { request, paging }, options).catch(goneSince)) {
        const toId = idText(target(row));
        if (toId !== undefined) addLink(record.links, newLink(link, toId, false));
      }
    });
  };
}

/** The record was deleted between the page and this call: it has no links, and the reading goes on. */
function goneSince(error: unknown): Json[] {
  if (isPortageError(error) && (error.status === 404 || error.status === 410)) return [];
  throw error;
}

function chunksOf<Item>(items: Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
