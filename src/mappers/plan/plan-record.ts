import type { DestinationObject } from '../../model/connector.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { Route } from '../../model/mapping.ts';
import type { EffectPlan, Placement, Plan, Reason, ReferenceField } from '../../model/plan.ts';
import type { LinkView, RecordView } from '../../model/views.ts';
import { junkReason } from '../dedupe/junk.ts';
import type { Built } from './built.ts';
import { addFact, type ConsentFacts, type ConsentState, consentState } from './consent.ts';
import { createContentHash } from './content.ts';
import { duplicateHeld, withDuplicates } from './duplicates.ts';
import { fieldByLabel } from './field-by-label.ts';
import { type MatchResult, matchRecord } from './match.ts';
import { createPayloadBuilder, type PayloadContext } from './payload.ts';
import { findParent, linkReferences, ownParentRole } from './placement.ts';
import { createRouter } from './route.ts';
import { undecidedRoute } from './undecided.ts';
import { putField } from './wire.ts';

export interface Planned extends Plan {
  consent: ConsentState | null;
}

/** Waves 0 to 9 belong to definitions. */
const firstRecordWave = 10;

/** Compiles a mapping into a function that says what becomes of one record. Pure: the same record gives the same plan. */
export function createPlanner(context: PayloadContext): (record: RecordView) => Planned {
  const routeOf = createRouter(context.mapping, context.sourceObjects);
  const parts = { build: createPayloadBuilder(context), contentHashOf: createContentHash(context) };
  const consentKeys = consentKeysOf(context);

  return (record) => {
    if (record.state === 'deleted') return left(record, 'exclude', 'deleted_at_source', 'it was deleted at the source');
    if (record.state === 'refused') {
      const [problem] = record.problems;
      return left(
        record,
        'reject',
        problem?.code ?? 'unreadable_row',
        problem?.message ?? 'the row cannot be read',
        problem?.hint ?? 'Correct the row and run again.',
      );
    }
    const { duplicate } = record;
    if (duplicate && duplicate.mergedInto !== null) {
      return left(
        record,
        'merge',
        'duplicate_merged',
        `the same as ${duplicate.mergedInto} (by ${duplicate.kinds.join(', ')}): it became part of that one`,
      );
    }
    if (duplicate?.decision === 'hold') return left(record, 'hold', ...duplicateHeld(duplicate));
    const junk = junkReason(context.sourceObjects[record.object], record.values);
    if (junk === null) return planOne(record);
    if (context.mapping.junk === 'leaveOut')
      return left(record, 'exclude', 'junk_left_out', `looks like nobody: ${junk}`);
    if (context.mapping.junk === 'hold')
      return left(
        record,
        'hold',
        'looks_like_junk',
        `looks like nobody: ${junk}`,
        'Decide in the mapping: junk: keep or leaveOut.',
      );
    const planned = planOne(record);
    return {
      ...planned,
      reasons: [...planned.reasons, { code: 'looks_like_junk', message: `looks like nobody: ${junk}` }],
    };
  };

  function planOne(given: RecordView): Planned {
    const { record, reasons, lines } = withDuplicates(given, context.sourceObjects[given.object]);
    const planned = planRouted(record, lines);
    return reasons.length === 0 ? planned : { ...planned, reasons: [...planned.reasons, ...reasons] };
  }

  function planRouted(record: RecordView, lines: string[]): Planned {
    const route = routeOf(record);
    if (route === null || route.rung === 'hold') {
      const { routes } = context.mapping;
      const { message, hint } = undecidedRoute(record, routes, context.sourceObjects[record.object]);
      return left(record, 'hold', route === null ? 'no_route' : 'undecided_route', message, hint);
    }
    if (route.to === null)
      return left(record, 'exclude', route.rung === 'archive' ? 'archived_for_customer' : 'left_out', route.reason);
    const object = context.definition.objects[route.to];
    if (!object)
      return left(
        record,
        'reject',
        'unknown_route',
        `the destination has no object "${route.to}"`,
        'Correct the mapping.',
      );
    return planWritten(context, parts, route, route.to, object, record, consentFacts(record, consentKeys), lines);
  }
}

/** What only the reading of the source could see; cells that cannot be read are met again where they are to be placed. */
function toldOnlyThere({ code, field }: RecordView['problems'][number]): boolean {
  return field === undefined || code === 'lines_differ';
}

function reasonOf({ code, message, hint }: RecordView['problems'][number]): Reason {
  return { code, message, ...(hint !== undefined && { hint }) };
}

