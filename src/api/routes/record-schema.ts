import { z } from '@hono/zod-openapi';
import type { SystemMetadata } from '../../model/catalogue.ts';
import { type UrlOf, urlsOf } from '../../model/record-url.ts';
import type { MigrationRow } from '../../store/migration-row.ts';
import type { EffectDetail, RecordDetail } from '../../store/record-detail-store.ts';
import type { ApiDeps } from '../deps.ts';
import { jsonObject, reasonSchema } from '../schemas.ts';

const fieldSchema = z
  .object({
    field: z.string(),
    label: z.string(),
    planned: z.unknown(),
    before: z.unknown().openapi({ description: 'What stood there, for existing records.' }),
    found: z.unknown().openapi({ description: 'What was read back; null before that.' }),
    differs: z.boolean(),
  })
  .openapi('ComparedField');

const effectSchema = z
  .object({
    role: z.string().openapi({ description: '`main`, or what else the record brings: `own lead`, `overflow note` …' }),
    operation: z.string(),
    state: z.string(),
    destinationObject: z.string(),
    destinationId: z.string().nullable(),
    url: z.string().nullable().openapi({ description: "Opens it in the vendor's own pages." }),
    code: z.string().nullable(),
    message: z.string().nullable(),
    hint: z.string().nullable(),
    compared: z.string().nullable().openapi({ description: '`equal`, `drifted`, `missing` or `edited`; null before.' }),
    fields: z.array(fieldSchema),
  })
  .openapi('Effect');

/** A record from the source over its plan to the destination, side by side. */
export const recordDetailSchema = z
  .object({
    object: z.string(),
    sourceId: z.string(),
    values: jsonObject.openapi({ description: 'As the source holds it.' }),
    outcome: z.string().nullable(),
    destinationObject: z.string().nullable(),
    matchedId: z.string().nullable(),
    reasons: z.array(reasonSchema),
    effects: z.array(effectSchema),
  })
  .openapi('RecordDetail');
export type RecordDetailBody = z.infer<typeof recordDetailSchema>;

/** Links that open records at the destination of a migration, where its connector says how. */
export function recordUrls(deps: ApiDeps, row: MigrationRow): UrlOf {
  return urlsOf(deps.connectors.find((connector) => connector.system === row.destinationSystem)?.destination);
}

export function toRecordDetail(deps: ApiDeps, row: MigrationRow, detail: RecordDetail): RecordDetailBody {
  const urlOf = recordUrls(deps, row);
  return {
    object: detail.object,
    sourceId: detail.sourceId,
    values: detail.values,
    outcome: detail.outcome,
    destinationObject: detail.destinationObject,
    matchedId: detail.matchedId,
    reasons: detail.reasons,
    effects: detail.effects.map((effect) => ({
      role: effect.role,
      operation: effect.operation,
      state: effect.state,
      destinationObject: effect.destinationObject,
      destinationId: effect.destinationId,
      url: effect.destinationId === null ? null : urlOf(effect.destinationObject, effect.destinationId, effect.after),
      code: effect.code,
      message: effect.message,
      hint: effect.hint,
      compared: effect.compared?.result ?? null,
      fields: fieldsOf(effect, row.destinationMetadata),
    })),
  };
}

/** In the order of the destination's own list of fields, which is how people know a record there. */
function fieldsOf(effect: EffectDetail, metadata: SystemMetadata | null): z.infer<typeof fieldSchema>[] {
  const known = metadata?.objects[effect.destinationObject]?.fields ?? [];
  const labels = new Map(known.map((field) => [field.key, field.label ?? field.key]));
  const places = new Map(known.map((field, index) => [field.key, index]));
  const placeOf = (field: string) => places.get(field) ?? known.length;
  const differences = new Map((effect.compared?.differences ?? []).map((line) => [line.field, line]));
  return Object.entries(effect.planned)
    .sort(([one], [other]) => placeOf(one) - placeOf(other) || one.localeCompare(other, 'en'))
    .map(([field, planned]) => {
      const difference = differences.get(field);
      return {
        field,
        label: labels.get(field) ?? difference?.label ?? field,
        planned,
        before: effect.before?.[field] ?? null,
        found: difference ? (difference.found ?? null) : (effect.after?.[field] ?? null),
        differs: difference !== undefined,
      };
    });
}
