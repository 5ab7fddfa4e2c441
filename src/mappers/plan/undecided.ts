import type { ObjectCatalogue } from '../../model/catalogue.ts';
import type { Route } from '../../model/mapping.ts';
import type { RecordView } from '../../model/views.ts';

const longestValue = 40;

/**
 * Message and hint for a record that no route takes. Both name what its routes look at and what the record says there, so that
 * the report groups all that wait for the same decision.
 */
export function undecidedRoute(
  record: RecordView,
  routes: readonly Route[],
  catalogue: ObjectCatalogue | undefined,
): { message: string; hint: string } {
  if (!routes.some((route) => route.object === record.object)) {
    return {
      message: `the mapping has no route for ${record.object} records`,
      hint: 'Add one to the mapping. At hand-over give the same migration file again: its next run proposes one.',
    };
  }
  const keys = new Set(
    routes
      .filter((route) => route.object === record.object)
      .flatMap((route) => route.when.flatMap(({ field, also }) => [field, ...also])),
  );
  const fields = catalogue?.fields.filter((field) => keys.has(field.key) || keys.has(field.concept ?? '')) ?? [];
  const said = fields.flatMap((field) => {
    const text = textOf(record.values[field.key]);
    return text === '' ? [] : [{ key: field.key, label: field.label ?? field.key, text }];
  });
  const [first] = said;
  if (first === undefined) {
    const looked = fields.map((field) => `"${field.label ?? field.key}"`).join(', ');
    return {
      message: looked === '' ? 'nothing in the record says what it is' : `nothing says what it is: ${looked} is empty`,
      hint: 'Choose a route for them in the mapping: one at the end without conditions takes all that are left.',
    };
  }
  return {
    message: `nothing says what it is: ${said.map(({ label, text }) => `"${label}" is "${text}"`).join(', ')}`,
    hint: `Add a route for them to the mapping: when: [{ field: ${first.key}, is: oneOf, values: ["${first.text}"] }].`,
  };
}

function textOf(value: unknown): string {
  const text = (Array.isArray(value) ? value : [value])
    .filter((item) => item !== null && item !== undefined && typeof item !== 'object')
    .join(', ')
    .trim();
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
