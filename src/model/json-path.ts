import type { Json } from './json.ts';

/**
 * Reads a value by a dotted path.
 *
 * | piece            | meaning                                                                          |
 * | ---------------- | -------------------------------------------------------------------------------- |
 * | `a.b`            | member `b` of member `a`                                                         |
 * | `['a.b']`        | a member whose name has dots or brackets: `['custom.cf_1']`, `['@odata.nextLink']` |
 * | `[0]`, `[-1]`    | an item, from the end when negative                                              |
 * | `[primary=true]` | the first item whose member, read as text, is that                               |
 * | `[*]`            | every item or member value; what follows is read from each, and the result is one flat list |
 * | `$`              | the whole value; also allowed as a beginning: `$.a`                              |
 *
 * What is not there is `undefined`, never an error: vendors leave members out. A list of `[*]` leaves such gaps out.
 *
 * @example pick({ emails: [{ value: 'a@x.example', primary: true }] }, 'emails[primary=true].value') // 'a@x.example'
 */
export function pick(value: unknown, path: string): Json | undefined {
  return read(value, compiled(path), 0) as Json | undefined;
}

/** The value as text where it is text or a number, otherwise undefined: ids and cursors stay text from end to end. */
export function pickText(value: unknown, path: string): string | undefined {
  const found = pick(value, path);
  if (typeof found === 'string') return found;
  return typeof found === 'number' ? String(found) : undefined;
}

/** The whole number at a path, also where it is written as text; undefined for anything else. */
export function pickCount(value: unknown, path: string): number | undefined {
  const found = pick(value, path);
  const number = typeof found === 'string' && found.trim() !== '' ? Number(found) : found;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

type Step =
  | { kind: 'member'; name: string }
  | { kind: 'item'; index: number }
  | { kind: 'each' }
  | { kind: 'first'; steps: Step[]; equals: string };

function read(value: unknown, steps: Step[], from: number): unknown {
  for (let at = from; at < steps.length; at += 1) {
    if (value === null || typeof value !== 'object') return undefined;
    const step = steps[at] as Step;
    switch (step.kind) {
      case 'member':
        value = Object.hasOwn(value, step.name) ? (value as Record<string, unknown>)[step.name] : undefined;
        break;
      case 'item':
        value = Array.isArray(value) ? value.at(step.index) : undefined;
        break;
      case 'first':
        value = items(value).find((item) => String(read(item, step.steps, 0)) === step.equals);
        break;
      case 'each':
        return items(value).flatMap((item) => {
          const found = read(item, steps, at + 1);
          if (found === undefined) return [];
          // a list that a further [*] made is flattened, a list that the vendor sent stays one value
          return Array.isArray(found) && steps.slice(at + 1).some((next) => next.kind === 'each') ? found : [found];
        });
    }
  }
  return value;
}

function items(value: object): unknown[] {
  return Array.isArray(value) ? value : Object.values(value);
}

const cache = new Map<string, Step[]>();

function compiled(path: string): Step[] {
  const known = cache.get(path);
  if (known !== undefined) return known;
  const steps = compile(path);
  // paths come from definitions and mappings, so there are few; the bound only guards against a caller that makes them up
  if (cache.size > 10_000) cache.clear();
  cache.set(path, steps);
  return steps;
}

const pieces = /\.?(?:\[(?:'([^']*)'|"([^"]*)"|(\*)|(-?\d+)|([^\]=]+)=([^\]]*))\]|([^.[\]]+))/y;

function compile(path: string): Step[] {
  const text = path.startsWith('$') ? path.slice(1) : path;
  const steps: Step[] = [];
  const piece = new RegExp(pieces); // its own position: filters compile within
  while (piece.lastIndex < text.length) {
    const found = piece.exec(text);
    if (found === null) throw new SyntaxError(`"${path}" is not a path: see pick() for what may stand in one`);
    const [, single, double, each, index, key, equals, name] = found;
    if (each !== undefined) steps.push({ kind: 'each' });
    else if (index !== undefined) steps.push({ kind: 'item', index: Number(index) });
    else if (key !== undefined) steps.push({ kind: 'first', steps: compile(key), equals: equals ?? '' });
    else steps.push({ kind: 'member', name: single ?? double ?? (name as string) });
  }
  return steps;
}

/** True for text that `pick` can read. */
export function isJsonPath(path: string): boolean {
  try {
    compile(path);
    return true;
  } catch {
    return false;
  }
}

/** The member that a path begins with: `addresses` for `addresses[0].city`. */
export function topOf(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}
