import { Document, isMap, isPair, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { sameRoute } from '../mappers/propose/decisions.ts';
import { canonicalJson } from '../model/json.ts';
import {
  type FieldMapping,
  fieldMappingSchema,
  type Mapping,
  mappingSchema,
  type Route,
  routeSchema,
} from '../model/mapping.ts';
import { readDocument } from './read-document.ts';

/**
 * A mapping as a YAML file for people. What a person does not edit, how sure a proposal is and why, stands there as comments;
 * what is as by default is left out; the order is always the same, so that two exports can be compared line by line.
 */
export function mappingYaml(mapping: Mapping, title: string, schemaPath?: string): string {
  const document = new Document(slim(mapping), { aliasDuplicateObjects: false });
  const forEditors = schemaPath === undefined ? '' : ` yaml-language-server: $schema=${schemaPath}\n`;
  document.commentBefore = `${forEditors} ${title}\n Comments say how sure the proposal is, and why.`;
  const routes = document.get('routes');
  if (isSeq(routes)) commentRoutes(routes, mapping.routes);
  flowLists(document.contents as YAMLMap);
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function commentRoutes(items: YAMLSeq, routes: readonly Route[]): void {
  for (const [index, item] of items.items.entries()) {
    const route = routes[index];
    if (!isMap(item) || route === undefined) continue;
    item.commentBefore = ` ${because(route.confidence, route.reason)}`;
    item.spaceBefore = index > 0;
    const fields = item.get('fields');
    if (!isSeq(fields)) continue;
    for (const [at, field] of fields.items.entries()) {
      const mapped = route.fields[at];
      if (isMap(field) && mapped !== undefined) field.commentBefore = ` ${because(mapped.confidence, mapped.reason)}`;
    }
  }
}

function because(confidence: number, reason: string): string {
  return `${Math.round(confidence * 100)} %${reason === '' ? '' : `: ${reason.replaceAll(/\s+/g, ' ')}`}`;
}

/** Short lists on one line: `from: [first_name, last_name]`. */
function flowLists(node: YAMLMap | YAMLSeq): void {
  for (const item of node.items) {
    const value = isPair(item) ? item.value : item;
    if (isSeq(value) && value.items.every((entry) => !isMap(entry) && !isSeq(entry))) value.flow = true;
    else if (isMap(value) || isSeq(value)) flowLists(value);
  }
}

const fieldDefaults = fieldMappingSchema.parse({ to: '' });
const routeDefaults = routeSchema.parse({ object: '', to: null });

function slim({ routes, pipelines, recordStatuses, owners, newFields, ...settings }: Mapping): object {
  const statuses = recordStatuses === undefined ? {} : { recordStatuses };
  return { ...settings, routes: routes.map(slimRoute), pipelines, ...statuses, owners, newFields };
}

function slimRoute({ object, to, fields, unmapped, undecided, confidence: _, reason: __, ...route }: Route): object {
  return {
    object,
    to,
    ...without(route, routeDefaults),
    ...(fields.length > 0 && { fields: fields.map(slimField) }),
    ...without({ undecided, unmapped }, routeDefaults),
  };
}

function slimField({ to, confidence: _, reason: __, ...field }: FieldMapping): object {
  return { to, ...without(field, fieldDefaults) };
}

/** The members that are not as by default. */
function without(value: object, defaults: object): object {
  const known = defaults as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(value).filter(
      ([key, member]) => member !== undefined && canonicalText(member) !== canonicalText(known[key]),
    ),
  );
}

function canonicalText(value: unknown): string {
  return value === undefined ? '' : canonicalJson(value as Parameters<typeof canonicalJson>[0]);
}

/** Reads a mapping file. Entries that stand as in `base` keep its reasons; what a person has written is sure. */
export function parseMapping(text: string, path: string, base: Mapping | null): Mapping {
  const { data } = readDocument(text, path, mappingSchema, {
    name: 'mapping',
    code: 'invalid_mapping',
    hint: 'portage mapping export ID shows a valid one.',
  });
  return base === null ? data : withReasons(data, base);
}

function withReasons(mapping: Mapping, base: Mapping): Mapping {
  return {
    ...mapping,
    routes: mapping.routes.map((route) => {
      const known = base.routes.find((other) => sameRoute(other, route));
      if (known === undefined) return { ...route, reason: route.reason || byHand };
      return {
        ...route,
        confidence: known.confidence,
        reason: known.reason,
        fields: route.fields.map((field) => fieldWithReason(field, known.fields)),
      };
    }),
  };
}

const byHand = 'set by hand';

function fieldWithReason(field: FieldMapping, known: readonly FieldMapping[]): FieldMapping {
  const bare = ({ confidence: _, reason: __, ...rest }: FieldMapping) => canonicalText(rest);
  const same = known.find((other) => bare(other) === bare(field));
  return same ?? { ...field, reason: field.reason || byHand };
}
