import type { TemplateValues } from '../../http/template.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import { PortageError } from '../../model/errors.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { DefineKind } from '../../model/ports.ts';

type Definition = NonNullable<DestinationDefinition['define']['pipeline']>;

/** How the destination makes a thing of this kind. */
export function definitionFor({ define }: DestinationDefinition, kind: DefineKind, object: string): Definition {
  const found = kind === 'field' ? define.field[object] : define[kind];
  if (found !== undefined) return found;
  const what = kind === 'field' ? `a custom field of ${object}` : `a ${kind}`;
  throw new PortageError('config', `The destination's API cannot create ${what}`, {
    code: 'define_unsupported',
    hint: 'Create it there by hand, then check again.',
  });
}

/** Values for the placeholders of a definition's request, in the vendor's words. */
export function definitionValues({ types }: Definition, object: string, payload: JsonObject): TemplateValues {
  const options = Array.isArray(payload['options']) ? payload['options'] : [];
  const wanted = typeof payload['type'] === 'string' ? payload['type'] : undefined;
  const isChoice = wanted === 'choice' || wanted === 'choices';
  // a list of choices that has none takes no value at all: text takes every one
  const type = isChoice && options.length === 0 ? 'text' : wanted;
  // many values of one field are short ones, whatever their sum
  const isLong = type === 'text' && payload['long'] === true && payload['many'] !== true;
  const long = isLong ? types['long_text'] : undefined;
  const own = type === undefined ? undefined : (long ?? types[type] ?? types['text'] ?? type);
  const kind = payload['kind'];
  return {
    ...payload,
    object,
    label: textOf(payload['label'] ?? payload['name']),
    name: textOf(payload['name'] ?? payload['label']),
    type: own,
    many: payload['many'] === true,
    options: isChoice && options.length > 0 ? options : undefined,
    kind: typeof kind === 'string' ? (types[kind] ?? kind) : undefined,
    pipeline: payload['pipeline'] ?? undefined,
    order: payload['order'] ?? undefined,
    probability: payload['probability'] ?? undefined,
  };
}

function textOf(value: Json | undefined): Json | undefined {
  return value === null ? undefined : value;
}

/** How records name what was made: `custom.cf_1` for the id `cf_1`. */
export function keyOfId({ keyForm }: Pick<Definition, 'keyForm'>, id: string): string {
  return keyForm.replaceAll('{id}', id);
}

/** The id in a key; an id stays what it is. */
export function idOfKey({ keyForm }: Pick<Definition, 'keyForm'>, key: string): string {
  const [before = '', after = ''] = keyForm.split('{id}');
  const fits = key.startsWith(before) && key.endsWith(after) && key.length > before.length + after.length;
  return fits ? key.slice(before.length, key.length - after.length) : key;
}
