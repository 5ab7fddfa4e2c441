import type { DestinationObject } from '../../model/destination-object.ts';
import type { JsonObject } from '../../model/json.ts';
import { pick } from '../../model/json-path.ts';
import {
  type EffectPlan,
  linkedBefore,
  linkRole,
  type Plan,
  type Reason,
  type ReferenceField,
} from '../../model/plan.ts';
import type { LinkView, RecordView } from '../../model/views.ts';
import { isBlank } from './built.ts';
import { linkLines } from './leftovers.ts';
import { linkEffect } from './link-effect.ts';
import type { MatchResult } from './match.ts';
import type { PayloadContext } from './payload-context.ts';

export interface LaterLinks {
  effects: EffectPlan[];
  links: Plan['links'];
  reasons: Reason[];
}

/**
 * Links that follow as effects of their own once both ends are there: to a record of the same object (a company's parent
 * company, in a circle as well), or to one that is written later. Each sets one field and is known by it, so that a changed
 * parent is that one field again and an unchanged one is nothing at all.
 */
export function laterLinks(
  context: PayloadContext,
  to: string,
  object: DestinationObject,
  record: RecordView,
  later: ReadonlyMap<LinkView, ReferenceField>,
  match: MatchResult,
  hashOf: (reference: ReferenceField) => string,
): LaterLinks {
  const result: LaterLinks = { effects: [], links: [], reasons: [] };
  for (const [link, reference] of later) {
    const { field } = reference;
    const role = linkRole(field);
    const contentHash = hashOf(reference);
    const known = record.crosswalk.find((row) => row.role === role && row.destinationObject === to);
    if (known?.contentHash === contentHash) {
      result.links.push(...linkLines(link, linkedBefore(field)));
      continue;
    }
    const may = maySet(object, to, record, match, field);
    result.links.push(...linkLines(link, may === 'kept' ? 'none' : role));
    if (may === 'kept')
      result.reasons.push({
        code: 'existing_value_kept',
        message: `"${labelOf(object, field)}" stays as it is on a record that was there before`,
        field,
      });
    if (may !== 'set') continue;
    result.effects.push(linkEffect(context.definition, to, object, reference, contentHash));
  }
  return result;
}

/** A record that is ours takes the link; one that was there before only where it has none; one that is not written waits. */
function maySet(
  object: DestinationObject,
  to: string,
  { crosswalk }: RecordView,
  match: MatchResult,
  field: string,
): 'set' | 'kept' | 'waits' {
  if (match.outcome === 'create') return 'set';
  const written = match.matchedId !== undefined && match.matchedObject === undefined;
  if (!written || match.outcome === 'hold' || match.outcome === 'reject') return 'waits';
  const main = crosswalk.find((row) => row.role === 'main' && row.destinationObject === to);
  if (main?.origin === 'created') return 'set';
  const blank = match.existing !== undefined && isBlank(standing(object, match.existing, field));
  return blank ? 'set' : 'kept';
}

function standing(object: DestinationObject, existing: JsonObject, key: string) {
  const path = object.fields.find((field) => field.key === key)?.path;
  return (path === undefined ? existing[key] : pick(existing, path)) ?? null;
}

function labelOf(object: DestinationObject, key: string): string {
  return object.fields.find((field) => field.key === key)?.label ?? key;
}
