import type { ObjectType } from './object-types.ts';
import { CUSTOM, ENGAGEMENT, ENGAGEMENTS, EVERYWHERE, type PropertyRow, STANDARD, TIMES } from './property-tables.ts';

export type Option = { label: string; value: string; displayOrder: number; hidden: boolean };

/** A property's definition as the API shows it. */
export type Property = {
  name: string;
  label: string;
  type: string;
  fieldType: string;
  description: string;
  groupName: string;
  options: Option[];
  displayOrder: number;
  calculated: boolean;
  externalOptions: boolean;
  hasUniqueValue: boolean;
  hidden: boolean;
  hubspotDefined: boolean;
  formField: boolean;
  archived: boolean;
  dataSensitivity: string;
  modificationMetadata: {
    archivable: boolean;
    readOnlyDefinition: boolean;
    readOnlyOptions?: boolean;
    readOnlyValue: boolean;
  };
  createdAt: string;
  updatedAt: string;
};

const KINDS: Record<string, readonly [type: string, fieldType: string]> = {
  text: ['string', 'text'],
  area: ['string', 'textarea'],
  html: ['string', 'html'],
  number: ['number', 'number'],
  date: ['date', 'date'],
  datetime: ['datetime', 'date'],
  bool: ['bool', 'booleancheckbox'],
  select: ['enumeration', 'select'],
  radio: ['enumeration', 'radio'],
  checks: ['enumeration', 'checkbox'],
  phone: ['string', 'phonenumber'],
};

const DEFINED_AT = '2013-01-07T09:00:00.000Z';

function propertyOf(
  [name, label, kind, options]: PropertyRow,
  groupName: string,
  custom: boolean,
  displayOrder: number,
): Property {
  const [type, fieldType] = KINDS[kind.replace(/[!*]/, '')]!;
  const readOnly = kind.endsWith('!');
  return {
    name,
    label,
    type,
    fieldType,
    description: '',
    groupName,
    options: (options ?? '').split(';').filter(Boolean).map(optionOf),
    displayOrder,
    calculated: false,
    externalOptions: name === 'hubspot_owner_id',
    hasUniqueValue: kind.endsWith('*'),
    hidden: false,
    hubspotDefined: !custom,
    formField: false,
    archived: false,
    dataSensitivity: 'non_sensitive',
    modificationMetadata: { archivable: custom, readOnlyDefinition: !custom, readOnlyValue: readOnly },
    createdAt: DEFINED_AT,
    updatedAt: DEFINED_AT,
  };
}

function optionOf(text: string, displayOrder: number): Option {
  const [value = '', label = ''] = text.split('=');
  return { label, value, displayOrder, hidden: false };
}

const groupNameOf = (type: ObjectType) => `${type.singular.replace('_', '')}information`;

/** The definitions of an object type in a portal. */
export function propertiesOf(type: ObjectType, withCustom: boolean): Property[] {
  const own = STANDARD[type.name]!;
  const times = TIMES.filter(
    ([name]) => !own.some(([known]) => known === name) && (name === type.created || name === type.updated),
  );
  const standard = [...own, ...times, ...EVERYWHERE, ...(ENGAGEMENTS.includes(type.name) ? ENGAGEMENT : [])];
  const custom = withCustom ? (CUSTOM[type.name] ?? []) : [];
  return [
    ...standard.map((row, order) => propertyOf(row, groupNameOf(type), false, order)),
    ...custom.map((row, order) => propertyOf(row, groupNameOf(type), true, order)),
  ];
}
