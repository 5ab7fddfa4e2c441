import type { TakenDefinition } from '../../model/destination-object.ts';
import type { Json } from '../../model/json.ts';
import { pickText } from '../../model/json-path.ts';
import type { DestinationRecord, TakenRecords } from '../../model/ports.ts';
import type { Caller } from './caller.ts';
import { readWholeList } from './read-list.ts';
import { getterOf } from './read-path.ts';
import { testOf } from './read-test.ts';

interface TakenRows extends Pick<TakenDefinition, 'label' | 'objects' | 'id'> {
  rows: Json[];
}

/** What would be removed with a record, as the definition says: most of it stands in the record itself. */
export async function readTaken(
  caller: Caller,
  definitions: readonly TakenDefinition[],
  record: DestinationRecord,
  signal?: AbortSignal,
): Promise<TakenRecords[]> {
  return (await readTakenRows(caller, definitions, record, signal)).map(idsOf);
}

/**
 * What hangs on records of a run, each read once for all that stand under it: by the signal that stands for the run, of which a run
 * has one of its own.
 */
const rowsOfRuns = new WeakMap<AbortSignal, Map<string, Promise<TakenRows[]>>>();

/** Records on the same parent that hold a record's id: they would lose their link to it. `fields` says where they would hold it. */
export async function readNaming(
  id: string,
  parentId: string,
  fields: (objects: readonly string[]) => string[],
  read: () => Promise<TakenRows[]>,
  signal?: AbortSignal,
): Promise<TakenRecords[]> {
  const known = (signal && rowsOfRuns.get(signal)) ?? new Map<string, Promise<TakenRows[]>>();
  if (signal) rowsOfRuns.set(signal, known);
  const reading = known.get(parentId) ?? read();
  known.set(parentId, reading);
  reading.catch(() => known.delete(parentId));
  return (await reading).flatMap((taken) => {
    const held = fields(taken.objects);
    const rows = taken.rows.filter((row) => held.some((field) => pickText(row, field) === id));
    return rows.length === 0 ? [] : [idsOf({ ...taken, rows })];
  });
}

function idsOf({ label, objects, id, rows }: TakenRows): TakenRecords {
  return { label, objects, ids: rows.flatMap((row) => pickText(row, id) ?? []) };
}

export async function readTakenRows(
  caller: Caller,
  definitions: readonly TakenDefinition[],
  record: DestinationRecord,
  signal?: AbortSignal,
): Promise<TakenRows[]> {
  const taken: TakenRows[] = [];
  for (const { label, objects, path, list, id, except } of definitions) {
    const shown = path === undefined ? undefined : (getterOf(path)(record.data) as Json | undefined);
    // a record that does not show them may have some all the same
    const rows =
      shown === undefined && list
        ? await readWholeList(caller, list, { values: { id: record.id }, signal })
        : rowsIn(shown);
    const leftOut = except ? testOf(except) : () => false;
    taken.push({ label, objects, id, rows: rows.filter((row) => !leftOut(row)) });
  }
  return taken;
}

function rowsIn(found: Json | undefined): Json[] {
  return Array.isArray(found) ? found : [];
}
