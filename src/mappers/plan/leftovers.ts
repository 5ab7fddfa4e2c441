import type { DestinationObject } from '../../model/destination-object.ts';
import type { EffectPlan, Placement, Plan, Reason } from '../../model/plan.ts';
import type { LinkView } from '../../model/views.ts';
import type { Built } from './built.ts';
import { fieldByLabel } from './field-by-label.ts';
import type { PayloadContext } from './payload-context.ts';
import { waveOf } from './waves.ts';

/** Links that no reference can hold: their names go into a field made for them, or into the record's text. */
export function spill(
  context: PayloadContext,
  object: DestinationObject,
  to: string,
  links: LinkView[],
  built: Built,
  reasons: Reason[],
): Plan['links'] {
  return links.flatMap((link) => {
    const name = link.label ? `${nameOf(link)} (${link.label})` : nameOf(link);
    const rule = object.spill.find((candidate) => candidate.link === link.kind);
    const key = rule ? fieldByLabel(context, to, rule.label) : null;
    if (rule && key) {
      const before = built.payload[key];
      built.payload[key] = typeof before === 'string' ? `${before}; ${name}` : name;
      reasons.push({
        code: `further_${link.kind}`,
        message: `a further ${link.kind} is named in "${rule.label}"`,
        reshaping: true,
      });
      return linkLines(link, `field:${rule.label}`);
    }
    if (object.footerField || object.footerLabel) {
      built.footer.push(`Also concerns ${link.toObject}: ${name}`);
      return linkLines(link, 'text');
    }
    reasons.push({
      code: 'link_not_carried',
      message: `the destination cannot hold its link to ${link.toObject}`,
      reshaping: true,
    });
    return linkLines(link, 'none');
  });
}

/** A link's own words (decision maker, billing contact), which no reference takes. */
export function labelLines(links: Iterable<LinkView>): string[] {
  return [...links].flatMap((link) => (link.label ? [`Role of ${link.toObject} ${nameOf(link)}: ${link.label}`] : []));
}

function nameOf({ name, toObject, toId }: LinkView): string {
  return name ?? `${toObject} ${toId}`;
}

/** How a link is carried, told for each of the source's own links that became it. */
export function linkLines({ kind, toObject, toId, stated }: LinkView, how: string): Plan['links'] {
  if (stated === undefined) return [{ kind, toObject, toId: toId as string, how }];
  return stated.map((own) => ({ kind, toObject, ...own, how }));
}

/** Lines that have no field of their own go to the end of the record's text. */
export function writeFooter(context: PayloadContext, object: DestinationObject, to: string, built: Built): void {
  const lines = [...new Set(built.footer)];
  if (lines.length === 0) return;
  const key = object.footerField ?? (object.footerLabel ? fieldByLabel(context, to, object.footerLabel) : null);
  if (key === null) return;
  const field = object.fields.find((candidate) => candidate.key === key);
  const before = built.payload[key];
  const text = typeof before === 'string' ? before : '';
  if (field?.type === 'html')
    built.payload[key] = `${text}${lines.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}`;
  else built.payload[key] = [text, lines.join('\n')].filter((part) => part !== '').join('\n\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What was cut off a field becomes a note beside the record, where the destination has notes under the same parent. */
export function overflowNotes(
  context: PayloadContext,
  built: Built,
  placement: Placement,
  priority: number,
): EffectPlan[] {
  const note = context.definition.objects['note'];
  if (!note?.nest || !note.footerField || built.overflow.length === 0) return [];
  const field = note.nest.field;
  const text = built.overflow.map((part) => `${part.label}, continued:\n${part.text}`).join('\n\n');
  const html = note.fields.find((candidate) => candidate.key === note.footerField)?.type === 'html';
  return [
    {
      role: 'overflow note',
      operation: 'create',
      destinationObject: 'note',
      payload: { [note.footerField]: html ? `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>` : text },
      references: [{ field, ...placement, need: 'required' }],
      wave: waveOf(context.definition, 'note'),
      priority,
    },
  ];
}
