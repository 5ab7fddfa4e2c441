import type { ConnectorDefinition } from '../../model/connector.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { DestinationObject, FindBy } from '../../model/destination-object.ts';
import { PortageError } from '../../model/errors.ts';
import { oneOf, requestProblems } from './definition-checks.ts';

const checked = new WeakSet<ConnectorDefinition>();

/** What the parts of a destination say of each other and does not hold, all at once. */
export function checkDestination(connector: ConnectorDefinition): void {
  const { destination, options } = connector;
  if (destination === undefined || checked.has(connector)) return;
  const problems = destinationProblems(destination, Object.keys(options));
  if (problems.length > 0) {
    const name = `connector "${connector.system}"`;
    throw new PortageError('config', `${name} is not valid:\n${problems.join('\n')}`, {
      code: 'invalid_definition',
      location: name,
      hint: 'Correct the places named above.',
    });
  }
  checked.add(connector);
}

function destinationProblems(destination: DestinationDefinition, options: string[]): string[] {
  const { objects, order, routes, never, probes } = destination;
  const names = Object.keys(objects);
  const unknown = (name: string, place: string) =>
    names.includes(name) ? [] : [`${place}: there is no object "${name}"; ${oneOf(names)}`];
  return [
    ...order.flatMap((name, index) => unknown(name, `order[${index}]`)),
    ...names
      .filter((name) => !order.includes(name))
      .map((name) => `order: "${name}" is missing, so nothing would write it`),
    ...routes.flatMap(({ to }, index) => (to === null ? [] : unknown(to, `routes[${index}].to`))),
    ...routes.flatMap((route, index) => routeProblems(route, objects, `routes[${index}]`)),
    ...never.flatMap((rule, index) => unknown(rule.object, `never[${index}].object`)),
    ...probes.flatMap(({ request }, index) => requestProblems(request, options, `probes[${index}]`)),
    ...Object.entries(objects).flatMap(([name, object]) => objectProblems(object, names, options, `objects.${name}`)),
    ...Object.entries(objects).flatMap(([name, object]) => referenceProblems(name, object, order)),
    ...defineProblems(destination, options),
  ];
}

/** A route fills fields that its object has; `new` fields of an account are the mapping's to name. */
function routeProblems(
  { to, fields }: DestinationDefinition['routes'][number],
  objects: DestinationDefinition['objects'],
  place: string,
): string[] {
  const known = to === null ? [] : (objects[to]?.fields ?? []).map((field) => field.key);
  return fields
    .filter((field) => !known.includes(field.to))
    .map((field) => `${place}.fields: ${to} has no field "${field.to}"; ${oneOf(known)}`);
}

function objectProblems(object: DestinationObject, names: string[], options: string[], place: string): string[] {
  const keys = object.fields.map((field) => field.key);
  const requests = [
    ['create', object.create.request, ['payload']] as const,
    ['get', object.get.request, ['id']] as const,
    ['list', object.list.request, ['fields', 'key']] as const,
    ['remove', object.remove.request, ['id']] as const,
    ...(object.update === undefined ? [] : [['update', object.update.request, ['id', 'payload']] as const]),
    ...(typeof object.total === 'object' ? [['total', object.total.request, []] as const] : []),
    ...object.remove.takes.flatMap(({ list }, index) =>
      list ? [[`remove.takes[${index}].list`, list.request, ['id']] as const] : [],
    ),
  ];
  const problems = requests.flatMap(([name, request, own]) =>
    requestProblems(request, [...options, ...own], `${place}.${name}`),
  );
  const others = [
    ...(object.nest ? [object.nest.under] : []),
    ...object.references.map((reference) => reference.to),
    ...object.remove.takes.flatMap((taken) => taken.objects),
  ];
  for (const other of others.filter((name) => !names.includes(name))) {
    problems.push(`${place}: there is no object "${other}"; ${oneOf(names)}`);
  }
  for (const key of [object.footerField, object.marker?.field, object.consent?.field]) {
    if (key !== undefined && !keys.includes(key)) problems.push(`${place}: there is no field "${key}"; ${oneOf(keys)}`);
  }
  return [
    ...problems,
    ...object.findBy.flatMap((rule, index) => findProblems(rule, keys, options, `${place}.findBy[${index}]`)),
  ];
}

/** The other end of a link must be there when the link is sent. */
function referenceProblems(name: string, object: DestinationObject, order: string[]): string[] {
  return object.references.flatMap(({ field, to, need }) => {
    const place = `objects.${name}.references: "${field}"`;
    if (need !== 'later')
      return order.indexOf(to) < order.indexOf(name)
        ? []
        : [`${place} is ${need}, and ${to} is not written before ${name}; later, or another order`];
    const fixed = object.fields.some(({ key, createOnly }) => key === field && createOnly);
    return object.update === undefined || fixed
      ? [
          `${place} is set later, and ${fixed ? 'the field can only be set as the record is made' : `there is no update of ${name}`}`,
        ]
      : [];
  });
}

const findValues: Record<FindBy['kind'], string[]> = {
  externalId: ['field', 'fieldId', 'value', 'fields'],
  uniqueKey: ['value', 'fields'],
  underParent: ['parent', 'fields'],
  listed: ['value', 'fields'],
};

function findProblems(rule: FindBy, keys: string[], options: string[], place: string): string[] {
  const list = rule.kind === 'listed' ? rule.narrowed?.list : rule.list;
  const problems =
    list === undefined ? [] : requestProblems(list.request, [...options, ...findValues[rule.kind], 'key'], place);
  const compare = 'compare' in rule ? rule.compare : [];
  const named = rule.kind === 'uniqueKey' ? [rule.field] : compare;
  return [
    ...problems,
    ...named.filter((key) => !keys.includes(key)).map((key) => `${place}: there is no field "${key}"; ${oneOf(keys)}`),
  ];
}

const defineValues = ['label', 'name', 'type', 'many', 'options', 'object', 'kind', 'pipeline', 'order', 'probability'];

function defineProblems({ define }: DestinationDefinition, options: string[]): string[] {
  const { field, pipeline, stage, recordStatus } = define;
  const all = [
    ...Object.entries(field).map(([name, entry]) => [`define.field.${name}`, entry] as const),
    ...Object.entries({ pipeline, stage, recordStatus }).map(([name, entry]) => [`define.${name}`, entry] as const),
  ];
  return all.flatMap(([place, entry]) => {
    if (entry === undefined) return [];
    const { request, remove } = entry;
    return [
      ...requestProblems(request, [...options, ...defineValues], place),
      ...(remove === undefined ? [] : requestProblems(remove, [...options, 'id', 'object'], `${place}.remove`)),
    ];
  });
}
