import { isCelError, isCelList, isCelMap, isCelUint, parse, plan } from '@bufbuild/cel';
import type { Json } from '../../model/json.ts';
import type { TransformOf } from '../../model/transforms.ts';
import { isEmpty } from '../values/text.ts';
import { environment, maxTextLength } from './expression-functions.ts';
import { checkField, type RecordValues, refuse, type Step, type StepContext } from './types.ts';

/**
 * CEL, the Common Expression Language, because it always ends: it has no loops and no recursion, only walks over lists that
 * are there. Its regular expressions are RE2. Walks inside walks are refused, so the work grows with the square of the input
 * at worst, and the input of an expression with a walk is bounded.
 */
const maxWalkedLength = 4000;

type Expr = NonNullable<ReturnType<typeof parse>['expr']>;

/** What an expression uses, found by walking over its tree once. */
interface Uses {
  names: Set<string>;
  functions: Set<string>;
  /** Fields read as `record.name` or `record["name"]`. */
  fields: Set<string>;
  /** Fields asked for by `has(record.name)`: they must stay absent where they are. */
  tested: Set<string>;
  /** The record is used whole, or a field is worked out. */
  wholeRecord: boolean;
  /** Depth of walks within walks. */
  depth: number;
}

function usesOf(root: Expr): Uses {
  const uses: Uses = {
    names: new Set(),
    functions: new Set(),
    fields: new Set(),
    tested: new Set(),
    wholeRecord: false,
    depth: 0,
  };
  const walk = (expr: Expr | undefined, bound: readonly string[], depth: number): void => {
    if (expr === undefined) return;
    uses.depth = Math.max(uses.depth, depth);
    const { exprKind: kind } = expr;
    if (kind.case === 'identExpr') {
      if (!bound.includes(kind.value.name)) uses.names.add(kind.value.name);
      if (kind.value.name === 'record') uses.wholeRecord = true;
    } else if (kind.case === 'selectExpr') {
      const { operand, field, testOnly } = kind.value;
      if (isRecord(operand)) (testOnly ? uses.tested : uses.fields).add(field);
      else walk(operand, bound, depth);
    } else if (kind.case === 'callExpr') {
      const [list, index] = kind.value.args;
      const key = kind.value.function === '_[_]' && isRecord(list) ? textConstant(index) : undefined;
      uses.functions.add(kind.value.function);
      if (key !== undefined) uses.fields.add(key);
      else for (const child of [kind.value.target, ...kind.value.args]) walk(child, bound, depth);
    } else if (kind.case === 'listExpr') {
      for (const child of kind.value.elements) walk(child, bound, depth);
    } else if (kind.case === 'structExpr') {
      for (const { keyKind, value } of kind.value.entries) {
        if (keyKind.case === 'mapKey') walk(keyKind.value, bound, depth);
        walk(value, bound, depth);
      }
    } else if (kind.case === 'comprehensionExpr') {
      const { accuVar, iterVar, iterVar2, iterRange, accuInit, loopCondition, loopStep, result } = kind.value;
      const inner = [...bound, accuVar, iterVar, iterVar2];
      walk(iterRange, bound, depth);
      for (const child of [accuInit, result]) walk(child, inner, depth);
      for (const child of [loopCondition, loopStep]) walk(child, inner, depth + 1);
    }
  };
  walk(root, [], 0);
  return uses;
}

function isRecord(expr: Expr | undefined): boolean {
  return expr?.exprKind.case === 'identExpr' && expr.exprKind.value.name === 'record';
}

function textConstant(expr: Expr | undefined): string | undefined {
  if (expr?.exprKind.case !== 'constExpr') return undefined;
  const { constantKind } = expr.exprKind.value;
  return constantKind.case === 'stringValue' ? constantKind.value : undefined;
}

/** Names of types, which CEL lets an expression use as values: `type(value) == string`. */
const typeNames = new Set([
  'bool',
  'bytes',
  'double',
  'int',
  'list',
  'map',
  'null_type',
  'string',
  'timestamp',
  'duration',
  'type',
  'uint',
  'dyn',
]);
/** Resolved by the planner itself, not by the table of functions. */
const operators = new Set([
  '_&&_',
  '_||_',
  '_?_:_',
  '_[_]',
  '_?._',
  '_==_',
  '_!=_',
  '@not_strictly_false',
  '@in',
  '_in_',
]);

