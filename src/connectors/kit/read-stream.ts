import type { ObjectCatalogue, SystemMetadata } from '../../model/catalogue.ts';
import type { ConnectorDefinition } from '../../model/connector.ts';
import { PortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { SourceRecord } from '../../model/record.ts';
import { type SourceField, type StreamDefinition, sourceFieldSchema } from '../../model/source-definition.ts';
import { namesIn } from './names.ts';
import { type FarLinks, farLinks } from './read-far-links.ts';
import { type FieldsReader, fieldsReader } from './read-fields.ts';
import { linksReader } from './read-links.ts';
import { getterOf, idText, isEmpty } from './read-path.ts';
import { selectedNames } from './read-select.ts';
import { testOf } from './read-test.ts';
import { timeReader } from './read-time.ts';

/** Several records of one row, where the definition cannot say how. `record` is what the definition makes of it. */
export type RowHook = (row: Json, record: SourceRecord) => SourceRecord[];
export type RowHooks = Readonly<Record<string, RowHook>>;

/** A stream's definition as code: made once for a run, then run over every row. */
export interface CompiledStream {
  name: string;
  definition: StreamDefinition;
  objects: string[];
  idOf(row: Json): string;
  /** The records that a row is; none where it is left out. */
  recordsOf(row: Json, passState: SourceRecord['state']): SourceRecord[];
  farLinks: FarLinks;
  /** Names of the fields that must be asked for, where the vendor gives only those. */
  selected: string[];
}

export function compileStream(
  name: string,
  connector: ConnectorDefinition,
  metadata: SystemMetadata,
  hooks: RowHooks = {},
): CompiledStream {
  const definition = connector.source?.streams[name];
  if (definition === undefined) throw unknownStream(name, connector);
  const objects = objectsOf(definition);
  const fieldsOf = new Map(objects.map((object) => [object, streamFields(definition, object, connector, metadata)]));
  const rowId = getterOf(definition.id);
  const idOf = (row: Json): string => {
    const id = idText(rowId(row));
    if (id === undefined) throw noId(name, definition.id);
    return id;
  };
  return {
    name,
    definition,
    objects,
    idOf,
    recordsOf: recordMaker(definition, { idOf, fieldsOf, metadata, hooks }),
    farLinks: farLinks(definition.links),
    selected: selectedNames(definition, [...fieldsOf.values()].flat()),
  };
}

/** Objects that the rows of a stream may become, in the order in which the definition names them. */
export function objectsOf({ object }: Pick<StreamDefinition, 'object'>): string[] {
  if (typeof object === 'string') return [object];
  return [...new Set([...Object.values(object.map), ...(object.otherwise === null ? [] : [object.otherwise])])];
}

/** The fields that the definition lists for an object, and the account's own ones. */
function streamFields(
  stream: StreamDefinition,
  object: string,
  connector: ConnectorDefinition,
  metadata: SystemMetadata,
): SourceField[] {
  const under = stream.select?.under ?? '';
  const listed = stream.fields
    .filter((field) => field.objects === undefined || field.objects.includes(object))
    .map((field) => (under === '' || field.path !== undefined ? field : { ...field, path: `${under}${field.key}` }));
  if (stream.customFields === undefined) return listed;
  const separator = connector.source?.describe.customFields[stream.customFields]?.separator;
  const custom = (metadata.objects[object]?.fields ?? []).filter(
    (field) => field.custom === true && !listed.some(({ key }) => key === field.key),
  );
  return [...listed, ...custom.map((field) => sourceFieldSchema.parse({ ...field, separator }))];
}

interface Making {
  idOf(row: Json): string;
  fieldsOf: Map<string, SourceField[]>;
  metadata: SystemMetadata;
  hooks: RowHooks;
}

function recordMaker(stream: StreamDefinition, making: Making): CompiledStream['recordsOf'] {
  const names = namesIn(making.metadata);
  const readers = new Map<string, FieldsReader>(
    [...making.fieldsOf].map(([object, fields]) => [
      object,
      fieldsReader(fields, stream, making.metadata.objects[object] ?? emptyCatalogue(object), names),
    ]),
  );
  const objectOf = objectChooser(stream.object);
  const links = linksReader(stream.links);
  const createdAt = timeAt(stream.createdAt, stream);
  const updatedAt = timeAt(stream.updatedAt, stream);
  const stateOf = stateReader(stream);
  const isLeftOut = leftOutTest(stream);
  const hook = hookOf(stream, making.hooks);
  return (row, passState) => {
    const object = isLeftOut(row) ? null : objectOf(row);
    const reader = object === null ? undefined : readers.get(object);
    if (object === null || reader === undefined) return [];
    const { values, problems } = reader(row);
    const record: SourceRecord = { object, sourceId: making.idOf(row), values, links: links(row) };
    const created = createdAt(row);
    const updated = updatedAt(row);
    const state = stateOf(row) ?? passState;
    if (created !== undefined) record.createdAt = created;
    if (updated !== undefined) record.updatedAt = updated;
    if (state !== undefined) record.state = state;
    if (problems.length > 0) record.problems = problems;
    return hook === undefined ? [record] : hook(row, record);
  };
}

function hookOf({ hook }: StreamDefinition, hooks: RowHooks): RowHook | undefined {
  if (hook === undefined) return undefined;
  const found = hooks[hook];
  if (found !== undefined) return found;
  const known = Object.keys(hooks).join(', ') || 'none';
  throw new PortageError('config', `There is no hook "${hook}"; there are: ${known}`, { code: 'unknown_hook' });
}

function objectChooser(object: StreamDefinition['object']): (row: Json) => string | null {
  if (typeof object === 'string') return () => object;
  const by = getterOf(object.by);
  const map = new Map(Object.entries(object.map));
  return (row) => map.get(String(by(row))) ?? object.otherwise;
}

function timeAt(path: string | undefined, { times }: StreamDefinition): (row: Json) => string | undefined {
  if (path === undefined) return () => undefined;
  const get = getterOf(path);
  const read = timeReader(times);
  return (row) => read(get(row));
}

function stateReader({ states }: StreamDefinition): (row: Json) => 'archived' | 'deleted' | undefined {
  const tests = states.map((rule) => ({ holds: testOf(rule), state: rule.state }));
  return (row) => tests.find(({ holds }) => holds(row))?.state;
}

function leftOutTest({ leaveOut }: StreamDefinition): (row: Json) => boolean {
  const tests = leaveOut.map(({ path, values }) => {
    if (values !== undefined) return testOf({ path, values });
    const get = getterOf(path);
    return (row: Json) => !isEmpty(get(row));
  });
  return (row) => tests.some((holds) => holds(row));
}

function emptyCatalogue(object: string): ObjectCatalogue {
  return { object, fields: [] };
}

function unknownStream(name: string, connector: ConnectorDefinition): PortageError {
  const known = Object.keys(connector.source?.streams ?? {}).join(', ');
  return new PortageError('config', `${connector.name} has no stream "${name}"; there are: ${known || 'none'}`, {
    code: 'unknown_stream',
  });
}

function noId(stream: string, path: string): PortageError {
  return new PortageError('contract', `A row of ${stream} has no id at ${path}`, {
    code: 'row_without_id',
    hint: 'The vendor may have changed its API: compare the definition with its documents.',
  });
}
