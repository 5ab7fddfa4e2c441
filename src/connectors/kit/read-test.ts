import type { PathTest } from '../../model/definition-parts.ts';
import { getterOf } from './read-path.ts';

/** A test of a definition as a function. A member that is missing counts as null; an item of a list may be the one. */
export function testOf({ path, values }: PathTest): (row: unknown) => boolean {
  const get = getterOf(path);
  const wanted = new Set<unknown>(values);
  return (row) => {
    const value = get(row) ?? null;
    return Array.isArray(value) ? value.some((item) => wanted.has(item)) : wanted.has(value);
  };
}
