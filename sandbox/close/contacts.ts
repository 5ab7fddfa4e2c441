import type { Router, SandboxRequest } from '../kit/index.ts';
import { Body } from './body.ts';
import { orEmpty, withoutAbsent } from './changes.ts';
import { readCustomValues } from './custom-values.ts';
import { recordEvent } from './events.ts';
import { insertLead } from './lead-records.ts';
import { stamp } from './moments.ts';
import { CAPS, one, page } from './page.ts';
import { readEmails, readPhones, readUrls } from './people.ts';
import { deleted, notFound } from './replies.ts';
import type { CloseState } from './state.ts';
import type { Contact } from './types.ts';
import { displayName } from './views.ts';

/** Contacts: people; each belongs to exactly one lead. */
export function contactRoutes(state: CloseState, router: Router): void {
  const { contacts } = state;
  router.get('/contact', (request) => {
    const leadId = request.query.get('lead_id');
    const found = leadId === null ? contacts.all() : contacts.where('lead_id', leadId, ({ lead_id }) => [lead_id]);
    return page(request, contacts, found, CAPS.contact);
  });
  router.post('/contact', (request) => one(request, contacts, createContact(state, request)));
  router.get('/contact/:id', (request) => {
    const contact = contacts.get(request.params['id']!) ?? contacts.getLagged(request.params['id']!);
    return contact === undefined ? notFound() : one(request, contacts, contact);
  });
  router.put('/contact/:id', (request) => {
    const contact = contacts.get(request.params['id']!);
    return contact === undefined ? notFound() : one(request, contacts, updateContact(state, request, contact));
  });
  router.delete('/contact/:id', (request) => {
    const contact = contacts.get(request.params['id']!);
    if (contact === undefined) return notFound();
    contacts.remove(contact.id);
    state.leads.touch(contact.lead_id);
    recordEvent(state, 'deleted', 'contact', contact.id, contact.lead_id, request.principal!.userId!);
    return deleted();
  });
}

/** What a body says of a contact, also where it is nested in a lead. */
export function readContact(body: Body) {
  const given = {
    name: body.text('name'),
    title: orEmpty(body.text('title')),
    emails: readEmails(body),
    phones: readPhones(body),
    urls: readUrls(body),
  };
  return withoutAbsent(given, body, true);
}

function createContact(state: CloseState, request: SandboxRequest): Contact {
  const userId = request.principal!.userId!;
  const body = Body.of(request);
  const given = { ...readContact(body), ...withoutAbsent(readCustomValues(state, 'contact', body), body, true) };
  const leadId = body.reference('lead_id', (id) => state.leads.get(id));
  body.check();
  const blank = { id: state.newId('cont'), name: null, title: '', emails: [], phones: [], urls: [] };
  const contact = { ...blank, lead_id: leadId ?? '', ...given, ...state.stamps(userId) };
  // Without a lead the vendor makes one, named after the contact.
  contact.lead_id ||= insertLead(state, userId, { name: displayName(contact) }).id;
  state.contacts.insert(contact);
  state.leads.touch(contact.lead_id);
  recordEvent(state, 'created', 'contact', contact.id, contact.lead_id, userId);
  return contact;
}

function updateContact(state: CloseState, request: SandboxRequest, contact: Contact): Contact {
  const userId = request.principal!.userId!;
  const body = Body.of(request);
  const custom = withoutAbsent(readCustomValues(state, 'contact', body, contact), body, false);
  const given = { ...readContact(body), ...custom };
  const newLeadId = body.reference('lead_id', (id) => state.leads.get(id));
  body.check();
  const moved = newLeadId ? { lead_id: newLeadId } : {};
  const changes = { ...given, ...moved, updated_by: userId, date_updated: stamp() };
  const changed = state.contacts.update(contact.id, changes)!;
  for (const leadId of new Set([contact.lead_id, changed.lead_id])) {
    state.leads.touch(leadId);
    // Opportunities show their contact's name.
    for (const { id } of state.opportunitiesOf(leadId)) state.opportunities.touch(id);
  }
  recordEvent(state, 'updated', 'contact', contact.id, changed.lead_id, userId);
  return changed;
}
