import type { DestinationObject } from '../../model/destination-object.ts';
import type { Route } from '../../model/mapping.ts';
import type { EffectPlan, Placement, Plan, Reason } from '../../model/plan.ts';
import type { RecordView } from '../../model/views.ts';
import { junkReason } from '../dedupe/junk.ts';
import { applyConsent, consentFacts, consentKeysOf, consentReasons } from './apply-consent.ts';
import type { Built } from './built.ts';
import { type ConsentFacts, type ConsentState, consentState } from './consent.ts';
import { createContentHash } from './content.ts';
import { duplicateHeld, withDuplicates } from './duplicates.ts';
import { laterLinks } from './later-links.ts';
import { labelLines, linkLines, overflowNotes, spill, writeFooter } from './leftovers.ts';
import { matchRecord } from './match.ts';
import { movedLinks, parentThatStays } from './moved-links.ts';
import { homeOf, placeUnderParent } from './parents.ts';
import { createPayloadBuilder } from './payload.ts';
import type { PayloadContext } from './payload-context.ts';
import { linkReferences } from './placement.ts';
import { createRouter } from './route.ts';
import { undecidedRoute } from './undecided.ts';
import { waveOf } from './waves.ts';

export interface Planned extends Plan {
  consent: ConsentState | null;
}

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
    if (route === null && context.wanted?.includes(record.object) === false)
      return left(record, 'exclude', 'out_of_scope', 'the migration file names what to take, and this is not among it');
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
  const nested = object.nest
    ? placeUnderParent(context, object, record, built.stageKind === 'won', effects, reasons)
    : null;
  if (nested === 'hold' || nested === 'blocked') return { ...base, outcome: 'hold', reasons, consent };
  const stays = parentThatStays(object, to, record, nested);
  if (stays) {
    // none is made for a record that stays where it is
    reasons.splice(
      0,
      reasons.length,
      ...reasons.filter(({ code }) => code !== `own_${object.nest?.under}`),
      stays.reason,
    );
  }
  const placement: Placement = stays?.placement ??
    nested?.placement ?? { object: record.object, sourceId: record.sourceId, role: 'main' };

  const {
    references,
    carried,
    later,
    left: spilled,
  } = linkReferences(record, object, stays?.placement ?? nested?.placement ?? null, (from, becomes) =>
    context.mapping.routes.some((other) => other.object === from && other.to === becomes),
  );
  const links = spill(context, object, to, spilled, built, reasons);
  built.footer.push(...labelLines(carried.keys()));
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
  const following = laterLinks(context, to, object, record, later, match, (reference) =>
    parts.contentHashOf(to, {}, [reference]),
  );
  const moved = movedLinks(
    context,
    to,
    object,
    record,
    { references, later: [...later.values()] },
    match,
    (...content) => parts.contentHashOf(to, ...content),
  );
  links.push(
    ...following.links,
    ...[...carried].flatMap(([link, how]) => linkLines(link, moved.carried.get(how) ?? how)),
  );
  reasons.push(...following.reasons, ...moved.reasons);
  const changedLinks = [...following.effects, ...moved.effects];
  const home = stays?.placement ?? homeOf(object, record, match, nested) ?? placement;
  if (match.outcome === 'hold' || match.outcome === 'skip' || match.outcome === 'merge' || match.outcome === 'reject') {
    return {
      ...base,
      destinationObject: match.matchedObject ?? to,
      outcome: match.outcome,
      reasons,
      effects: changedLinks,
      placement: home,
      links,
      contentHash,
      consent,
      ...(match.matchedId && { matchedId: match.matchedId }),
    };
  }
  // a record that is there has its parent there: none is made for it
  if (match.outcome === 'update') effects.length = 0;
  const wave = waveOf(context.definition, to);
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
  effects.push(...changedLinks);
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

/** Open and recently active records first: what people work with arrives early. */
function priorityOf(record: RecordView, built: Built): number {
  const active = Date.parse(record.updatedAt ?? record.createdAt ?? '');
  const day = Number.isNaN(active) ? 0 : Math.floor(active / 86_400_000);
  return day + (built.stageKind === 'open' ? 100_000 : 0);
}
