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

function keyOf(catalogue: ObjectCatalogue | undefined, concept: string): string {
  return catalogue?.fields.find((field) => field.concept === concept)?.key ?? '';
}

function textOf(value: Json | undefined): string {
  const first = Array.isArray(value) ? value[0] : value;
  const text = first !== null && typeof first === 'object' && !Array.isArray(first) ? first?.['value'] : first;
  return text === undefined || text === null ? '' : String(text).trim();
}