function left(record: RecordView, outcome: Plan['outcome'], code: string, message: string, hint?: string): Planned {
  return {
    object: record.object,
    sourceId: record.sourceId,
    outcome,
    destinationObject: null,
    reasons: [{ code, message, ...(hint && { hint }) }],
    effects: [],
    placement: null,
    links: [],
    contentHash: '',
    consent: null,
  };
}

function planWritten(
  context: PayloadContext,
  parts: { build: (route: Route, record: RecordView) => Built; contentHashOf: ReturnType<typeof createContentHash> },
  route: Route,
  to: string,
  object: DestinationObject,
  record: RecordView,
  facts: ConsentFacts | null,
  lines: string[],
): Planned {
  const built = parts.build(route, record);
  built.footer.push(...lines);
  const reasons: Reason[] = [...record.problems.filter(toldOnlyThere).map(reasonOf), ...built.reasons];
  const base = {
    object: record.object,
    sourceId: record.sourceId,
    destinationObject: to,
    placement: null,
    effects: [],
    links: [],
    contentHash: '',
    consent: null,
  };
  if (built.rejected) return { ...base, outcome: 'reject', reasons };

  const consent = facts === null ? null : consentState(facts);
  const refusal = applyConsent(context, to, object, consent, built);
  if (refusal) return { ...base, outcome: 'hold', reasons: [...reasons, refusal], consent };
  if (consent === 'refused' || consent === 'pending') reasons.push(consentReasons[consent]);

  const effects: EffectPlan[] = [];
  const nested = object.nest ? placeUnderParent(context, object, record, effects, reasons) : null;
  if (nested === 'hold' || nested === 'blocked') return { ...base, outcome: 'hold', reasons, consent };
  const placement: Placement = nested?.placement ?? { object: record.object, sourceId: record.sourceId, role: 'main' };

  const { references, carried, left: spilled } = linkReferences(record, object, nested?.placement ?? null);
  const links = [...carried].flatMap(([link, how]) => linkLines(link, how));
  links.push(...spill(context, object, to, spilled, built, reasons));
  writeFooter(context, object, to, built);
  if (route.rung === 'note')
    reasons.push({ code: `${record.object}_as_${to}`, message: route.reason, reshaping: true });

  const allReferences = [...(nested ? [nested.reference] : []), ...references];
  // the marker names a migration, not the record: another run of the same data is the same content
  const markers = new Set(
    route.fields.filter((field) => field.constant === context.mapping.marker).map((field) => field.to),
  );
  const content = Object.fromEntries(Object.entries(built.payload).filter(([key]) => !markers.has(key)));
  const contentHash = parts.contentHashOf(to, content, allReferences);
  const match = matchRecord({
    route,
    object,
    to,
    record,
    payload: built.payload,
    content,
    references: allReferences,
    contentHash,
    context,
  });
  reasons.push(...match.reasons);
  const home = homeOf(object, record, match, nested) ?? placement;
  if (match.outcome === 'hold' || match.outcome === 'skip' || match.outcome === 'merge' || match.outcome === 'reject') {
    return {
      ...base,
      destinationObject: match.matchedObject ?? to,
      outcome: match.outcome,
      reasons,
      effects: [],
      placement: home,
      links,
      contentHash,
      consent,
      ...(match.matchedId && { matchedId: match.matchedId }),
    };
  }
  // a record that is there has its parent there: none is made for it
  if (match.outcome === 'update') effects.length = 0;
  const wave = firstRecordWave + context.definition.order.indexOf(to);
  const priority = priorityOf(record, built);
  effects.push({
    role: 'main',
    operation: match.outcome,
    destinationObject: to,
    payload: match.payload ?? built.payload,
    references: match.outcome === 'update' ? [] : allReferences,
    ...(match.matchedId && { destinationId: match.matchedId }),
    wave,
    priority,
  });
  if (match.outcome === 'create') effects.push(...overflowNotes(context, built, placement, priority));
  return {
    ...base,
    outcome: match.outcome,
    reasons,
    effects,
    placement: home,
    links,
    contentHash,
    consent,
    ...(match.matchedId && { matchedId: match.matchedId }),
  };
}

/** The report lists these people by name: whom never to write to, and whom to ask again. */
const consentReasons: Record<'refused' | 'pending', Reason> = {
  refused: { code: 'consent_refused', message: 'asked not to be contacted' },
  pending: { code: 'consent_pending', message: 'no proof of consent came with the person' },
};

type Nested = { reference: ReferenceField; placement: Placement; via: LinkView | null };

