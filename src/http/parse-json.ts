import type { Json } from '../model/json.ts';

type SourceReviver = (key: string, value: unknown, context: { source?: string }) => unknown;

/** Only a run of 16 digits can be an integer that a double does not hold; a look at the text costs far less than the reviver. */
const longDigits = /\d{16}/;
const integer = /^-?\d+$/;

/**
 * Parses JSON so that integers beyond 2^53 stay exact: they become text, as ids are text anyway. Everything else is what
 * `JSON.parse` gives. Throws `SyntaxError`.
 *
 * @example parseJson('{"id":9007199254740993}') // { id: '9007199254740993' }
 */
export function parseJson(text: string): Json {
  if (!longDigits.test(text)) return JSON.parse(text) as Json;
  const keepExact: SourceReviver = (_, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source !== undefined && integer.test(source)
      ? source
      : value;
  return JSON.parse(text, keepExact as (key: string, value: unknown) => unknown) as Json;
}
