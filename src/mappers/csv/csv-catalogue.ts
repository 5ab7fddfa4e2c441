import type { Field, ObjectCatalogue } from '../../model/catalogue.ts';
import type { ValueType } from '../../model/concepts.ts';
import type { ColumnType, FilePlan, PartPlan, ReadingPlan } from '../../model/reading-plan.ts';
import type { ColumnProfile, FileInspection } from './inspection.ts';

/** Columns are typed by what their cells look like; fields by what their values are once read. */
const valueTypes: Readonly<Record<ColumnType, ValueType>> = {
  text: 'text',
  id: 'id',
  email: 'email',
  phone: 'phone',
  url: 'url',
  domain: 'domain',
  date: 'date',
  local_time: 'instant',
  instant: 'instant',
  number: 'number',
  money: 'money',
  percent: 'number',
  boolean: 'boolean',
  country: 'country',
  choice: 'choice',
  html: 'html',
  json: 'text',
  list: 'choices',
};
const lists: ReadonlySet<ColumnType> = new Set(['email', 'list']);

/** The objects that the files hold, with their fields: what a mapping is proposed from. */
export function csvCatalogues(plan: ReadingPlan, files: readonly FileInspection[]): Record<string, ObjectCatalogue> {
  const catalogues: Record<string, ObjectCatalogue> = {};
  for (const file of plan.files) {
    const inspection = files.find((candidate) => candidate.file === file.file);
    if (file.use === 'ignore' || !inspection) continue;
    for (const part of file.parts) {
      for (const object of objectsOf(part)) {
        catalogues[object] ??= { object, fields: [] };
        const catalogue = catalogues[object];
        addFields(catalogue, fieldsOf(file, part, inspection, object));
      }
    }
  }
  return catalogues;
}

/** Every object that rows of this part may become. */
export function objectsOf(part: PartPlan): string[] {
  if (!part.kinds) return [part.object];
  return [...new Set([...Object.values(part.kinds.values), ...(part.kinds.rest ? [part.kinds.otherwise] : [])])];
}

function fieldsOf(file: FilePlan, part: PartPlan, inspection: FileInspection, object: string): Field[] {
  const fillOf = fillByKind(part, inspection, object);
  const owner = part.links.find(({ kind }) => kind === 'owner')?.column;
  return part.columns.flatMap((column): Field[] => {
    const profile = inspection.columns.find((candidate) => candidate.column === column);
    const plan = file.columns.find((candidate) => candidate.column === column);
    if (!profile || !plan) return [];
    const fill = fillOf(profile);
    // Of a mixed file each kind gets the columns that it fills.
    if (fill === 0 && part.kinds) return [];
    const field: Field = {
      key: column,
      label: column,
      type: column === owner ? 'reference' : plan.durationUnit ? 'duration_s' : valueTypes[plan.type],
      fill: Math.min(1, fill),
    };
    const concept = part.concepts[column];
    if (concept !== undefined) field.concept = concept;
    const recognised = part.recognised?.[column];
    if (recognised) Object.assign(field, { confidence: recognised.confidence, because: recognised.reason });
    if (plan.separator !== undefined && lists.has(plan.type)) field.many = true;
    if (isUnique(profile)) field.unique = true;
    if (profile.maxLength > 0) field.maxLength = profile.maxLength;
    if (plan.type === 'choice' && profile.options)
      field.options = profile.options.map(({ value }) => ({ value, label: value }));
    return [field];
  });
}

/** Share of the rows that fill a column, counted over the rows that become this object. */
function fillByKind(part: PartPlan, inspection: FileInspection, object: string): (profile: ColumnProfile) => number {
  const { kinds } = part;
  const study = kinds && inspection.kindStudies.find(({ column }) => column === kinds.column);
  if (!kinds || !study) return (profile) => profile.fill;
  const own = study.kinds.filter((cell) => (kinds.values[cell] ?? kinds.otherwise) === object);
  return (profile) => study.fillOf(own, profile.position);
}

function isUnique(profile: ColumnProfile): boolean {
  return profile.distinctExact && profile.filled > 1 && profile.distinct === profile.filled;
}

/** Two files of contacts: one catalogue, each column once. */
function addFields(catalogue: ObjectCatalogue, fields: readonly Field[]): void {
  for (const field of fields) {
    const known = catalogue.fields.find(({ key }) => key === field.key);
    if (!known) catalogue.fields.push(field);
    else if (known.type !== field.type) known.type = 'text';
  }
}
