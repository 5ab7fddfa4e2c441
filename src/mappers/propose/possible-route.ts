import type { ObjectCatalogue } from '../../model/catalogue.ts';
import { conceptObjectsOf } from '../../model/concepts.ts';
import type { RouteTemplate } from '../../model/destination-definition.ts';
import { labelOf, slug } from './new-fields.ts';

const byLabel = 'label:';

/**
 * A route with its conditions on the source's own fields, by their keys; null where one can never hold because the source
 * has no such field. Conditions on linked records (`deal.status` of a person) stay as they are.
 */
export function possibleRoute(template: RouteTemplate, source: ObjectCatalogue): RouteTemplate | null {
  const own = conceptObjectsOf(template.object);
  const when: RouteTemplate['when'] = [];
  for (const condition of template.when) {
    const [field, ...also] = [condition.field, ...condition.also].flatMap((name) => {
      if (name.startsWith(byLabel)) return keysOfLabel(name.slice(byLabel.length), source);
      return own.includes(name.split('.')[0] ?? '') ? keysOf(name, source) : [name];
    });
    if (field !== undefined) when.push({ ...condition, field, also });
    else if (condition.is !== 'empty') return null;
  }
  return { ...template, when };
}

/** Fields that no concept claims, by what people call them: `label:Contact type`, whatever its capitals and spaces. */
function keysOfLabel(label: string, { fields }: ObjectCatalogue): string[] {
  const wanted = slug(label);
  return fields.filter((field) => field.concept === undefined && slug(labelOf(field)) === wanted).map(({ key }) => key);
}

/** The fuller field first. */
function keysOf(concept: string, { fields }: ObjectCatalogue): string[] {
  return fields
    .filter((field) => field.concept === concept)
    .sort((a, b) => (b.fill ?? 0) - (a.fill ?? 0))
    .map((field) => field.key);
}
