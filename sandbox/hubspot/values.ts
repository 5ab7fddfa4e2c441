import type { Portal, Table } from './portal.ts';
import type { Property } from './properties.ts';
import type { Detail } from './replies.ts';

/** What is wrong with a value, or the value as it is stored. */
export type Checked = { value: string } | { problem: Detail };

const EMAIL = /^[^\s@,;]+@[^\s@,;]+\.[^\s@.,;]+$/;
const DAY_MS = 86_400_000;

/** Checks one value of a write against the property's definition; an empty text clears. */
export function checkValue(portal: Portal, table: Table, name: string, raw: unknown): Checked {
  const property = table.properties.get(name);
  if (property === undefined) return problem(name, 'PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
  if (property.modificationMetadata.readOnlyValue) {
    return problem(name, 'READ_ONLY_VALUE', `"${name}" is a read only property; its value cannot be set.`);
  }
  if (raw === null || raw === '') return { value: '' };
  if (typeof raw === 'object' || raw === undefined) return problem(name, 'INVALID_TYPE', `${name} must be a text`);
  return checkText(portal, table, property, String(raw));
}

function checkText(portal: Portal, table: Table, property: Property, value: string): Checked {
  const { name } = property;
  if (name === 'hubspot_owner_id') return ownerExists(portal, value) ? { value } : notAllowed(name, value);
  if (name === 'email' && !EMAIL.test(value))
    return problem(name, 'INVALID_EMAIL', `Email address ${value} is invalid`);
  if (name === 'email') return { value: value.toLowerCase() };
  if (STAGE_PROPERTIES.has(name)) return stageExists(portal, table, name, value) ? { value } : notAllowed(name, value);
  switch (property.type) {
    case 'enumeration':
      return checkOptions(property, value);
    case 'number':
      return Number.isFinite(Number(value))
        ? { value }
        : problem(name, 'INVALID_INTEGER', `${value} was not a valid number.`);
    case 'bool':
      return value === 'true' || value === 'false' ? { value } : notAllowed(name, value);
    case 'date':
      return checkDate(name, value);
    case 'datetime':
      return checkDatetime(name, value);
    default:
      return value.length <= 65_536
        ? { value }
        : problem(name, 'PROPERTY_VALUE_TOO_LONG', `${name} is longer than 65536 characters`);
  }
}

const STAGE_PROPERTIES = new Set(['pipeline', 'dealstage', 'hs_pipeline', 'hs_pipeline_stage']);

function ownerExists(portal: Portal, id: string): boolean {
  return portal.owners.some((owner) => owner.id === id);
}

function stageExists(portal: Portal, table: Table, name: string, value: string): boolean {
  const pipelines = portal.pipelines.get(table.type.name) ?? [];
  if (name === 'pipeline' || name === 'hs_pipeline') return pipelines.some((pipeline) => pipeline.id === value);
  return pipelines.some((pipeline) => pipeline.stages.some((stage) => stage.id === value));
}

/** Several choices are joined by semicolons; a leading one adds to what is there. */
function checkOptions(property: Property, value: string): Checked {
  if (property.options.length === 0) return { value };
  const chosen = property.fieldType === 'checkbox' ? value.split(';').filter(Boolean) : [value];
  const known = property.options.map((option) => option.value);
  return chosen.every((choice) => known.includes(choice)) ? { value } : notAllowed(property.name, value);
}

function notAllowed(name: string, value: string): Checked {
  return problem(name, 'INVALID_OPTION', `${value} was not one of the allowed options`);
}

/** A date is given as `YYYY-MM-DD` or as the milliseconds of midnight UTC; anything else is refused. */
function checkDate(name: string, value: string): Checked {
  const timeMs = /^\d{4}-\d\d-\d\d$/.test(value)
    ? Date.parse(value)
    : /^-?\d{1,15}$/.test(value)
      ? Number(value)
      : Number.NaN;
  if (Number.isNaN(timeMs)) return problem(name, 'INVALID_DATE', `${value} was not a valid date.`);
  if (timeMs % DAY_MS !== 0) return problem(name, 'INVALID_DATE', `${value} is not midnight UTC.`);
  return { value: new Date(timeMs).toISOString().slice(0, 10) };
}

function checkDatetime(name: string, value: string): Checked {
  const timeMs = new Date(/^-?\d+$/.test(value) ? Number(value) : value).getTime();
  return Number.isNaN(timeMs)
    ? problem(name, 'INVALID_DATE', `${value} was not a valid date.`)
    : { value: new Date(timeMs).toISOString() };
}

function problem(name: string, code: string, message: string): Checked {
  return { problem: { message, code, context: { propertyName: [name] } } };
}
