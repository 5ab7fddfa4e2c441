import type { PayloadContext } from './payload-context.ts';

/** Key of a field by its label: planned by this mapping, or there already. */
export function fieldByLabel(context: PayloadContext, object: string, label: string): string | null {
  const planned = context.mapping.newFields.find((field) => field.object === object && field.label === label);
  if (planned) return `new:${object}.${planned.key}`;
  return (
    context.destination.objects[object]?.fields.find((field) => field.label?.toLowerCase() === label.toLowerCase())
      ?.key ?? null
  );
}
