import { type Column, settle } from '../column.ts';
import { project } from '../objects.ts';
import type { ObjectHint } from '../types.ts';

/** `Create Date_1`: a name that a table tool made distinct because the row has it twice. */
const duplicateMark = /[_.]1$/;

/**
 * Exports that join two records write all columns of the first and then all of the second. A column that repeats an
 * earlier name after the company's columns have begun tells of the company.
 */
export function settleSections(columns: readonly Column[], object: ObjectHint): void {
  if (object !== 'contact' && object !== 'lead') return;
  const begun = columns.findIndex(
    (column) => column.answer?.base === 'company' || column.answer?.field === 'contact.company_name',
  );
  if (begun < 0) return;
  const seen = new Set<string>();
  for (const column of columns) {
    const name = column.header.trim().toLowerCase();
    const base = name.replace(duplicateMark, '');
    const repeated = (name !== base && seen.has(base)) || seen.has(name);
    seen.add(name);
    const { answer } = column;
    if (!repeated || column.index < begun || answer?.base !== 'contact') continue;
    const field = project('company', answer.part, object);
    if (companyParts.has(answer.part) && field)
      settle(column, { field, base: 'company', confidence: 0.8 }, 'repeats a name among the columns of the company');
  }
}

const companyParts: ReadonlySet<string> = new Set([
  'created_at',
  'updated_at',
  'phone',
  'website',
  'owner',
  'description',
  'email',
  'linkedin_url',
  'address.line1',
  'address.line2',
  'address.city',
  'address.region',
  'address.postal_code',
  'address.country',
]);
