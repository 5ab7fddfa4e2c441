import type { TakenDefinition } from '../../model/destination-object.ts';
import type { Json } from '../../model/json.ts';
import { pickText } from '../../model/json-path.ts';
import type { DestinationRecord, TakenRecords } from '../../model/ports.ts';
import type { Caller } from './caller.ts';
import { readWholeList } from './read-list.ts';
import { getterOf } from './read-path.ts';
import { testOf } from './read-test.ts';

/** What would be removed with a record, as the definition says: most of it stands in the record itself. */
export async function readTaken(
  caller: Caller,
  definitions: readonly TakenDefinition[],
  record: DestinationRecord,
  signal?: AbortSignal,
): Promise<TakenRecords[]> {
  const taken: TakenRecords[] = [];
  for (const { label, objects, path, list, id, except } of definitions) {
    const shown = path === undefined ? undefined : (getterOf(path)(record.data) as Json | undefined);
    // a record that does not show them may have some all the same
    const rows =
      shown === undefined && list
        ? await readWholeList(caller, list, { values: { id: record.id }, signal })
        : rowsIn(shown);
    const leftOut = except ? testOf(except) : () => false;
    const ids = rows.flatMap((row) => (leftOut(row) ? [] : (pickText(row, id) ?? [])));
    taken.push({ label, objects, ids });
  }
  return taken;
}

function rowsIn(found: Json | undefined): Json[] {
  return Array.isArray(found) ? found : [];
}
