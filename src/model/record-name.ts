import type { ObjectCatalogue } from './catalogue.ts';
import type { Json } from './json.ts';

const nameConcepts: Record<string, string[][]> = {
  company: [['company.name'], ['company.domain']],
  contact: [['contact.full_name'], ['contact.first_name', 'contact.last_name'], ['contact.email']],
  lead: [['lead.title'], ['contact.full_name'], ['contact.first_name', 'contact.last_name'], ['contact.email']],
  deal: [['deal.name']],
};
/** Notes, calls, meetings and tasks go by their subject. */
const otherConcepts = [['activity.subject'], ['product.name']];

/** How a person names a record: for fields that hold names, for lines of text and for lists of problems. */
export function nameOf(catalogue: ObjectCatalogue | undefined, values: Record<string, Json>): string | null {
  for (const concepts of nameConcepts[catalogue?.object ?? ''] ?? otherConcepts) {
    const parts = concepts.map((concept) => textOf(values[keyOf(catalogue, concept)]));
    const name = parts.filter((part) => part !== '').join(' ');
    if (name !== '') return name;
  }
  return null;
}

/** With its day it fills the width at which lists cut a name off. */
const longestBeginning = 44;
/** The first that a note, call, e-mail, meeting or task has. */
const dateConcepts = ['activity.start_at', 'activity.done_at', 'activity.due_at', 'activity.created_at'];

/**
 * What a list of problems calls a record: its name, else how its text begins and its day, as for notes, calls and e-mails
 * without a subject. For people to read only: nothing is planned or matched by it.
 */
export function labelOf(catalogue: ObjectCatalogue | undefined, values: Record<string, Json>): string | null {
  const name = nameOf(catalogue, values);
  if (name !== null) return name;
  const found = (concept: string) => textOf(values[keyOf(catalogue, concept)]);
  const body = found('activity.body')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const letters = [...body];
  const beginning =
    letters.length > longestBeginning ? `${letters.slice(0, longestBeginning).join('').trimEnd()}…` : body;
  const day =
    dateConcepts
      .map(found)
      .find((date) => date !== '')
      ?.slice(0, 10) ?? '';
  if (beginning === '') return null;
  return day === '' ? `“${beginning}”` : `“${beginning}”, ${day}`;
}

function keyOf(catalogue: ObjectCatalogue | undefined, concept: string): string {
  return catalogue?.fields.find((field) => field.concept === concept)?.key ?? '';
}

function textOf(value: Json | undefined): string {
  const first = Array.isArray(value) ? value[0] : value;
  const text = first !== null && typeof first === 'object' && !Array.isArray(first) ? first?.['value'] : first;
  return text === undefined || text === null ? '' : String(text).trim();
}
