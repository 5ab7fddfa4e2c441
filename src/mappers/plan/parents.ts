import type { DestinationObject } from '../../model/destination-object.ts';
import type { JsonObject } from '../../model/json.ts';
import type { EffectPlan, Placement, Reason, ReferenceField } from '../../model/plan.ts';
import type { LinkView, RecordView } from '../../model/views.ts';
import { fieldByLabel } from './field-by-label.ts';
import { customerStatus, hasWonDeal } from './lookups.ts';
import type { MatchResult } from './match.ts';
import type { PayloadContext } from './payload-context.ts';
import { findParent, ownParentRole } from './placement.ts';
import { waveOf } from './waves.ts';

/** Where a nested record hangs: the field that names its parent, and the link that led there. */
export type Nested = { reference: ReferenceField; placement: Placement; via: LinkView | null };

/**
 * Where dependants of a record that is there already hang: under the parent that it has there, whatever its parent is at the
 * source. Null where that is the one that its links lead to, or where nothing else is known.
 */
export function homeOf(
  object: DestinationObject,
  record: RecordView,
  match: MatchResult,
  nested: Nested | null,
): Placement | null {
  if (!object.nest || match.matchedId === undefined) return null;
  const own: Placement = { object: record.object, sourceId: record.sourceId, role: ownParentRole };
  if (record.crosswalk.some((row) => row.role === ownParentRole)) return own;
  const parent = match.existing?.[object.nest.field];
  if (typeof parent !== 'string' || parent === '' || parent === nested?.via?.plan?.matchedId) return null;
  return { ...own, existing: { object: object.nest.under, id: parent } };
}

/** Finds the parent that a nested record needs, or plans one of its own; `hold` and `blocked` say with a reason that it must wait. */
export function placeUnderParent(
  context: PayloadContext,
  object: DestinationObject,
  record: RecordView,
  isWon: boolean,
  effects: EffectPlan[],
  reasons: Reason[],
): Nested | 'hold' | 'blocked' {
  const nest = object.nest as NonNullable<DestinationObject['nest']>;
  const parent = findParent(record, nest);
  if (parent.kind === 'blocked') {
    reasons.push({
      code: 'parent_held',
      message: `its ${parent.via.kind} is held or rejected`,
      hint: 'Decide about the parent; this record follows.',
    });
    return 'blocked';
  }
  const ambiguous = record.links.find((link) => nest.via.includes(link.kind) && link.state === 'ambiguous');
  if (parent.kind === 'own' && ambiguous) {
    reasons.push({
      code: 'ambiguous_parent',
      message: `more than one ${ambiguous.toObject} fits its ${ambiguous.kind}`,
      hint: 'Choose the right parent, or correct the key at the source.',
    });
    return 'hold';
  }
  if (parent.kind === 'borrowed') {
    const { object: of, sourceId, role } = parent.placement;
    const placement = { object: of, sourceId, role };
    return { reference: { field: nest.field, ...placement, need: 'required' }, placement, via: parent.via };
  }
  if (!nest.via.includes('own') && context.mapping.orphans !== 'collect') {
    reasons.push({
      code: 'no_parent',
      message: `it belongs to nothing that becomes a ${nest.under}`,
      hint: `Link it at the source, or set orphans: collect in the migration file: one collecting ${nest.under} takes them.`,
    });
    return 'hold';
  }
  const collect = context.mapping.orphans === 'collect' && record.object !== 'contact';
  if (context.mapping.orphans === 'hold' && record.object !== 'contact') {
    reasons.push({
      code: 'no_parent',
      message: `it belongs to no ${nest.under}`,
      hint: 'orphans: each or collect decides for all of them.',
    });
    return 'hold';
  }
  const placement: Placement = collect
    ? { object: 'collection', sourceId: record.object, role: ownParentRole }
    : { object: record.object, sourceId: record.sourceId, role: ownParentRole };
  reasons.push({
    code: `own_${nest.under}`,
    message: collect
      ? `belongs to nobody: put under one collecting ${nest.under}`
      : `belongs to nobody: gets a ${nest.under} of its own`,
    reshaping: true,
  });
  // an earlier migration that ended half-way may have written the parent and not the record
  const known = record.crosswalk.some(({ role, destinationObject: to }) => role === ownParentRole && to === nest.under);
  if (!collect && !known) effects.push(ownParent(context, nest.under, record, isWon));
  return { reference: { field: nest.field, ...placement, need: 'required' }, placement, via: null };
}

/** The parent that a record without one brings: named after it, and no more than that is made up. */
function ownParent(context: PayloadContext, under: string, record: RecordView, isWon: boolean): EffectPlan {
  const parent = context.definition.objects[under] as DestinationObject;
  const catalogue = context.sourceObjects[record.object];
  const payload: JsonObject = {};
  for (const [field, concepts] of Object.entries(parent.standIn ?? {})) {
    const value = concepts.map((concept) => textOf(record, catalogue?.fields, concept)).find((text) => text !== '');
    payload[field] = value ?? `${record.object} ${record.sourceId}`;
  }
  const status = parent.fields.find((field) => field.concept === 'company.status' && field.type === 'reference');
  const customer = context.destination.recordStatuses.find(({ name }) => name === customerStatus);
  if (status && customer && (isWon || hasWonDeal(record))) payload[status.key] = customer.id;
  const marker = parent.marker && markerKey(context, under, parent);
  if (marker) payload[marker] = context.mapping.marker;
  // `contact 42`: finds it again by a look-up, like a record that has a source id of its own
  const sourceId = parent.sourceIdField ? fieldByLabel(context, under, parent.sourceIdField) : null;
  if (sourceId) payload[sourceId] = `${record.object} ${record.sourceId}`;
  return {
    role: ownParentRole,
    operation: 'create',
    destinationObject: under,
    payload,
    references: [],
    wave: waveOf(context.definition, under),
    priority: 0,
  };
}

function textOf(
  record: RecordView,
  fields: { key: string; concept?: string | undefined }[] | undefined,
  concept: string,
): string {
  // `contact.first_name+contact.last_name` joins two concepts
  const parts = concept.split('+').map((name) => {
    const key = fields?.find((field) => field.concept === name)?.key;
    const value = key === undefined ? null : record.values[key];
    const first = Array.isArray(value) ? value[0] : value;
    const plain =
      first !== null && typeof first === 'object' && !Array.isArray(first) ? (first?.['value'] ?? '') : (first ?? '');
    return String(plain).trim();
  });
  return parts.filter((part) => part !== '').join(' ');
}

function markerKey(context: PayloadContext, object: string, definition: DestinationObject): string | null {
  if (definition.marker?.field) return definition.marker.field;
  const label = definition.marker?.label;
  const planned = context.mapping.newFields.find((field) => field.object === object && field.label === label);
  if (planned) return `new:${object}.${planned.key}`;
  return context.destination.objects[object]?.fields.find((field) => field.label === label)?.key ?? null;
}
