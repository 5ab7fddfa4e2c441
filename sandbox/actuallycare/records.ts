import { type Collection, isObject, type JsonObject, type SandboxContext } from '../kit/index.ts';
import { invalid } from './replies.ts';

export type Person = { id: string; [field: string]: unknown };

/** The resources of the guide, with what each requires: the API knows three kinds of people. */
export const RESOURCES = ['leads', 'clients', 'contacts', 'escrows'] as const;
export type Resource = (typeof RESOURCES)[number];
export type Records = Record<Resource, Collection<Person>>;

const REQUIRED: Record<Resource, readonly string[]> = {
  leads: ['name'],
  clients: ['first_name', 'last_name'],
  contacts: ['first_name', 'contact_type'],
  escrows: [],
};

/** A missing required field or a malformed value fails the row, says the guide. */
export function checkPerson(resource: Resource, values: JsonObject): void {
  for (const field of REQUIRED[resource]) {
    const value = values[field];
    if (typeof value !== 'string' || value.trim() === '') throw invalid(`${field} is required.`);
  }
  for (const [field, value] of Object.entries(values)) {
    if (field !== 'tags' && (isObject(value) || Array.isArray(value))) throw invalid(`${field} must be a plain value.`);
  }
  const { email, phone } = values;
  if (
    email !== undefined &&
    email !== null &&
    !(typeof email === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
  ) {
    throw invalid('email is not a valid address.');
  }
  if (phone !== undefined && phone !== null && !(typeof phone === 'string' && /^[+\d\s().\-x]{5,30}$/.test(phone))) {
    throw invalid('phone is not a valid number.');
  }
}

/** What the guide leaves open of a record: which fields it keeps and what it checks beyond the required ones. */
export type Assumptions = {
  valuesOf(resource: Resource, values: JsonObject): JsonObject;
  check(resource: Resource, values: JsonObject): void;
};

export type Account = { context: SandboxContext; records: Records; assumptions: Assumptions };
