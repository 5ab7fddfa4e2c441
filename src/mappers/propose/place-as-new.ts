import type { Field } from '../../model/catalogue.ts';
import type { DestinationObject } from '../../model/destination-object.ts';
import type { FieldMapping, Route } from '../../model/mapping.ts';
import { labelOf, slug } from './new-fields.ts';
import type { RouteInput } from './propose-route.ts';

export function placeOwner(input: RouteInput, field: Field, fields: FieldMapping[], unmapped: Route['unmapped']): void {
  const label = input.destination?.ownerLabel;
  const key = label
    ? input.newFields.want({
        object: input.destinationKey as string,
        label,
        type: 'reference',
        many: false,
        options: [],
        reason: 'the destination has no owner here',
      })
    : null;
  // `Owner ID` and `Owner Name`: the first says who it is, the second stays as it is written
  if (key && isFilled(key, fields)) placeAsNew(input, field, fields, unmapped);
  else if (key) fields.push(mapped(key, field, 'owner, as a field of its own'));
  else if (input.destination?.footerField)
    fields.push(
      mapped('footer:Original owner', field, 'the destination has no owner here: the name is kept in the text'),
    );
  else
    unmapped.push({
      field: field.key,
      reason: 'the destination has no owner here and no text that could name one',
    });
}

export function placeAsNew(input: RouteInput, field: Field, fields: FieldMapping[], unmapped: Route['unmapped']): void {
  const created = field.concept?.endsWith('.created_at') ?? false;
  const kept = input.destination?.keep.find((entry) => entry.concept === field.concept);
  const fixed = created ? 'Created at source' : kept?.label;
  const reason = created
    ? 'the destination sets its own creation date'
    : `no field of the destination means the same as "${labelOf(field)}"`;
  const isTagged = field.type === 'html' && input.plainText;
  const want = (label: string) =>
    input.newFields.want({
      object: input.destinationKey as string,
      label,
      // what points at a record there is kept as what it says: only owners become users
      type: field.type === 'reference' || isTagged ? 'text' : field.type,
      ...((field.long || isTagged) && { long: true }),
      many: field.many ?? false,
      options: field.options?.map((option) => option.label) ?? [],
      reason,
    });
  const shared = fixed === undefined ? null : want(fixed);
  // of two fields of one meaning the fuller one takes the label, the other keeps its own
  const isFree = shared !== null && !isFilled(shared, fields);
  const own = ownLabel(field, input, fields);
  const key = isFree ? shared : want(own);
  const transforms: FieldMapping['transforms'] = isTagged ? [{ type: 'html_to_text' }] : undefined;
  if (key) fields.push({ ...mapped(key, field, 'kept in a new custom field'), ...(transforms && { transforms }) });
  else if (input.destination?.footerField)
    fields.push(
      mapped(`footer:${fixed ?? labelOf(field)}`, field, 'kept as a line of text: the destination has no such field'),
    );
  else unmapped.push({ field: field.key, reason: 'the destination has no field for it and none can be created' });
}

export function isFilled(key: string, fields: readonly FieldMapping[]): boolean {
  return fields.some(({ to }) => to === key);
}

/**
 * `Budget` and `Budget (€)` are two fields, and so are a customer's own `Import marker` and ours: a label whose key is taken
 * gets a number. The same columns get the same labels every time.
 */
function ownLabel(field: Field, { destination, source }: RouteInput, fields: readonly FieldMapping[]): string {
  const label = labelOf(field);
  const placed = fields.flatMap(({ from, to }) => (to.startsWith('footer:') ? [] : from));
  const taken = new Set([
    ...labelsOfEngine(destination).map(slug),
    ...fields.flatMap(({ to }) => (to.startsWith('new:') ? [to.slice(to.indexOf('.') + 1)] : [])),
    // a field that is kept beside what it fills in part takes no label from itself
    ...source.fields
      .filter(({ key }) => key !== field.key && placed.includes(key))
      .map((other) => slug(labelOf(other))),
  ]);
  let own = label;
  for (let number = 2; taken.has(slug(own)); number += 1) own = `${label.slice(0, 30)} ${number}`;
  return own;
}

function labelsOfEngine(destination: DestinationObject | null): string[] {
  if (destination === null) return [];
  const { marker, sourceIdField, ownerLabel, footerLabel, spill, keep, consent } = destination;
  const labels = [marker?.label, sourceIdField, ownerLabel, footerLabel, consent?.label];
  return [...labels, ...spill.map(({ label }) => label), ...keep.map(({ label }) => label)].filter(
    (label) => label !== undefined,
  );
}

export function mapped(to: string, field: Field, reason: string): FieldMapping {
  return { to, from: [field.key], fallback: [], existing: 'fill', confidence: 1, reason };
}
