import { type Matcher, RE2JS } from 're2js';
import type { TransformOf } from '../../model/transforms.ts';
import { textStep } from './apply.ts';
import { type Run, refuse, type Step, type StepContext } from './types.ts';

/**
 * A customer's regular expressions run on RE2: linear time for each match, whatever pattern and text are. Finding all matches
 * is quadratic at worst, and a replacement can multiply a text, so length, result and time of a value are bounded as well.
 */
const maxTextLength = 200_000;
const maxResultLength = 2_000_000;
const maxMs = 1000;

function compile(pattern: string, ignoreCase: boolean, context: StepContext): RE2JS {
  try {
    return RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return refuse(
      context,
      'pattern_invalid',
      `the pattern cannot be used: ${reason}`,
      'Write it in RE2 syntax: no back-references (\\1) and no look-around ((?=…)).',
    );
  }
}

type Part = string | number;

/** `$1`, `${name}`, `$&` and `$$` of a replacement, checked against the pattern's groups. */
function replacementParts(text: string, regex: RE2JS, context: StepContext): Part[] {
  const count = regex.groupCount();
  const names: Record<string, number> = regex.namedGroups();
  return [...text.matchAll(/\$\$|\$&|\$(\d{1,2})|\$\{([^}]*)\}|[^$]+|\$/g)].map(([piece, digits, name]) => {
    if (piece === '$$') return '$';
    if (piece === '$&') return 0;
    const group =
      digits !== undefined
        ? Number(digits)
        : name !== undefined
          ? (names[name] ?? (/^\d+$/.test(name) ? Number(name) : -1))
          : undefined;
    if (group === undefined) return piece;
    if (group < 0 || group > count)
      refuse(
        context,
        'unknown_group',
        `the replacement names group ${piece}, which the pattern does not have`,
        `The pattern has ${count} groups.`,
      );
    return group;
  });
}

function isTooLong(text: string, run: Run): boolean {
  if (text.length <= maxTextLength) return false;
  run.report('text_too_long', `the text has more than ${maxTextLength} characters, too many for a pattern`, 'invalid');
  return true;
}

export function regexReplaceStep(transform: TransformOf<'regex_replace'>, context: StepContext): Step {
  const regex = compile(transform.pattern, transform.ignoreCase, context);
  const parts = replacementParts(transform.with, regex, context);
  return textStep((text, run) => {
    if (isTooLong(text, run)) return null;
    const result = replace(text, regex.matcher(text), parts, transform.all);
    if (result === undefined)
      run.report('pattern_too_costly', 'the pattern takes too long or makes too much of this text', 'invalid');
    return result ?? null;
  });
}

function replace(text: string, matcher: Matcher, parts: Part[], all: boolean): string | undefined {
  const pieces: string[] = [];
  let at = 0;
  let length = 0;
  const deadline = performance.now() + maxMs;
  while (matcher.find()) {
    const replacement = parts.map((part) => (typeof part === 'string' ? part : (matcher.group(part) ?? ''))).join('');
    pieces.push(text.slice(at, matcher.start()), replacement);
    length += matcher.start() - at + replacement.length;
    at = matcher.end();
    if (length > maxResultLength || performance.now() > deadline) return undefined;
    if (!all) break;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}

export function regexExtractStep(transform: TransformOf<'regex_extract'>, context: StepContext): Step {
  const regex = compile(transform.pattern, transform.ignoreCase, context);
  if (transform.group > regex.groupCount()) {
    refuse(
      context,
      'unknown_group',
      `the pattern has no group ${transform.group}`,
      `It has ${regex.groupCount()} groups; 0 is the whole match.`,
    );
  }
  return textStep((text, run) => {
    if (isTooLong(text, run)) return null;
    const matcher = regex.matcher(text);
    return matcher.find() ? matcher.group(transform.group) : null;
  });
}
