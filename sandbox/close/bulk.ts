import { json, type Router } from '../kit/index.ts';
import { Body } from './body.ts';
import { queryLeads } from './lead-query.ts';
import { deleteLead } from './lead-records.ts';
import { forbidden } from './replies.ts';
import { mayDelete } from './rights.ts';
import { findRows } from './search.ts';
import type { CloseState } from './state.ts';
import type { Lead } from './types.ts';

/** Bulk actions on leads, done at once: the vendor works them off in the background. */
export function bulkRoutes(state: CloseState, router: Router): void {
  const chosen = (body: Body): Lead[] => {
    const { s_query, query } = body.values;
    if (s_query !== undefined && s_query !== null) {
      return findRows(state, { query: s_query }, 'lead', state.leads as never) as unknown as Lead[];
    }
    return [...queryLeads(state, typeof query === 'string' ? query : null)];
  };
  const done = (count: number) =>
    json({ id: state.newId('bulk'), status: 'done', n_leads: count, n_leads_processed: count, n_objects: count });

  router.post('/bulk_action/delete', (request) => {
    if (!mayDelete(request)) return forbidden('bulk_delete');
    const leads = chosen(Body.of(request));
    for (const lead of leads) deleteLead(state, lead.id, request.principal!.userId!);
    return done(leads.length);
  });
  router.post('/bulk_action/email', (request) => {
    const leads = chosen(Body.of(request));
    const contacts = leads.flatMap((lead) => state.contactsOf(lead.id).filter(({ emails }) => emails.length > 0));
    state.context.messageSent(contacts.length);
    return done(leads.length);
  });
}
