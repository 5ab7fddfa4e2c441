import { duplicatesOf } from './duplicates.ts';
import type { SandboxInstance } from './instance.ts';
import { json } from './reply.ts';
import type { Reply } from './types.ts';

/** The sandbox's own end-points, outside the vendor's API: never logged, limited or broken by a fault. */
export const CONTROL_PREFIX = '/__sandbox/';

/** Answers a control request. */
export function control(instance: SandboxInstance, method: string, target: string, body: Buffer): Reply {
  const url = new URL(target, 'http://sandbox.example');
  const name = url.pathname.slice(CONTROL_PREFIX.length);
  const query = url.searchParams;
  switch (`${method} ${name}`) {
    case 'GET stats':
      return json(instance.stats());
    case 'GET requests':
      return json(instance.log.requests(Number(query.get('since') ?? 0), Number(query.get('limit') ?? 1000)));
    case 'GET dump':
      return json(instance.dump(query.get('object') ?? undefined));
    case 'GET duplicates':
      return duplicates(instance, query.get('object'), query.get('field'));
    case 'POST faults':
      return setFaults(instance, body);
    case 'POST reset':
      instance.reset();
      return json({ ok: true });
    default:
      return json({ error: 'GET stats, requests, dump, duplicates; POST faults, reset' }, 404);
  }
}

function duplicates(instance: SandboxInstance, object: string | null, field: string | null): Reply {
  const known = Object.keys(instance.app.collections);
  if (object === null || field === null) return json({ error: 'object and field are needed', objects: known }, 400);
  const records = instance.dump(object)[object];
  if (records === undefined) return json({ error: `no object ${object}`, objects: known }, 400);
  return json(duplicatesOf(records, field));
}

function setFaults(instance: SandboxInstance, body: Buffer): Reply {
  try {
    const { spec } = JSON.parse(body.toString('utf8')) as { spec?: string };
    instance.setFaults(spec);
    return json({ ok: true });
  } catch (error) {
    return json({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
}
