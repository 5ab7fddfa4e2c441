import { isObject } from '../kit/index.ts';
import { idByUnique, type Portal, store, type Table, tableOf } from './portal.ts';
import { type HubRecord, instant } from './records.ts';
import { type Detail, invalid, notFound, refuse } from './replies.ts';
import { checkValue } from './values.ts';

/** What a new record cannot be without. */
const REQUIRED: Record<string, readonly string[]> = {
  contacts: [],
  companies: [],
  deals: ['dealname', 'dealstage'],
  leads: ['hs_lead_name'],
  notes: ['hs_timestamp'],
  tasks: ['hs_timestamp'],
  calls: ['hs_timestamp'],
  meetings: ['hs_timestamp'],
  emails: ['hs_timestamp', 'hs_email_direction'],
  products: ['name'],
  line_items: [],
};

const LEAD_PARENTS = ['contacts', 'companies'];

type Values = Record<string, string | undefined>;

/** Checks all values at once, so that an answer names every fault. Cleared ones are undefined. */
function checkProperties(portal: Portal, table: Table, given: unknown): Values {
  if (!isObject(given)) throw invalid('Invalid input JSON: properties must be an object');
  const values: Values = {};
  const problems: Detail[] = [];
  for (const [name, raw] of Object.entries(given)) {
    const checked = checkValue(portal, table, name, raw);
    if ('problem' in checked) problems.push(checked.problem);
    else values[name] = checked.value === '' ? undefined : checked.value;
  }
  if (problems.length > 0) {
    const told = problems.map(({ message, code, context }) => ({
      isValid: false,
      message,
      error: code,
      name: context?.['propertyName']?.[0],
    }));
    throw invalid(`Property values were not valid: ${JSON.stringify(told)}`, problems);
  }
  return values;
}

/** Values of unique properties that earlier inputs of the same batch take. */
export type Claims = Set<string>;

/** Refuses a value that another record has, naming that record as the vendor does. */
function claimUnique(table: Table, values: Values, claims: Claims, ownId?: string): void {
  for (const name of table.unique.keys()) {
    const value = values[name];
    if (value === undefined) continue;
    const claim = `${name}=${value.toLowerCase()}`;
    const taken = claims.has(claim) ? 'in this batch' : idByUnique(table, name, value);
    claims.add(claim);
    if (taken === undefined || taken === ownId) continue;
    if (name === 'email') throw refuse(409, 'CONFLICT', `Contact already exists. Existing ID: ${taken}`);
    throw refuse(409, 'CONFLICT', `${value} is already used for ${name}. Existing ID: ${taken}`);
  }
}

type Target = { table: Table; id: string; typeIds: number[] };

/** `[{to:{id},types:[{associationCategory,associationTypeId}]}]`: each must fit, and point at something. */
function checkAssociations(portal: Portal, from: Table, given: unknown): Target[] {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) throw invalid('Invalid input JSON: associations must be a list');
  return given.map((association) => {
    const { to, types } = association as { to?: { id?: unknown }; types?: { associationTypeId?: unknown }[] };
    const id = String(to?.id ?? '');
    const typeIds = (types ?? []).map((type) => Number(type.associationTypeId));
    const table = [...portal.tables.values()].find(({ type }) =>
      portal.associations.kinds(from.type.name, type.name)?.some((kind) => typeIds.includes(kind.typeId)),
    );
    if (table === undefined) throw invalid(`${from.type.name} have no association type ${typeIds.join()}`);
    if (table.records.get(id) === undefined) throw notFound(`${table.type.singular} ${id} does not exist`);
    return { table, id, typeIds };
  });
}

/** A write that has been checked and cannot be refused any more. */
export type Commit = () => HubRecord;