function compile(
  text: string,
  context: StepContext,
): { run: (bindings: Record<string, unknown>) => unknown; uses: Uses } {
  try {
    const parsed = parse(text);
    const uses = usesOf(parsed.expr);
    return { run: plan(environment, parsed) as (bindings: Record<string, unknown>) => unknown, uses };
  } catch (error) {
    const message = error instanceof Error ? error.message.replace('<input>:', 'line ') : String(error);
    const reason = error instanceof RangeError ? 'it is nested too deeply' : message;
    return refuse(
      context,
      'expression_invalid',
      `the expression cannot be read: ${reason}`,
      'It is written in CEL, see docs/transforms.md.',
    );
  }
}

function check(uses: Uses, context: StepContext): void {
  const name = [...uses.names].find((used) => used !== 'value' && used !== 'record' && !typeNames.has(used));
  if (name !== undefined)
    refuse(
      context,
      'unknown_name',
      `the expression names "${name}", which it does not have`,
      `Write record.${name} for a field of the record.`,
    );
  const missing = [...uses.functions].find(
    (used) => !operators.has(used) && environment.funcs.find(used) === undefined,
  );
  if (missing !== undefined)
    refuse(
      context,
      'unknown_function',
      `there is no function "${missing}"`,
      'See the list of functions in docs/transforms.md.',
    );
  if (uses.depth > 1) {
    refuse(
      context,
      'walk_within_walk',
      'a list is walked over inside the walk over another one',
      'Use two transforms, or one walk with a look-up.',
    );
  }
  for (const field of [...uses.fields, ...uses.tested]) checkField(context, field);
}

/** Works a value out by an expression over `value` and `record`. A field that the record lacks is null. */
export function expressionStep({ text }: TransformOf<'expression'>, context: StepContext): Step {
  const { run: evaluate, uses } = compile(text, context);
  check(uses, context);
  const recordFor = (record: RecordValues): Record<string, Json> => {
    const base: Record<string, Json> = uses.wholeRecord ? { ...record } : {};
    for (const field of uses.fields) if (!uses.tested.has(field)) base[field] = record[field] ?? null;
    for (const field of uses.tested) if (!isEmpty(record[field])) base[field] = record[field] ?? null;
    return base;
  };
  return (value, run) => {
    const bindings = { value: value ?? null, record: recordFor(run.record) };
    if (uses.depth > 0 && lengthOf(bindings) > maxWalkedLength) {
      run.report(
        'expression_input_too_long',
        `an expression that walks over lists takes at most ${maxWalkedLength} characters`,
        'invalid',
      );
      return null;
    }
    const result = evaluate(bindings);
    const json = isCelError(result) ? undefined : toJson(result);
    if (json === undefined) {
      run.report('expression_failed', failure(result), 'invalid');
      return null;
    }
    return isEmpty(json) ? null : json;
  };
}

/** CEL's own message where it speaks of types only; others may quote a customer's value. */
function failure(result: unknown): string {
  const message = isCelError(result) ? result.message : '';
  if (/^found no matching overload for '[^']*' applied to '[^']*'$/.test(message))
    return `the expression does not fit the types of this record: ${message}`;
  if (/^(?:int|uint) divide by zero$/.test(message)) return 'the expression divides by zero';
  if (message.includes('grew too long')) return `the expression makes a text of more than ${maxTextLength} characters`;
  return isCelError(result)
    ? 'the expression cannot be worked out for this record'
    : 'the expression gives no value that a field can hold';
}

/** A CEL value as JSON; undefined for what a field cannot hold: bytes, types, whole numbers beyond 2^53. */
function toJson(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : undefined;
  if (isCelUint(value)) return toJson(value.value);
  if (isCelList(value)) {
    const items = [...value].map(toJson);
    return items.some((item) => item === undefined) ? undefined : (items as Json[]);
  }
  if (!isCelMap(value)) return undefined;
  const entries = [...value.entries()].map(([key, item]) => [String(key), toJson(item)] as const);
  return entries.some(([, item]) => item === undefined)
    ? undefined
    : (Object.fromEntries(entries) as Record<string, Json>);
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, item) => sum + 1 + lengthOf(item), 0);
}
