import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { DestinationObject } from '../../model/destination-object.ts';
import { PortageError } from '../../model/errors.ts';
import type { Json, JsonObject } from '../../model/json.ts';

type NeverRule = DestinationDefinition['never'][number];

/**
 * The last look at a payload before it leaves: values that would make the vendor send a message, and names that still wait
 * for a definition. Some vendors take an unknown field without a word and lose its value.
 */
export function guardFor(
  object: string,
  { label }: Pick<DestinationObject, 'label'>,
  never: NeverRule[],
): (payload: JsonObject) => void {
  const rules = never
    .filter((rule) => rule.object === object)
    .map(({ field, values, reason }) => ({ field, values: new Set(values.map(plain)), reason }));
  return (payload) => {
    for (const key in payload) {
      if (key.startsWith('new:')) {
        throw new PortageError('bug', `${label}: about to be sent with a field that does not exist yet`, {
          code: 'undefined_field_sent',
          details: { field: key },
        });
      }
    }
    for (const { field, values, reason } of rules) {
      if (!Object.hasOwn(payload, field) || !values.has(plain(payload[field] ?? null))) continue;
      throw new PortageError('record', `${label}: never sent with this ${field}: ${reason}`, {
        code: 'never_sent',
        hint: 'Change the mapping: this value is refused before it leaves.',
        details: { fields: [field] },
      });
    }
  };
}

function plain(value: Json): Json {
  return typeof value === 'string' ? value.trim().toLowerCase() : value;
}
