import { setParameter } from '../../http/parameter.ts';
import type { PreparedRequest } from '../../http/template.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { SourceField, StreamDefinition } from '../../model/source-definition.ts';

type Select = NonNullable<StreamDefinition['select']>;

/** Every member below `select.under` that any part of the definition reads, by its name at the vendor. */
export function selectedNames(stream: StreamDefinition, fields: SourceField[]): string[] {
  if (stream.select === undefined) return [];
  const { under } = stream.select;
  const paths = [
    ...fields.flatMap(fieldPaths),
    ...stream.states.map(({ path }) => path),
    ...stream.leaveOut.map(({ path }) => path),
    ...stream.links.map(({ path }) => path),
    typeof stream.object === 'string' ? undefined : stream.object.by,
    stream.createdAt,
    stream.updatedAt,
  ];
  const below = paths.filter((path) => path?.startsWith(under)).map((path) => (path as string).slice(under.length));
  return [...new Set(below.map((rest) => /^[\w-]+/.exec(rest)?.[0] ?? rest))];
}

function fieldPaths({ key, path, otherwise, join, instead }: SourceField): string[] {
  const own = join === undefined ? [path ?? key] : [...join.paths, join.inOrderOf ?? ''];
  const replacements = instead.flatMap((rule) => [
    rule.path,
    ...[...rule.value.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? ''),
  ]);
  return [...own, ...otherwise, ...replacements].filter((text) => text !== '');
}

/** The names in chunks that fit into a URL; one chunk where they go into a body. At least one, even if empty. */
export function selectionChunks(select: Select, names: string[], method: string): string[][] {
  if (method !== 'GET') return [names];
  const chunks: string[][] = [[]];
  let length = 0;
  for (const name of names) {
    const added = encodeURIComponent(name + select.separator).length;
    if (length + added > select.maxLength && chunks.at(-1)?.length !== 0) {
      chunks.push([]);
      length = 0;
    }
    chunks.at(-1)?.push(name);
    length += added;
  }
  return chunks;
}

/** The request that asks for these fields. */
export function withSelection(request: PreparedRequest, select: Select, names: string[]): PreparedRequest {
  if (request.method !== 'GET') return setParameter(request, 'body', select.param, names);
  return setParameter(request, 'query', select.param, names.join(select.separator));
}

/** Adds what a further chunk says of a row to what is known of it; members that are objects are put together. */
export function mergeRow(known: Json, more: Json): Json {
  if (!isObject(known) || !isObject(more)) return known;
  const merged: JsonObject = { ...known };
  for (const [name, value] of Object.entries(more)) {
    const before = merged[name];
    merged[name] = before === undefined || before === null ? value : isObject(value) ? mergeRow(before, value) : before;
  }
  return merged;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
