import type { Json, JsonObject } from '../../model/json.ts';
import type { Reason } from '../../model/plan.ts';

/** What becomes of one record, while its fields are filled one after another. */
export interface Built {
  payload: JsonObject;
  /** Lines for the end of the record's text. */
  footer: string[];
  reasons: Reason[];
  /** Something makes the record impossible to write. */
  rejected: boolean;
  /** Text that was cut off and goes into a note of its own. */
  overflow: { label: string; text: string }[];
  /** Kind of the stage that the deal gets; null where it has none. */
  stageKind: 'open' | 'won' | 'lost' | null;
  /** Source fields that stand in for an empty one: their text is not needed once more. */
  stoodIn: Set<string>;
}

/** True where a record says nothing: null, blank text, an empty list. */
export function isBlank(value: Json | undefined): boolean {
  return (
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (typeof value === 'string' && value.trim() === '')
  );
}
