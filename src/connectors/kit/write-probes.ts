import type { DestinationDefinition } from '../../model/destination-definition.ts';
import { isPortageError } from '../../model/errors.ts';
import type { Caller } from './caller.ts';
import { inParallel } from './in-parallel.ts';

const atOnce = 4;

/**
 * Rights that the key lacks. Each probe asks for something that cannot exist, so that nothing changes: where the right is
 * there the vendor says "not found", where it is not "forbidden".
 */
export async function missingRights(
  probes: DestinationDefinition['probes'],
  caller: Caller,
  signal?: AbortSignal,
): Promise<string[]> {
  const missing = new Set<string>();
  await inParallel(probes, atOnce, async ({ right, request }) => {
    try {
      await caller.send(caller.prepare(request), { signal, idempotent: true });
    } catch (error) {
      if (isPortageError(error, 'permission')) missing.add(right);
      // what was refused for another reason was not refused for a lack of rights
      else if (!isPortageError(error, 'record') && !isPortageError(error, 'contract')) throw error;
    }
  });
  return probes.map((probe) => probe.right).filter((right) => missing.has(right));
}
