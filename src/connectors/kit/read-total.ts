import type { Json } from '../../model/json.ts';
import { pickCount } from '../../model/json-path.ts';
import type { StreamDefinition } from '../../model/source-definition.ts';
import type { Caller } from './caller.ts';
import { isUnknownPath } from './read-list.ts';

/** How many records the vendor says there are: in a page of the list, or asked for; null where it does not tell. */
export async function readTotal(
  caller: Caller,
  { total }: Pick<StreamDefinition, 'total'>,
  body: Json | undefined,
  signal?: AbortSignal,
): Promise<number | null> {
  if (total === undefined) return null;
  if (typeof total === 'string') return counted(body, total);
  try {
    const answer = await caller.send(caller.prepare(total.request), { signal });
    return counted(answer.body, total.path);
  } catch (error) {
    if (isUnknownPath(error)) return null;
    throw error;
  }
}

/** Vendors write -1 for "not counted". */
function counted(body: Json | undefined, path: string): number | null {
  const count = pickCount(body, path);
  return count === undefined || count < 0 ? null : count;
}
