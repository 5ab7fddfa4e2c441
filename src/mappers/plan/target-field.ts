import type { Field } from '../../model/catalogue.ts';
import type { DestinationField } from '../../model/destination-object.ts';
import type { FieldMapping } from '../../model/mapping.ts';
import type { RouteContext } from './payload-context.ts';

/** The destination field that a mapping fills: a known one, one that is made for it, or a line of text. */
export function targetField(context: RouteContext, mapping: FieldMapping): DestinationField {
  const { object, fields, sourceFields } = context;
  const known =
    fields.get(mapping.to) ?? context.destination.objects[object]?.fields.find((field) => field.key === mapping.to);
  // a custom field of plain text takes what we put there the way we put it when we made it
  if (known && !fields.has(known.key) && known.type === 'text') {
    const type = sourceFields.get(mapping.from[0] ?? '')?.type ?? 'text';
    return type === 'choice' || type === 'choices' ? known : { ...known, type, form: newFieldForm(type) };
  }
  if (known) return known;
  const planned = context.mapping.newFields.find((field) => `new:${field.object}.${field.key}` === mapping.to);
  const source = sourceFields.get(mapping.from[0] ?? '');
  const type = (planned?.type ?? source?.type ?? 'text') as Field['type'];
  const isChoice = type === 'choice' || type === 'choices';
  return {
    key: mapping.to,
    type: type === 'choice' ? 'text' : type,
    label: planned?.label ?? mapping.to,
    many: planned?.many,
    form: newFieldForm(type),
    // a field that is made with choices takes no other word; one without takes any
    ...(isChoice &&
      planned?.options && { options: planned.options.map((option) => ({ value: option, label: option })) }),
  };
}

function newFieldForm(type: Field['type']): DestinationField['form'] {
  if (type === 'money') return 'text';
  return type === 'boolean' || type === 'currency' || type === 'country' || type === 'duration_s' ? 'text' : undefined;
}
