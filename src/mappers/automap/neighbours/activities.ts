import type { Column } from '../column.ts';
import type { ObjectHint } from '../types.ts';

const employee =
  /^(?:mitarbeiter(?:in)?|medewerker|employee|medarbejder|medarbetare|ansatt|pracownik|сотрудник|collaborateur|empleado|funcion[aá]rio|dipendente)(?:[\s_]?(?:name|id))?$/i;

/** `Mitarbeiter`, `Medewerker`: of a company it is how many, of a visit or task it is the one of ours who has it. */
export function settleActivities(columns: readonly Column[], object: ObjectHint): void {
  if (object !== 'activity' || columns.some(({ answer }) => answer?.part === 'owner')) return;
  const column = columns.find(({ answer, header }) => !answer && employee.test(header.trim()));
  if (!column) return;
  column.answer = {
    field: 'activity.owner',
    base: 'activity',
    part: 'owner',
    confidence: 0.7,
    inverted: false,
    bare: false,
    why: 'one of ours, and no other column says whose it is',
  };
}
