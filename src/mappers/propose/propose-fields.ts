import type { Field, ObjectCatalogue } from '../../model/catalogue.ts';
import type { RouteTemplate } from '../../model/destination-definition.ts';
import type { DestinationField } from '../../model/destination-object.ts';
import type { FieldMapping } from '../../model/mapping.ts';
import type { Transform, TransformInput } from '../../model/transforms.ts';
import { transformsSchema } from '../../model/transforms.ts';
import { placeholderOf } from '../transforms/template-step.ts';
import { derivations } from './derive.ts';

/** Source fields of one object by concept, the fuller one first. */
export function byConcept(catalogue: ObjectCatalogue): Map<string, Field[]> {
  const map = new Map<string, Field[]>();
  for (const field of catalogue.fields) {
    if (field.concept === undefined) continue;
    map.set(field.concept, [...(map.get(field.concept) ?? []), field]);
  }
  for (const fields of map.values()) fields.sort((a, b) => (b.fill ?? 0) - (a.fill ?? 0));
  return map;
}

/** Proposes which source fields fill one destination field, or null where nothing does. */
export function proposeField(to: DestinationField, source: Map<string, Field[]>): FieldMapping | null {
  const fallback = keysOf(to.fallback ?? [], source);
  const finish = (from: string[], transforms: TransformInput[], reason: string): FieldMapping => ({
    to: to.key,
    from,
    fallback,
    ...(transforms.length > 0 && { transforms: transformsSchema.parse(transforms) }),
    existing: 'fill',
    confidence: 1,
    reason,
  });
  const main = to.concept === undefined ? [] : (source.get(to.concept) ?? []);
  const also = (to.also ?? []).flatMap((entry) => source.get(entry.concept) ?? []);
  if (to.many && main.length + also.length > 0) {
    return finish(
      [...main, ...also].map((field) => field.key),
      [],
      'same meaning; every value is kept',
    );
  }
  if (main.length > 0)
    return finish(
      main.map((field) => field.key),
      [],
      'same meaning in both systems',
    );
  for (const derivation of derivations) {
    if (derivation.concept !== to.concept || !derivation.from.every((concept) => source.has(concept))) continue;
    const keys = keysOf(derivation.from, source);
    return finish(keys, withKeys(derivation.transforms, source), derivation.reason);
  }
  if (fallback.length > 0) return { ...finish([], [], 'nearest field that the source has'), fallback };
  return null;
}

function keysOf(concepts: string[], source: Map<string, Field[]>): string[] {
  return concepts.flatMap((concept) => source.get(concept)?.[0]?.key ?? []);
}

/** Transforms of a definition name concepts; those of a mapping name the source's own fields. */
function withKeys(transforms: TransformInput[], source: Map<string, Field[]>): TransformInput[] {
  const keyOf = (concept: string) => source.get(concept)?.[0]?.key ?? concept;
  return transforms.flatMap((transform) => {
    if (transform.type === 'join' && transform.fields) return { ...transform, fields: transform.fields.map(keyOf) };
    if (transform.type === 'template') {
      // a template of which the source can fill no line says nothing
      const text = templateWithKeys(transform.text, source);
      return text.trim() === '' ? [] : { ...transform, text };
    }
    return transform;
  });
}

/** `{activity.subject}` → `{hs_meeting_title}`; lines whose placeholders the source cannot fill are left out. */
function templateWithKeys(text: string, source: Map<string, Field[]>): string {
  const concept = /\{([a-z]+\.[a-z0-9_.]+)\}/g;
  return text
    .split('\n')
    .filter((line) => [...line.matchAll(concept)].every((match) => source.has(match[1] as string)))
    .map((line) => line.replaceAll(concept, (_, name: string) => placeholderOf(source.get(name)?.[0]?.key ?? name)))
    .join('\n');
}

/** Fields that the destination's route fills in its own way, in the mapping's terms. */
export function presetFields(template: RouteTemplate, source: Map<string, Field[]>): FieldMapping[] {
  return template.fields.flatMap((preset): FieldMapping[] => {
    const from = keysOf(preset.from, source);
    // a template of which the source can fill no line says nothing
    const text = preset.template === undefined ? '' : templateWithKeys(preset.template, source);
    const transforms: Transform[] = transformsSchema.parse([
      ...(text.trim() === '' ? [] : [{ type: 'template', text }]),
      ...withKeys(preset.transforms ?? [], source),
    ]);
    if (preset.constant === undefined && text.trim() === '' && from.length === 0) return [];
    return [
      {
        to: preset.to,
        from,
        fallback: [],
        ...(preset.constant !== undefined && { constant: preset.constant }),
        ...(transforms.length > 0 && { transforms }),
        existing: 'fill',
        confidence: 1,
        reason: template.reason,
      },
    ];
  });
}
