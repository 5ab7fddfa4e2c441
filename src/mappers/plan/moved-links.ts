import type { DestinationObject } from '../../model/destination-object.ts';
import type { EffectPlan, Placement, Reason, Reference, ReferenceField } from '../../model/plan.ts';
import { linkRole } from '../../model/plan.ts';
import type { RecordView, SetLink } from '../../model/views.ts';
import { linkEffect } from './link-effect.ts';
import type { MatchResult } from './match.ts';
import type { Nested } from './parents.ts';
import type { PayloadContext } from './payload-context.ts';

export interface MovedLinks {
  effects: EffectPlan[];
  reasons: Reason[];
  /** How links are carried whose field changes, by the field. */
  carried: Map<string, string>;
}

/**
 * Of a record that is there: references of its own that have moved at the source since it came across, that are new, or that were
 * taken away. Each is a change of its own, to the one field. What a person has linked in the meantime is not emptied.
 */
export function movedLinks(
  context: PayloadContext,
  to: string,
  object: DestinationObject,
  record: RecordView,
  current: { references: ReferenceField[]; later: ReferenceField[] },
  match: MatchResult,
  hashOf: (payload: Record<string, null>, references: ReferenceField[]) => string,
): MovedLinks {
  const result: MovedLinks = { effects: [], reasons: [], carried: new Map() };
  if (match.matchedId === undefined || match.matchedObject !== undefined) return result;
  const change = (reference: ReferenceField, contentHash: string) =>
    linkEffect(context.definition, to, object, reference, contentHash);
  const set = setLinksOf(record);
  for (const { field, link, to: becomes, clears } of object.references) {
    const before = set.get(field);
    const now = current.references.find((reference) => reference.field === field);
    if (now !== undefined) {
      if (match.outcome !== 'update' || !isOurs(record, to) || (before && isSame(before, now))) continue;
      if (isFixed(object, field)) {
        result.carried.set(field, 'none');
        result.reasons.push(
          told('link_not_moved', `its ${link} is another one now; there it cannot be changed`, field),
        );
        continue;
      }
      result.carried.set(field, linkRole(field));
      result.effects.push(change({ ...now, need: 'later', to: becomes }, hashOf({}, [now])));
    } else if (before?.read && isTakenAway(record, current.later, field, link)) {
      if (!clears || isFixed(object, field)) {
        const message = `its ${link} was taken away at the source; there it cannot be taken away`;
        result.reasons.push(told('link_not_emptied', message, field));
        continue;
      }
      const { object: of, sourceId, role } = before;
      const was: ReferenceField = { field, object: of, sourceId, role, need: 'was' };
      result.effects.push(change(was, hashOf({ [field]: null }, [])));
    }
  }
  return result;
}

/**
 * The parent under which a record of ours stays, where it has another one at the source by now and the destination cannot move it.
 * What hangs on the record goes there as well.
 */
export function parentThatStays(
  object: DestinationObject,
  to: string,
  record: RecordView,
  nested: Nested | null,
): { placement: Placement; reason: Reason } | null {
  if (!object.nest || nested === null || !isOurs(record, to) || !isFixed(object, object.nest.field)) return null;
  const before = setLinksOf(record).get(object.nest.field);
  if (before === undefined || isSame(before, nested.reference)) return null;
  const { object: of, sourceId, role } = before;
  const message = `belongs to another ${object.nest.under} now; there it cannot be moved and stays where it is`;
  return { placement: { object: of, sourceId, role }, reason: told('parent_kept', message, object.nest.field) };
}

function told(code: string, message: string, field: string): Reason {
  return { code, message, field, hint: 'Change it there by hand.' };
}

function setLinksOf(record: RecordView): Map<string, SetLink> {
  return new Map((record.setLinks ?? []).map((link) => [link.field, link]));
}

function isOurs({ crosswalk }: RecordView, to: string): boolean {
  return crosswalk.some((row) => row.role === 'main' && row.destinationObject === to && row.origin === 'created');
}

/** Can only be set as the record is made. */
function isFixed(object: DestinationObject, field: string): boolean {
  return object.update === undefined || object.fields.some(({ key, createOnly }) => key === field && createOnly);
}

/** A link of the kind that leads nowhere we know is not one that was taken away. */
function isTakenAway(record: RecordView, later: ReferenceField[], field: string, kind: string): boolean {
  return !later.some((reference) => reference.field === field) && !record.links.some((link) => link.kind === kind);
}

function isSame(one: Reference, other: Reference): boolean {
  return one.object === other.object && one.sourceId === other.sourceId && one.role === other.role;
}
