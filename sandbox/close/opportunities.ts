import type { Router, SandboxRequest } from '../kit/index.ts';
import { Body } from './body.ts';
import { orEmpty, withoutAbsent } from './changes.ts';
import { readCustomValues } from './custom-values.ts';
import { recordEvent } from './events.ts';
import { compareMoments, matching, readFilters, readOrder } from './filters.ts';
import { insertLead } from './lead-records.ts';
import { stamp, today } from './moments.ts';
import { CAPS, one, page } from './page.ts';
import { deleted, notFound } from './replies.ts';
import type { CloseState } from './state.ts';
import { totalsOf } from './totals.ts';
import type { Opportunity, OpportunityStatus } from './types.ts';

/** Opportunities: deals. They have no name of their own; the value is in minor units. */
export function opportunityRoutes(state: CloseState, router: Router): void {
  const { opportunities } = state;
  router.get('/opportunity', (request) => listOpportunities(state, request));
  router.post('/opportunity', (request) => one(request, opportunities, createOpportunity(state, request)));
  router.get('/opportunity/:id', (request) => {
    const id = request.params['id']!;
    const opportunity = opportunities.get(id) ?? opportunities.getLagged(id);
    return opportunity === undefined ? notFound() : one(request, opportunities, opportunity);
  });
  router.put('/opportunity/:id', (request) => {
    const opportunity = opportunities.get(request.params['id']!);
    if (opportunity === undefined) return notFound();
    return one(request, opportunities, updateOpportunity(state, request, opportunity));
  });
  router.delete('/opportunity/:id', (request) => {
    const opportunity = opportunities.get(request.params['id']!);
    if (opportunity === undefined) return notFound();
    opportunities.remove(opportunity.id);
    state.leads.touch(opportunity.lead_id);
    recordEvent(state, 'deleted', 'opportunity', opportunity.id, opportunity.lead_id, request.principal!.userId!);
    return deleted();
  });
}

function listOpportunities(state: CloseState, request: SandboxRequest) {
  const { opportunities } = state;
  const tests = readFilters(
    request,
    ['lead_id', 'user_id', 'status_id', 'value_period', 'contact_id'],
    ['date_created', 'date_updated', 'date_won'],
  );
  const types = request.query.get('status_type__in')?.split(',') ?? request.query.getAll('status_type');
  if (types.length > 0) {
    tests.push((row) => types.includes(state.opportunityStatuses.get(String(row['status_id']))?.type ?? ''));
  }
  const order = readOrder(request, ['date_created', 'date_updated', 'date_won', 'value', 'confidence']);
  const sorted =
    order === undefined
      ? opportunities.all()
      : opportunities.sorted(`${order.field}${order.down}`, (left, right) => {
          const [a, b] = order.down ? [right, left] : [left, right];
          return compare(a[order.field as keyof Opportunity], b[order.field as keyof Opportunity]);
        });
  const found = matching(sorted, tests);
  return page(request, opportunities, found, CAPS.opportunity, totalsOf(found, opportunities.revision));
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return compareMoments(String(left ?? ''), String(right ?? ''));
}

function createOpportunity(state: CloseState, request: SandboxRequest): Opportunity {
  const userId = request.principal!.userId!;
  const body = Body.of(request);
  const given = readOpportunity(state, body);
  const leadId = body.reference('lead_id', (id) => state.leads.get(id));
  const author = body.reference('created_by', (id) => state.users.get(id));
  const dateCreated = body.instant('date_created');
  checkContact(state, body, given.contact_id ?? null, leadId ?? null);
  body.check();
  const blank = { contact_id: null, user_id: userId, value: null, value_period: 'one_time' as const };
  const opportunity: Opportunity = {
    id: state.newId('oppo'),
    lead_id: leadId ?? '',
    ...blank,
    confidence: 50,
    note: '',
    date_won: null,
    date_lost: null,
    status_id: firstStatus(state, body).id,
    ...withoutAbsent(given, body, true),
    ...state.stamps(author ?? userId, dateCreated),
  };
  // Without a lead the vendor makes one without a name, whatever contact is named.
  opportunity.lead_id ||= insertLead(state, userId, {}).id;
  closeDates(state, opportunity, undefined);
  state.opportunities.insert(opportunity);
  state.leads.touch(opportunity.lead_id);
  recordEvent(state, 'created', 'opportunity', opportunity.id, opportunity.lead_id, userId);
  return opportunity;
}

function updateOpportunity(state: CloseState, request: SandboxRequest, before: Opportunity): Opportunity {
  const userId = request.principal!.userId!;
  const body = Body.of(request);
  const given = readOpportunity(state, body, before);
  const contactId = given.contact_id === undefined ? before.contact_id : given.contact_id;
  checkContact(state, body, contactId, before.lead_id);
  body.check();
  const changes = withoutAbsent(given, body, false);
  const after: Opportunity = { ...before, ...changes, updated_by: userId, date_updated: stamp() };
  closeDates(state, after, before);
  state.opportunities.replace(before.id, after);
  state.leads.touch(before.lead_id);
  recordEvent(state, 'updated', 'opportunity', before.id, before.lead_id, userId);
  return after;
}

function readOpportunity(state: CloseState, body: Body, before?: Opportunity) {
  return {
    contact_id: body.reference('contact_id', (id) => state.contacts.get(id)),
    user_id: body.reference('user_id', (id) => state.users.get(id)) ?? undefined,
    status_id: body.reference('status_id', (id) => state.opportunityStatuses.get(id)) ?? undefined,
    value: body.integer('value'),
    value_period: body.choice('value_period', ['one_time', 'monthly', 'annual'] as const),
    confidence: body.integer('confidence', 0, 100) ?? undefined,
    note: orEmpty(body.text('note')),
    date_won: body.date('date_won'),
    ...readCustomValues(state, 'opportunity', body, before),
  };
}

/** The named pipeline's first status, or that of the organization's first pipeline. */
function firstStatus(state: CloseState, body: Body): OpportunityStatus {
  const id = body.reference('pipeline_id', (pipelineId) => state.pipelines.get(pipelineId));
  const pipeline = (id ? state.pipelines.get(id) : undefined) ?? state.pipelines.current()[0]!;
  const given = state.opportunityStatuses.get(String(body.values['status_id']));
  if (id && given !== undefined && given.pipeline_id !== id) {
    body.refuse('status_id', 'The status does not belong to the pipeline.');
  }
  body.check();
  return state.statusesOf(pipeline)[0]!;
}

/** Assumed: a contact that is named must be one of the lead's own. The OpenAPI does not say. */
export function checkContact(state: CloseState, body: Body, contactId: string | null, leadId: string | null): void {
  const contact = contactId === null ? undefined : state.contacts.get(contactId);
  if (contact === undefined || leadId === null || contact.lead_id === leadId) return;
  body.refuse('contact_id', 'The contact does not belong to the lead.');
}

/** A status of type won or lost dates the opportunity, unless it has a date; going back does not take it away. */
function closeDates(state: CloseState, opportunity: Opportunity, before: Opportunity | undefined): void {
  const type = state.opportunityStatuses.get(opportunity.status_id)?.type;
  if (type === 'won') opportunity.date_won ??= today();
  if (type === 'lost' && before?.status_id !== opportunity.status_id) opportunity.date_lost = stamp();
}
