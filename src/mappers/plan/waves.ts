import type { DestinationDefinition } from '../../model/connector.ts';

/** Waves 0 to 9 belong to definitions. */
const firstRecordWave = 10;

/** Objects are written one after another, in the destination's order. */
export function waveOf(definition: DestinationDefinition, object: string): number {
  return firstRecordWave + definition.order.indexOf(object);
}