/**
 * Where dependants of a record that is there already hang: under the parent that it has there, whatever its parent is at the
 * source. Null where that is the one that its links lead to, or where nothing else is known.
 */
function homeOf(
  object: DestinationObject,
  record: RecordView,
  match: MatchResult,
  nested: Nested | null,
): Placement | null {
  if (!object.nest || match.matchedId === undefined) return null;
  const own: Placement = { object: record.object, sourceId: record.sourceId, role: ownParentRole };
  if (record.crosswalk.some((row) => row.role === ownParentRole)) return own;
  const parent = match.existing?.[object.nest.field];
  if (typeof parent !== 'string' || parent === '' || parent === nested?.via?.plan?.matchedId) return null;
  return { ...own, existing: { object: object.nest.under, id: parent } };
}

function placeUnderParent(
  context: PayloadContext,
  object: DestinationObject,
  record: RecordView,
  effects: EffectPlan[],
  reasons: Reason[],
): Nested | 'hold' | 'blocked' {
  const nest = object.nest as NonNullable<DestinationObject['nest']>;
  const parent = findParent(record, nest);
  if (parent.kind === 'blocked') {
    reasons.push({
      code: 'parent_held',
      message: `its ${parent.via.kind} is held or rejected`,
      hint: 'Decide about the parent; this record follows.',
    });
    return 'blocked';
  }
  const ambiguous = record.links.find((link) => nest.via.includes(link.kind) && link.state === 'ambiguous');
  if (parent.kind === 'own' && ambiguous) {
    reasons.push({
      code: 'ambiguous_parent',
      message: `more than one ${ambiguous.toObject} fits its ${ambiguous.kind}`,
      hint: 'Choose the right parent, or correct the key at the source.',
    });
    return 'hold';
  }
  if (parent.kind === 'borrowed') {
    const { object: of, sourceId, role } = parent.placement;
    const placement = { object: of, sourceId, role };
    return { reference: { field: nest.field, ...placement, need: 'required' }, placement, via: parent.via };
  }
  if (!nest.via.includes('own') && context.mapping.orphans !== 'collect') {
    reasons.push({
      code: 'no_parent',
      message: `it belongs to nothing that becomes a ${nest.under}`,
      hint: `Link it at the source, or set orphans: collect in the migration file: one collecting ${nest.under} takes them.`,
    });
    return 'hold';
  }
  const collect = context.mapping.orphans === 'collect' && record.object !== 'contact';
  if (context.mapping.orphans === 'hold' && record.object !== 'contact') {
    reasons.push({
      code: 'no_parent',
      message: `it belongs to no ${nest.under}`,
      hint: 'orphans: each or collect decides for all of them.',
    });
    return 'hold';
  }
  const placement: Placement = collect
    ? { object: 'collection', sourceId: record.object, role: ownParentRole }
    : { object: record.object, sourceId: record.sourceId, role: ownParentRole };
  reasons.push({
    code: `own_${nest.under}`,
    message: collect
      ? `belongs to nobody: put under one collecting ${nest.under}`
      : `belongs to nobody: gets a ${nest.under} of its own`,
    reshaping: true,
  });
  // an earlier migration that ended half-way may have written the parent and not the record
  const known = record.crosswalk.some(({ role, destinationObject: to }) => role === ownParentRole && to === nest.under);
  if (!collect && !known) effects.push(ownParent(context, nest.under, record));
  return { reference: { field: nest.field, ...placement, need: 'required' }, placement, via: null };
}

/** The parent that a record without one brings: named after it, and no more than that is made up. */
function ownParent(context: PayloadContext, under: string, record: RecordView): EffectPlan {
  const parent = context.definition.objects[under] as DestinationObject;
  const catalogue = context.sourceObjects[record.object];
  const payload: JsonObject = {};
  for (const [field, concepts] of Object.entries(parent.standIn ?? {})) {
    const value = concepts.map((concept) => textOf(record, catalogue?.fields, concept)).find((text) => text !== '');
    payload[field] = value ?? `${record.object} ${record.sourceId}`;
  }
  const marker = parent.marker && markerKey(context, under, parent);
  if (marker) payload[marker] = context.mapping.marker;
  // `contact 42`: finds it again by a look-up, like a record that has a source id of its own
  const sourceId = parent.sourceIdField ? fieldByLabel(context, under, parent.sourceIdField) : null;
  if (sourceId) payload[sourceId] = `${record.object} ${record.sourceId}`;
  return {
    role: ownParentRole,
    operation: 'create',
    destinationObject: under,
    payload,
    references: [],
    wave: firstRecordWave + context.definition.order.indexOf(under),
    priority: 0,
  };
}

