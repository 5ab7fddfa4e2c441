import { canonicalJson, type Json } from '../model/json.ts';
import type { Mapping } from '../model/mapping.ts';

/** What decides about a list's entries: they are compared by this and not by their place. */
const nameOf: Readonly<Record<string, (entry: Record<string, Json>) => string>> = {
  routes: (route) => `${text(route['object'])} → ${text(route['to'])}${conditionsOf(route['when'])}`,
  fields: (field) => text(field['to']),
  unmapped: (field) => text(field['field']),
  undecided: (field) => text(field['field']),
  pipelines: (pipeline) => text(pipeline['name']),
  stages: (stage) => text(stage['name']),
  newFields: (field) => `${text(field['object'])}.${text(field['key'])}`,
};

/** Reasons and certainty belong to a proposal and change nothing. */
const ignored: ReadonlySet<string> = new Set(['confidence', 'reason', 'marker']);

/** The differences between two mappings, a line each: `+` only in the second, `-` only in the first, `~` changed. */
export function diffMappings(from: Mapping, to: Mapping): string[] {
  return [...compare('', from as unknown as Json, to as unknown as Json), ...compareOrder(from, to)];
}

/** Routes of one object are tried in their order: the first that fits is taken. */
function compareOrder(from: Mapping, to: Mapping): string[] {
  const orderOf = (mapping: Mapping, object: string) =>
    Object.keys(named(mapping.routes as unknown as Json[], nameOf['routes']!)).filter((name) =>
      name.startsWith(`${object} → `),
    );
  return [...new Set(to.routes.map((route) => route.object))].flatMap((object) => {
    const [a, b] = [orderOf(from, object), orderOf(to, object)];
    const common = a.filter((name) => b.includes(name));
    const isSame = b.filter((name) => a.includes(name)).every((name, index) => name === common[index]);
    return isSame ? [] : [`~ routes of ${object} are tried in another order: ${b.join(', ')}`];
  });
}

function compare(place: string, from: Json | undefined, to: Json | undefined): string[] {
  if (from === undefined && to === undefined) return [];
  if (from === undefined) return [`+ ${place}: ${short(to)}`];
  if (to === undefined) return [`- ${place}: ${short(from)}`];
  if (isMap(from) && isMap(to)) return compareMaps(place, from, to);
  return canonicalJson(from) === canonicalJson(to) ? [] : [`~ ${place}: ${short(from)} → ${short(to)}`];
}

function compareMaps(place: string, from: Record<string, Json>, to: Record<string, Json>): string[] {
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter((key) => !ignored.has(key));
  return keys.flatMap((key) => {
    const at = place === '' ? key : `${place} / ${key}`;
    const naming = nameOf[key];
    const [a, b] = [from[key], to[key]];
    if (naming && Array.isArray(a) && Array.isArray(b)) return compareMaps(at, named(a, naming), named(b, naming));
    return compare(at, a, b);
  });
}

/** A list as a map by name; entries of the same name are told apart by their number. */
function named(list: Json[], naming: (entry: Record<string, Json>) => string): Record<string, Json> {
  const found: Record<string, Json> = {};
  for (const entry of list) {
    if (!isMap(entry)) continue;
    const name = naming(entry);
    let unique = name;
    for (let number = 2; unique in found; number += 1) unique = `${name} (${number})`;
    found[unique] = entry;
  }
  return found;
}

function conditionsOf(when: Json | undefined): string {
  if (!Array.isArray(when) || when.length === 0) return '';
  const said = when
    .filter(isMap)
    .map((test) => `${text(test['field'])} ${text(test['is'])} ${listOf(test['values'])}`.trim());
  return ` when ${said.join(' and ')}`;
}

function listOf(values: Json | undefined): string {
  return Array.isArray(values) ? values.map(text).join('|') : '';
}

function isMap(value: Json | undefined): value is Record<string, Json> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function text(value: Json | undefined): string {
  return value === null || value === undefined ? 'nothing' : String(value);
}

const shownCharacters = 160;

function short(value: Json | undefined): string {
  const bare = isMap(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !ignored.has(key))) : value;
  const whole = JSON.stringify(bare ?? null);
  return whole.length > shownCharacters ? `${whole.slice(0, shownCharacters)}…` : whole;
}
