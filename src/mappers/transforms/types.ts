import { PortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { ValueContext } from '../values/types.ts';

/** A source record's values by the key of their field. */
export type RecordValues = Readonly<Record<string, Json>>;

export interface TransformContext extends ValueContext {
  /** Tables that `lookup` may name: source id → destination id, region → sales area. */
  tables?: Readonly<Record<string, ReadonlyMap<string, Json>>>;
  /** Keys of the source's fields. Where given, a transform that names another field is refused. */
  fields?: ReadonlySet<string>;
  /** Where the list stands, for messages: `routes[2].fields[0]`. */
  location?: string;
}

export interface TransformProblem {
  /** Stable, snake_case. */
  code: string;
  /** Never quotes the value. */
  message: string;
  /** `routes[2].fields[0].transforms[1] (date)`. */
  at: string;
  /** `invalid`: the record cannot go like this. `note`: it can, and a person may want to know. */
  level: 'invalid' | 'note';
}

export interface Transformed {
  value: Json;
  /** What `cut` took off. */
  overflow?: string;
  problems: readonly TransformProblem[];
}

/** A compiled list of transforms: called once for each record. */
export type CompiledTransforms = (value: Json | undefined, record: RecordValues) => Transformed;

/** What a step sees of the run it is part of. */
export interface Run {
  readonly record: RecordValues;
  /** Reports to the list of problems; the place is added. */
  report(code: string, message: string, level: TransformProblem['level']): void;
  overflow(text: string): void;
}

/** One transform, compiled. */
export type Step = (value: Json, run: Run) => Json;

/** What a transform is compiled with. */
export interface StepContext extends TransformContext {
  /** `routes[2].fields[0].transforms[1] (date)`. */
  at: string;
}

/** A transform that cannot work is refused when the mapping is checked, with its place, not when the first record comes by. */
export function refuse(context: StepContext, code: string, message: string, hint: string): never {
  throw new PortageError('config', `${context.at}: ${message}`, { code, hint, location: context.at });
}

/** Refuses a field that the source does not have. */
export function checkField(context: StepContext, field: string): void {
  if (context.fields === undefined || context.fields.has(field)) return;
  const known = [...context.fields];
  const close = known.filter(
    (key) => key.toLowerCase().includes(field.toLowerCase()) || field.toLowerCase().includes(key.toLowerCase()),
  );
  const list = (close.length > 0 ? close : known).slice(0, 10).join(', ');
  refuse(context, 'unknown_field', `the source has no field "${field}"`, `Name one of its fields, such as ${list}.`);
}
