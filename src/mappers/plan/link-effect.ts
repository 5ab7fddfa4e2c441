import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { DestinationObject } from '../../model/destination-object.ts';
import { type EffectPlan, linkRole, type ReferenceField } from '../../model/plan.ts';
import { linkWaveOf } from './waves.ts';

/** A reference that is set, moved or emptied as a change of its own, to the one field. */
export function linkEffect(
  definition: DestinationDefinition,
  to: string,
  object: DestinationObject,
  reference: ReferenceField,
  contentHash: string,
): EffectPlan {
  const { field } = reference;
  return {
    role: linkRole(field),
    operation: 'link',
    destinationObject: to,
    payload: {},
    references: [reference],
    wave: linkWaveOf(
      definition,
      object.references.findIndex((candidate) => candidate.field === field),
    ),
    priority: 0,
    contentHash,
  };
}
