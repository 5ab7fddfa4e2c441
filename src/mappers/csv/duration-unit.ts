import type { ColumnPlan } from '../../model/reading-plan.ts';
import { headerText } from './column-role.ts';
import type { ColumnProfile } from './inspection.ts';

type Unit = NonNullable<ColumnPlan['durationUnit']>;

const named: readonly (readonly [RegExp, Unit])[] = [
  [/\b(?:ms|millis\w*)\b/, 'ms'],
  [/\b(?:min|mins|minutes?|minuten|minutos)\b/, 'min'],
  [/\b(?:h|hrs?|hours?|stunden|horas)\b/, 'h'],
  [/\b(?:s|secs?|seconds?|sekunden|segundos)\b/, 's'],
];
/** A working day in minutes: nobody notes a longer call in round fives. */
const longestInMinutes = 480;
/** More than a day in seconds: a call that long is one counted in milliseconds. */
const longestInSeconds = 100_000;

/** What a column of durations counts: by its name, else by its values. People note minutes in fives, machines count seconds. */
export function durationUnit(column: ColumnProfile): Unit {
  const said = named.find(([word]) => word.test(headerText(column.column)))?.[1];
  if (said) return said;
  const values = column.options?.map(({ value }) => Number(value.replace(',', '.'))) ?? [];
  const inFives = values.length > 0 && values.every((value) => value % 5 === 0 && value <= longestInMinutes);
  if (inFives) return 'min';
  return (column.largest ?? 0) > longestInSeconds ? 'ms' : 's';
}
