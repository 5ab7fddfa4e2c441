import type { ObjectCatalogue } from '../../model/catalogue.ts';
import type { RouteTemplate } from '../../model/connector.ts';

/** Whose concepts an object's own fields carry: a lead is a person with the facts of an employer. */
const ownConcepts: Record<string, readonly string[]> = {
  lead: ['lead', 'contact', 'company'],
  note: ['activity'],
  task: ['activity'],
  call: ['activity'],
  email: ['activity'],
  meeting: ['activity'],
};

/**
 * A route with its conditions on the source's own fields, by their keys; null where one can never hold because the source
 * has no such field. Conditions on linked records (`deal.status` of a person) stay as they are.
 */
export function possibleRoute(template: RouteTemplate, source: ObjectCatalogue): RouteTemplate | null {
  const own = ownConcepts[template.object] ?? [template.object];
  const when: RouteTemplate['when'] = [];
  for (const condition of template.when) {
    const [field, ...also] = [condition.field, ...condition.also].flatMap((name) =>
      own.includes(name.split('.')[0] ?? '') ? keysOf(name, source) : [name],
    );
    if (field !== undefined) when.push({ ...condition, field, also });
    else if (condition.is !== 'empty') return null;
  }
  return { ...template, when };
}

/** The fuller field first. */
function keysOf(concept: string, { fields }: ObjectCatalogue): string[] {
  return fields
    .filter((field) => field.concept === concept)
    .sort((a, b) => (b.fill ?? 0) - (a.fill ?? 0))
    .map((field) => field.key);
}
