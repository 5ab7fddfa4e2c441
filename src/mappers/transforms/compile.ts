import type { Json } from '../../model/json.ts';
import type { Transform, Transforms } from '../../model/transforms.ts';
import { checkContext } from '../values/normalise.ts';
import { isEmpty } from '../values/text.ts';
import { expressionStep } from './expression.ts';
import { lookupStep, valueMapStep } from './map-steps.ts';
import { regexExtractStep, regexReplaceStep } from './regex-steps.ts';
import { templateStep } from './template-step.ts';
import * as text from './text-steps.ts';
import * as typed from './typed-steps.ts';
import type {
  CompiledTransforms,
  Run,
  Step,
  StepContext,
  TransformContext,
  Transformed,
  TransformProblem,
} from './types.ts';

/**
 * Compiles a list of transforms once, to be run for each record. What cannot work (an unknown field or table, a pattern that
 * RE2 does not know, a circle in a look-up) is refused here with its place. Running never throws: what goes wrong with one
 * record's value is one of its problems.
 *
 * `compileTransforms([{ type: 'trim', collapse: true }, { type: 'case', to: 'title' }], context)(' ANN  LEE ', {})` gives
 * `{ value: 'Ann Lee', problems: [] }`.
 */
export function compileTransforms(list: Transforms, context: TransformContext): CompiledTransforms {
  checkContext(context);
  const places = list.map(
    (transform, index) => `${context.location ? `${context.location}.` : ''}transforms[${index}] (${transform.type})`,
  );
  const steps = list.map((transform, index) => compileStep(transform, { ...context, at: places[index] ?? '' }));
  return (value, record) => run(steps, places, value ?? null, record);
}

const noProblems: readonly TransformProblem[] = Object.freeze([]);

function run(steps: readonly Step[], places: readonly string[], given: Json, record: Run['record']): Transformed {
  const problems: TransformProblem[] = [];
  const rests: string[] = [];
  let at = '';
  const state: Run = {
    record,
    report: (code, message, level) => problems.push({ code, message, at, level }),
    overflow: (rest) => rests.push(rest),
  };
  let value: Json = given;
  for (const [index, step] of steps.entries()) {
    at = places[index] ?? '';
    try {
      value = step(value, state);
    } catch {
      // No step is known to throw; if one does on a strange value, that record fails, not the run of a million others.
      state.report('transform_failed', 'the transform failed on this value', 'invalid');
      value = null;
    }
  }
  const result: Transformed = {
    value: isEmpty(value) ? null : value,
    problems: problems.length === 0 ? noProblems : problems,
  };
  if (rests.length > 0) result.overflow = rests.join('\n');
  return result;
}

function compileStep(transform: Transform, context: StepContext): Step {
  switch (transform.type) {
    case 'trim':
      return text.trimStep(transform);
    case 'case':
      return text.caseStep(transform);
    case 'split_name':
      return text.splitNameStep(transform);
    case 'join':
      return text.joinStep(transform, context);
    case 'domain_from':
      return text.domainFromStep(transform);
    case 'split_list':
      return text.splitListStep(transform);
    case 'first':
      return text.firstStep();
    case 'html_to_text':
      return text.htmlToTextStep();
    case 'html_to_markdown':
      return text.htmlToMarkdownStep();
    case 'cut':
      return text.cutStep(transform);
    case 'prefix':
      return text.prefixStep(transform);
    case 'suffix':
      return text.suffixStep(transform);
    case 'template':
      return templateStep(transform, context);
    case 'phone':
      return typed.phoneStep(transform, context);
    case 'email':
      return typed.emailStep(transform, context);
    case 'country':
      return typed.countryStep(transform, context);
    case 'date':
      return typed.dateStep(transform, context);
    case 'instant':
      return typed.instantStep(transform, context);
    case 'multi_instants':
      return typed.multiInstantsStep(transform, context);
    case 'number':
      return typed.numberStep(transform, context);
    case 'money':
      return typed.moneyStep(transform, context);
    case 'boolean':
      return typed.booleanStep(transform, context);
    case 'invert':
      return typed.invertStep(context);
    case 'value_map':
      return valueMapStep(transform, context);
    case 'lookup':
      return lookupStep(transform, context);
    case 'regex_replace':
      return regexReplaceStep(transform, context);
    case 'regex_extract':
      return regexExtractStep(transform, context);
    case 'expression':
      return expressionStep(transform, context);
    case 'constant':
      return () => transform.value;
    case 'default':
      return (value) => (isEmpty(value) ? transform.value : value);
  }
}
