import { pick } from '../../model/json-path.ts';

/** Reads one value of a row. */
export type Getter = (row: unknown) => unknown;

const literalMember = /^\['([^']*)'\]$/;
const plainMembers = /^[A-Za-z_$][\w$-]*(\.[\w$-]+)*$/;

/**
 * A path as a function, made once per stream: a row is read some twenty times, and looking a path up each time costs more
 * than reading it. Plain members get code of their own, everything else goes through `pick`.
 */
export function getterOf(path: string): Getter {
  if (path === '$') return (row) => row;
  const literal = literalMember.exec(path)?.[1];
  if (literal !== undefined) return (row) => member(row, literal);
  if (!plainMembers.test(path)) return (row) => pick(row, path);
  const [first = '', second, ...more] = path.split('.');
  if (second === undefined) return (row) => member(row, first);
  if (more.length === 0) return (row) => member(member(row, first), second);
  return (row) => path.split('.').reduce(member, row);
}

function member(value: unknown, name: string): unknown {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

/** True where nothing was said: missing, null, an empty text or list. */
export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** An id as text; undefined where there is none. Vendors write 0 or an empty text for "none", and wrap ids in objects. */
export function idText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number') return value === 0 ? undefined : String(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return idText(member(value, 'id') ?? member(value, 'value'));
}
