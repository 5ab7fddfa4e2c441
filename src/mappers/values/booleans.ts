import type { Json } from '../../model/json.ts';
import { isEmptyWord, scalarText } from './text.ts';
import { type Normalised, read, unread } from './types.ts';

/** As seen in exports of Copper, Brevo, Zoho, SuiteCRM and in sheets of several languages. */
const yes =
  'true t yes y 1 on x checked enabled active ✓ ✔ ☑ ja j wahr sim verdadeiro si sí oui vrai vero verdadero tak prawda ano igen da kyllä はい 是 да';
const no =
  'false f no n 0 off unchecked disabled inactive ✗ ✘ ☐ nein falsch não nao falso non faux falso nie ne nem nu nej nei ei いいえ 否 нет';

const words: ReadonlyMap<string, boolean> = new Map([
  ...no.split(' ').map((word): [string, boolean] => [word, false]),
  ...yes.split(' ').map((word): [string, boolean] => [word, true]),
]);

export function normaliseBoolean(raw: Json): Normalised {
  if (typeof raw === 'boolean') return read(raw);
  const text = scalarText(raw, true)?.toLowerCase();
  if (text === '') return read(null);
  const value = text === undefined ? undefined : words.get(text);
  if (value !== undefined) return read(value);
  if (text !== undefined && isEmptyWord(text)) return read(null);
  return unread('not_yes_or_no', 'the value is no spelling of yes or no that is known; add it to the transform');
}
