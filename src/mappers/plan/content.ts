import { canonicalJson, type Json, type JsonObject } from '../../model/json.ts';
import type { ReferenceField } from '../../model/plan.ts';
import { slug } from '../propose/new-fields.ts';
import type { PayloadContext } from './payload-context.ts';

/**
 * Fingerprint of what a record becomes, equal on every run of the same data: a field that was created meanwhile, and a stage
 * that was, count under the name they had before, so that a second run finds nothing to do.
 */
export function createContentHash(
  context: PayloadContext,
): (object: string, content: JsonObject, references: ReferenceField[]) => string {
  const fields = new Map(
    Object.entries(context.destination.objects).flatMap(([object, catalogue]) =>
      catalogue.fields
        .filter((field) => field.custom && field.label !== undefined)
        .map((field) => [`${object} ${field.key}`, `new:${object}.${slug(field.label as string)}`] as const),
    ),
  );
  const stages = new Map<string, string>(
    context.mapping.pipelines.flatMap((pipeline) => [
      ...(pipeline.to === null ? [] : [[pipeline.to, `pipeline ${pipeline.from}`] as const]),
      ...pipeline.stages.flatMap((stage) =>
        stage.to === null ? [] : [[stage.to, `stage ${pipeline.from} ${stage.kind} ${stage.name}`] as const],
      ),
    ]),
  );
  for (const { to, name } of context.mapping.recordStatuses ?? []) if (to !== null) stages.set(to, `status ${name}`);
  const nameOf = (value: Json): Json => (typeof value === 'string' ? (stages.get(value) ?? value) : value);
  return (object, content, references) =>
    fingerprint(
      canonicalJson([
        Object.fromEntries(
          Object.entries(content).map(([key, value]) => [fields.get(`${object} ${key}`) ?? key, nameOf(value)]),
        ),
        references.map((reference) => [reference.field, reference.object, reference.sourceId, reference.role]),
      ]),
    );
}

/** Two lanes of FNV-1a and the length: short, and quick enough for every record of every run. Stored, so it must stay as it is. */
function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x9dc5811c;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ (code + index), 0x01000193);
  }
  return `${(a >>> 0).toString(36)}${(b >>> 0).toString(36)}${text.length.toString(36)}`;
}
