import type { ObjectCatalogue } from '../../model/catalogue.ts';
import type { Json } from '../../model/json.ts';
import { nameOf } from '../../model/record-name.ts';
import { groupKeysOf } from './group-keys.ts';

const words =
  'test|testing|tester|asdf+|asd|qwerty|qwertz|dummy|fake|sample|example|none|unknown|unbekannt|no name|noname|delete|delete me|do not use|placeholder|xxx+|aaa+|n/?a|null|undefined|foo|foo ?bar|bla+h?';
const kinds = 'contact|lead|user|person|company|account|organi[sz]ation|customer|record|name';
const junkName = new RegExp(`^(?:(?:${words})[ _.-]*(?:${words}|${kinds})?|[\\W_]+|(.)\\1{2,})[ _.-]*\\d*$`, 'iu');

/**
 * Why a person or company looks like nobody: no way to reach it, and a name that somebody typed to try things out, or none.
 * Null where it may be somebody. Anything that can be called or written to is kept, whatever its name.
 */
export function junkReason(catalogue: ObjectCatalogue | undefined, values: Record<string, Json>): string | null {
  if (!catalogue || !['contact', 'lead', 'company'].includes(catalogue.object)) return null;
  const reachable = groupKeysOf(catalogue, values, null).some(({ kind }) => kind !== 'name');
  if (reachable) return null;
  const name = nameOf(catalogue, values);
  if (name === null || name.includes('@')) return 'it has no name and no way to reach it';
  return junkName.test(name.trim()) ? 'its name looks typed to try things out, and there is no way to reach it' : null;
}