function textOf(
  record: RecordView,
  fields: { key: string; concept?: string | undefined }[] | undefined,
  concept: string,
): string {
  // `contact.first_name+contact.last_name` joins two concepts
  const parts = concept.split('+').map((name) => {
    const key = fields?.find((field) => field.concept === name)?.key;
    const value = key === undefined ? null : record.values[key];
    const first = Array.isArray(value) ? value[0] : value;
    const plain =
      first !== null && typeof first === 'object' && !Array.isArray(first) ? (first?.['value'] ?? '') : (first ?? '');
    return String(plain).trim();
  });
  return parts.filter((part) => part !== '').join(' ');
}

function markerKey(context: PayloadContext, object: string, definition: DestinationObject): string | null {
  if (definition.marker?.field) return definition.marker.field;
  const label = definition.marker?.label;
  const planned = context.mapping.newFields.find((field) => field.object === object && field.label === label);
  if (planned) return `new:${object}.${planned.key}`;
  return context.destination.objects[object]?.fields.find((field) => field.label === label)?.key ?? null;
}

function applyConsent(
  context: PayloadContext,
  to: string,
  object: DestinationObject,
  state: ConsentState | null,
  built: Built,
): Reason | null {
  if (state === null) return null;
  const key = context.mapping.consent.fields[to];
  if (key === undefined || object.consent === undefined) {
    return state === 'refused'
      ? {
          code: 'refusal_cannot_be_written',
          message: 'the person refused contact and the destination has no place to say so',
          hint: 'Create a field for it there, or leave these people out.',
        }
      : null;
  }
  if (state !== 'pending' || context.mapping.consent.onUnproven === 'pending') {
    const word = object.consent.words[state];
    const field = object.fields.find((candidate) => candidate.key === key);
    if (field)
      putField(built.payload, field, field.many ? [...((built.payload[key] as Json[] | undefined) ?? []), word] : word);
    else built.payload[key] = word;
  } else if (context.mapping.consent.onUnproven === 'hold') {
    return {
      code: 'consent_unproved',
      message: 'no proof of consent came with the person',
      hint: 'The mapping holds these people until consent is shown.',
    };
  }
  return null;
}

/** Links that no reference can hold: their names go into a field made for them, or into the record's text. */
function spill(
  context: PayloadContext,
  object: DestinationObject,
  to: string,
  links: LinkView[],
  built: Built,
  reasons: Reason[],
): Plan['links'] {
  return links.flatMap((link) => {
    const name = link.name ?? `${link.toObject} ${link.toId}`;
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

function linkLines({ kind, toObject, toId, stated }: LinkView, how: string): Plan['links'] {
  if (stated === undefined) return [{ kind, toObject, toId: toId as string, how }];
  return stated.map((own) => ({ kind, toObject, ...own, how }));
}

function writeFooter(context: PayloadContext, object: DestinationObject, to: string, built: Built): void {
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
function overflowNotes(context: PayloadContext, built: Built, placement: Placement, priority: number): EffectPlan[] {
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
      wave: firstRecordWave + context.definition.order.indexOf('note'),
      priority,
    },
  ];
}

/** Open and recently active records first: what people work with arrives early. */
function priorityOf(record: RecordView, built: Built): number {
  const active = Date.parse(record.updatedAt ?? record.createdAt ?? '');
  const day = Number.isNaN(active) ? 0 : Math.floor(active / 86_400_000);
  return day + (built.stageKind === 'open' ? 100_000 : 0);
}

function consentKeysOf(context: PayloadContext): Map<string, { concept: string; key: string }[]> {
  return new Map(
    Object.values(context.sourceObjects).map((catalogue) => [
      catalogue.object,
      catalogue.fields.flatMap((field) =>
        field.concept &&
        /^contact\.(do_not_contact|email_opt_in|sms_opt_in|email_bounced|spam_complaint|consent_)/.test(field.concept)
          ? [{ concept: field.concept, key: field.key }]
          : [],
      ),
    ]),
  );
}

function consentFacts(record: RecordView, keys: Map<string, { concept: string; key: string }[]>): ConsentFacts | null {
  const fields = keys.get(record.object) ?? [];
  if (fields.length === 0) return null;
  const facts: ConsentFacts = {};
  for (const { concept, key } of fields) addFact(facts, concept, record.values[key] ?? null);
  return facts;
}
