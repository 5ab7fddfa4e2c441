import { client, contact, type Destination, lead } from './people.ts';
import { routes } from './routes.ts';

/** Version 4 of the UUIDs, all zero: no record can have it. */
const nobody = '00000000-0000-4000-8000-000000000000';
const resources = ['clients', 'leads', 'contacts'];

export const actuallycareDestination: Destination = {
  describe: {
    account: {
      request: { path: '/clients', query: { limit: '1' } },
      id: 'connection.account',
      name: 'connection.account',
    },
  },
  objects: { client, contact, lead },
  // who is a client first, so that nobody becomes a lead beside it
  order: ['client', 'contact', 'lead'],
  planOrder: ['company', 'deal', 'lead', 'contact', 'task', 'note', 'call', 'email', 'meeting'],
  routes,
  probes: resources.flatMap((resource) => [
    { right: `${resource}: read`, request: { path: `/${resource}`, query: { limit: '1' } } },
    { right: `${resource}: write`, request: { method: 'PATCH' as const, path: `/${resource}/${nobody}`, body: {} } },
  ]),
  settleMs: 120_000,
  searchLagMs: 30_000,
  checklist: [
    'Create an API key with the scopes clients, leads and contacts, each read and write: a key without scopes is refused everything.',
    'Exclude people tagged do-not-contact or consent-not-proved from follow-up automations before the import.',
    'Check field names against the reference at docs.actuallycare.com/api/reference before the first write.',
  ],
};
