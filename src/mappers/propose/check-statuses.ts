import type { Mapping } from '../../model/mapping.ts';
import type { CheckContext, MappingProblem } from './check-mapping.ts';

/** Statuses of records that lead to something that is not there, or cannot be made. None at all is a decision: a line of text. */
export function checkStatuses(mapping: Mapping, { definition, destination }: CheckContext): MappingProblem[] {
  const there = destination.recordStatuses.map(({ id, name }) => `${id} (${name})`).join(', ');
  const choose =
    there === '' ? 'Set `to: null`: the word is kept as a line of text.' : `Choose one: ${there}; or null.`;
  return (mapping.recordStatuses ?? []).flatMap(({ to, name }, index) => {
    const place = `recordStatuses[${index}].to`;
    if (to === null || destination.recordStatuses.some(({ id }) => id === to)) return [];
    if (!to.startsWith('new:')) return [{ place, message: `the destination has no status "${to}"`, hint: choose }];
    if (definition.define.recordStatus === undefined)
      return [{ place, message: `no status "${name}" can be created there`, hint: choose }];
    return [];
  });
}
