import type { Router, SandboxRequest } from '../kit/index.ts';
import { Body } from './body.ts';
import { orEmpty, withoutAbsent } from './changes.ts';
import { readContact } from './contacts.ts';
import { readCustomValues } from './custom-values.ts';
import { recordEvent } from './events.ts';
import { queryLeads } from './lead-query.ts';
import { deleteLead, insertLead, mergeLeads } from './lead-records.ts';
import { stamp } from './moments.ts';
import { CAPS, one, page } from './page.ts';
import { readAddresses } from './people.ts';
import { deleted, forbidden, notFound } from './replies.ts';
import { mayDelete } from './rights.ts';
import type { CloseState } from './state.ts';
import type { Lead } from './types.ts';

/** Leads: the company, or the person where there is none. Everything else belongs to one. */
export function leadRoutes(state: CloseState, router: Router): void {
  const { leads } = state;
  router.get('/lead', (request) => {
    const found = queryLeads(state, request.query.get('query'));
    return page(request, leads, found, CAPS.lead, { total_results: found.length });
  });
  router.post('/lead', (request) => one(request, leads, createLead(state, request)));
  router.post('/lead/merge', (request) => {
    mergeLeads(state, Body.of(request));
    return deleted();
  });
  router.get('/lead/:id', (request) => {
    const lead = leads.get(request.params['id']!) ?? leads.getLagged(request.params['id']!);
    return lead === undefined ? notFound() : one(request, leads, lead);
  });
  router.put('/lead/:id', (request) => {
    const lead = leads.get(request.params['id']!);
    return lead === undefined ? notFound() : one(request, leads, updateLead(state, request, lead));
  });
  router.delete('/lead/:id', (request) => {
    if (leads.get(request.params['id']!) === undefined) return notFound();
    if (!mayDelete(request)) return forbidden('delete_leads');
    deleteLead(state, request.params['id']!, request.principal!.userId!);
    return deleted();
  });
}

function createLead(state: CloseState, request: SandboxRequest): Lead {
  const userId = request.principal!.userId!;
  const body = Body.of(request);
  const values = readLead(state, body);
  const nested = body.list('contacts', (item) => ({
    ...readContact(item),
    ...readCustomValues(state, 'contact', item),
  }));
  body.check();
  const lead = insertLead(state, userId, values);
  for (const contact of nested ?? []) {
    state.contacts.insert({
      id: state.newId('cont'),
      lead_id: lead.id,
      name: null,
      title: '',
      emails: [],
      phones: [],
      urls: [],
      ...contact,
      ...state.stamps(userId),
    });
  }
  state.leads.touch(lead.id);
  return lead;
}

function updateLead(state: CloseState, request: SandboxRequest, lead: Lead): Lead {
  const userId = request.principal!.userId!;
  const body = Body.of(request);
  const values = readLead(state, body, lead);
  body.check();
  const changed = state.leads.update(lead.id, { ...values, updated_by: userId, date_updated: stamp() })!;
  // Opportunities and tasks show their lead's name.
  for (const { id } of state.opportunitiesOf(lead.id)) state.opportunities.touch(id);
  for (const { id } of state.tasksOf(lead.id)) state.tasks.touch(id);
  recordEvent(state, 'updated', 'lead', lead.id, lead.id, userId);
  return changed;
}

/** The properties of a lead that a body names. Unknown ones are accepted and lost. */
function readLead(state: CloseState, body: Body, before?: Lead): Partial<Lead> {
  if (body.has('status') && body.has('status_id')) body.refuse('status', 'Send either status or status_id, not both.');
  const label = body.text('status');
  const byLabel = state.leadStatuses.current().find((status) => status.label === label);
  if (label && byLabel === undefined) body.refuse('status', `There is no lead status '${label}'.`);
  const given = {
    name: body.text('name'),
    description: orEmpty(body.text('description')),
    url: body.text('url'),
    status_id: body.reference('status_id', (id) => state.leadStatuses.get(id)) ?? byLabel?.id,
    addresses: readAddresses(body),
    ...readCustomValues(state, 'lead', body, before),
  };
  return withoutAbsent(given, body, before === undefined);
}
