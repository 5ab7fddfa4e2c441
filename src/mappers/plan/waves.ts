import type { DestinationDefinition } from '../../model/destination-definition.ts';

/** Waves 0 to 9 belong to definitions. */
const firstRecordWave = 10;

/** Objects are written one after another, in the destination's order. */
export function waveOf(definition: DestinationDefinition, object: string): number {
  return firstRecordWave + definition.order.indexOf(object);
}

/**
 * Links that follow come after all records. Those of an object's second field have a wave of their own: two changes of one
 * record at the same moment could undo each other where a vendor writes whole records.
 */
export function linkWaveOf(definition: DestinationDefinition, place: number): number {
  return firstRecordWave + definition.order.length + place;
}
