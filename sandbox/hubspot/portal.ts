import type { Collection, SandboxContext } from '../kit/index.ts';
import { associationKinds } from './association-types.ts';
import { Associations } from './associations.ts';
import type { MemberList } from './lists.ts';
import { OBJECT_TYPES, type ObjectType } from './object-types.ts';
import type { Owner } from './owners.ts';
import type { Pipeline } from './pipelines.ts';
import { type Property, propertiesOf } from './properties.ts';
import type { HubRecord } from './records.ts';

/** The records of one object type, with what is needed to find them by something else than their id. */
export type Table = {
  type: ObjectType;
  records: Collection<HubRecord>;
  properties: Map<string, Property>;
  archivedProperties: Property[];
  groups: { name: string; label: string; displayOrder: number; archived: boolean }[];
  /** By property and lower-case value; immediate, whatever searches lag. */
  unique: Map<string, Map<string, string>>;
  /** Ids of merged records, and the record that each lives on in. */
  merged: Map<string, string>;
  nextNumber: number;
};

/** All that one portal holds. */
export type Portal = {
  context: SandboxContext;
  id: number;
  tables: Map<string, Table>;
  associations: Associations;
  owners: Owner[];
  pipelines: Map<string, Pipeline[]>;
  lists: MemberList[];
};

export function createPortal(context: SandboxContext): Portal {
  const seeded = context.records > 0;
  const tables = new Map(OBJECT_TYPES.map((type) => [type.name, createTable(context, type, seeded)]));
  return {
    context,
    id: 145_000_000 + context.seed,
    tables,
    associations: new Associations(associationKinds(seeded)),
    owners: [],
    pipelines: new Map(),
    lists: [],
  };
}

function createTable(context: SandboxContext, type: ObjectType, seeded: boolean): Table {
  const properties = propertiesOf(type, seeded);
  const uniqueNames = properties.filter((property) => property.hasUniqueValue).map((property) => property.name);
  return {
    type,
    records: context.collection<HubRecord>(type.name),
    properties: new Map(properties.map((property) => [property.name, property])),
    archivedProperties: [],
    groups: [
      { name: properties[0]!.groupName, label: `${type.singular} information`, displayOrder: 0, archived: false },
    ],
    unique: new Map(uniqueNames.map((name) => [name, new Map()])),
    merged: new Map(),
    nextNumber: type.firstId,
  };
}

export function tableOf(portal: Portal, name: string): Table {
  return portal.tables.get(name)!;
}

/** The record of an id, also of one that was merged away. */
export function recordById(table: Table, id: string): HubRecord | undefined {
  return table.records.get(table.merged.get(id) ?? id);
}

export function idByUnique(table: Table, property: string, value: string): string | undefined {
  return table.unique.get(property)?.get(value.trim().toLowerCase());
}

/** Stores a record, new or changed, and keeps the unique values up to date. */
export function store(table: Table, record: HubRecord): HubRecord {
  const before = table.records.get(record.id);
  for (const [name, ids] of table.unique) {
    const old = before?.properties[name];
    if (old !== undefined) ids.delete(old.toLowerCase());
    const value = record.properties[name];
    if (value !== undefined && !record.archived) ids.set(value.toLowerCase(), record.id);
  }
  if (before === undefined) table.records.insert(record);
  else table.records.replace(record.id, record);
  return record;
}