/** A new record, with its associations. */
export function prepareCreate(
  portal: Portal,
  table: Table,
  input: Record<string, unknown>,
  claims: Claims = new Set(),
): Commit {
  const values = checkProperties(portal, table, input['properties']);
  const missing = REQUIRED[table.type.name]!.filter((name) => values[name] === undefined);
  if (missing.length > 0) {
    throw invalid(`Error creating ${table.type.name}. Some required properties were not set.`, [
      {
        message: `missing ${missing.join(', ')}`,
        code: 'REQUIRED_PROPERTY_MISSING',
        context: { propertyName: missing },
      },
    ]);
  }
  claimUnique(table, values, claims);
  const targets = checkAssociations(portal, table, input['associations']);
  if (table.type.name === 'leads' && !targets.some(({ table: { type } }) => LEAD_PARENTS.includes(type.name))) {
    throw invalid('A lead must be associated with a contact or a company');
  }
  const now = instant(portal.context.now());
  const createdAt = values[table.type.created] ?? now;
  const properties = settled(portal, table, { ...defined(values), [table.type.created]: createdAt }, now);
  return () => {
    const number = table.nextNumber;
    const id = String(number);
    table.nextNumber += 1;
    store(table, {
      id,
      number,
      properties: { ...properties, hs_object_id: id },
      createdAt,
      updatedAt: now,
      archived: false,
    });
    for (const target of targets) associate(portal, table, id, target.table, target.id, target.typeIds);
    return table.records.get(id)!;
  };
}

export function prepareUpdate(
  portal: Portal,
  table: Table,
  record: HubRecord,
  given: unknown,
  claims: Claims = new Set(),
): Commit {
  const values = checkProperties(portal, table, given);
  claimUnique(table, values, claims, record.id);
  const now = instant(portal.context.now());
  const changed = settled(portal, table, defined({ ...record.properties, ...values }), now);
  return () => store(table, { ...record, properties: changed, updatedAt: now });
}

/** Soft: it can still be read among the archived ones. */
export function archive(portal: Portal, table: Table, record: HubRecord): void {
  const now = instant(portal.context.now());
  store(table, { ...record, archived: true, archivedAt: now, updatedAt: now });
}

/** Associates two records, and keeps what follows from it: a first company becomes the primary one. */
export function associate(
  portal: Portal,
  from: Table,
  fromId: string,
  to: Table,
  toId: string,
  typeIds: readonly number[],
): readonly number[] {
  const { associations } = portal;
  const [, primary] = associations.kinds(from.type.name, to.type.name)!;
  const isFirst = associations.of(from.type.name, fromId, to.type.name).length === 0;
  const makesPrimary = isFirst && to.type.name === 'companies' && primary?.label === 'Primary';
  const all = associations.add(
    from.type.name,
    fromId,
    to.type.name,
    toId,
    makesPrimary ? [...typeIds, primary.typeId] : typeIds,
  );
  portal.context.countWrite('associations', 'create');
  if (from.type.name === 'contacts' && to.type.name === 'companies') nameCompany(from, fromId, toId, all.includes(1));
  if (from.type.name === 'companies' && to.type.name === 'contacts')
    nameCompany(tableOf(portal, 'contacts'), toId, fromId, all.includes(2));
  return all;
}

function nameCompany(contacts: Table, contactId: string, companyId: string, isPrimary: boolean): void {
  const contact = contacts.records.get(contactId);
  if (contact === undefined || (!isPrimary && contact.properties['associatedcompanyid'] !== undefined)) return;
  contacts.records.update(contactId, { properties: { ...contact.properties, associatedcompanyid: companyId } });
}

/** What the vendor sets by itself. */
function settled(portal: Portal, table: Table, given: Record<string, string>, now: string): Record<string, string> {
  const properties: Record<string, string> = { ...given, [table.type.updated]: now };
  if (table.type.name !== 'deals') return properties;
  const pipelines = portal.pipelines.get('deals') ?? [];
  properties['pipeline'] ??= pipelines[0]?.id ?? 'default';
  const pipeline = pipelines.find(({ id }) => id === properties['pipeline']);
  const stage = pipeline?.stages.find(({ id }) => id === properties['dealstage']);
  if (stage === undefined)
    throw invalid(`${properties['dealstage']} is not a stage of the pipeline ${properties['pipeline']}`);
  const closed = stage.metadata['isClosed'] === 'true';
  properties['hs_is_closed'] = String(closed);
  properties['hs_is_closed_won'] = String(closed && Number(stage.metadata['probability']) === 1);
  return properties;
}

function defined(values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
