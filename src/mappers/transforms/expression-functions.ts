import { CelScalar, celEnv, celFunc, celList, celMethod, listType } from '@bufbuild/cel';
import { strings } from '@bufbuild/cel/ext';
import { titleCase } from './person-name.ts';

const { STRING, INT, DOUBLE } = CelScalar;
const LIST = listType(CelScalar.DYN);

/** A result longer than this is a mistake of the expression: no field holds it. */
export const maxTextLength = 1_000_000;

function bounded(text: string): string {
  if (text.length > maxTextLength) throw new Error('the text grew too long');
  return text;
}

/** Replacing can multiply a text, and a chain of it would fill the memory: the length is worked out before. */
function replaceAll(text: string, from: string, to: string, limit = Number.POSITIVE_INFINITY): string {
  const count = Math.min(limit, text.split(from).length - 1);
  if (text.length + count * (to.length - from.length) > maxTextLength) throw new Error('the text grew too long');
  let left = count;
  return text.replaceAll(from, (found) => (left-- > 0 ? to : found));
}

function join(list: Iterable<unknown>, separator: string): string {
  const parts = [...list].map(String);
  const length = parts.reduce((sum, part) => sum + part.length + separator.length, 0);
  if (length > maxTextLength) throw new Error('the text grew too long');
  return parts.join(separator);
}

/** CEL knows whole numbers and decimals apart and mixes them not even in `value * 2`; people do. */
const mixed = (
  [
    ['_+_', (a, b) => a + b],
    ['_-_', (a, b) => a - b],
    ['_*_', (a, b) => a * b],
    ['_/_', (a, b) => a / b],
  ] as [string, (a: number, b: number) => number][]
).flatMap(([name, work]) => [
  celFunc(name, [DOUBLE, INT], DOUBLE, (a, b) => work(a, Number(b))),
  celFunc(name, [INT, DOUBLE], DOUBLE, (a, b) => work(Number(a), b)),
]);

const replaced = new Set(['replace', 'join', 'format']);

/** CEL's own functions and its string extension, with bounded results, arithmetic that mixes, and case for all alphabets. */
export const environment = celEnv({
  funcs: [
    ...strings.filter(({ name }) => !replaced.has(name)),
    ...mixed,
    celFunc('_+_', [STRING, STRING], STRING, (a, b) => bounded(a + b)),
    // CEL's own keeps the parts and goes through them by recursion: a few thousand steps of a `map` overflow the stack.
    celFunc('_+_', [LIST, LIST], LIST, (a, b) => celList([...a, ...b])),
    celMethod('replace', STRING, [STRING, STRING], STRING, function (from, to) {
      return replaceAll(this, from, to);
    }),
    celMethod('replace', STRING, [STRING, STRING, INT], STRING, function (from, to, limit) {
      return replaceAll(this, from, to, limit < 0n ? undefined : Number(limit));
    }),
    celMethod('join', listType(STRING), [], STRING, function () {
      return join(this, '');
    }),
    celMethod('join', listType(STRING), [STRING], STRING, function (separator) {
      return join(this, separator);
    }),
    celMethod('lower', STRING, [], STRING, function () {
      return this.toLowerCase();
    }),
    celMethod('upper', STRING, [], STRING, function () {
      return bounded(this.toUpperCase());
    }),
    celMethod('title', STRING, [], STRING, function () {
      return bounded(titleCase(this));
    }),
  ],
});
