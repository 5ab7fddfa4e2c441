import type { Body } from './body.ts';
import { recordEvent } from './events.ts';
import { invalid } from './replies.ts';
import { fireTrigger } from './sequences.ts';
import type { CloseState } from './state.ts';
import type { Lead } from './types.ts';

const leadIdOf = ({ lead_id }: { lead_id: string }): readonly string[] => [lead_id];

/** Stores a lead; also for those that a contact or an opportunity without a lead brings about. */
export function insertLead(state: CloseState, userId: string, values: Partial<Lead>): Lead {
  const lead = state.leads.insert({
    id: state.newId('lead'),
    name: null,
    description: '',
    url: null,
    status_id: state.leadStatuses.current()[0]!.id,
    addresses: [],
    ...values,
    ...state.stamps(userId),
  });
  recordEvent(state, 'created', 'lead', lead.id, lead.id, userId);
  fireTrigger(state, 'lead_created');
  return lead;
}

/** Deletes a lead with all that belongs to it. */
export function deleteLead(state: CloseState, leadId: string, userId: string): void {
  for (const { id } of state.contactsOf(leadId)) state.contacts.remove(id);
  for (const { id } of state.opportunitiesOf(leadId)) state.opportunities.remove(id);
  for (const { id } of state.tasksOf(leadId)) state.tasks.remove(id);
  for (const activities of Object.values(state.activities)) {
    for (const { id } of activities.whereCurrent('lead_id', leadId, leadIdOf)) activities.remove(id);
  }
  state.leads.remove(leadId);
  recordEvent(state, 'deleted', 'lead', leadId, leadId, userId);
}

/** Moves everything from the source to the destination; the source is gone afterwards. */
export function mergeLeads(state: CloseState, body: Body): void {
  const { source, destination } = body.values;
  if (typeof source !== 'string' || state.leads.get(source) === undefined) {
    throw invalid({ source: 'Object with this ID does not exist.' });
  }
  if (typeof destination !== 'string' || source === destination || state.leads.get(destination) === undefined) {
    throw invalid({ destination: 'Object with this ID does not exist.' });
  }
  for (const { id } of state.contactsOf(source)) state.contacts.update(id, { lead_id: destination });
  for (const { id } of state.opportunitiesOf(source)) state.opportunities.update(id, { lead_id: destination });
  for (const { id } of state.tasksOf(source)) state.tasks.update(id, { lead_id: destination });
  for (const activities of Object.values(state.activities)) {
    const moved = activities.whereCurrent('lead_id', source, leadIdOf);
    for (const { id } of moved) activities.update(id, { lead_id: destination });
  }
  state.leads.remove(source);
  state.leads.touch(destination);
}
