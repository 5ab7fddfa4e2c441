import { defineConnector } from '../kit/definition.ts';
import { assumed } from './assumed.ts';
import { actuallycareDestination } from './destination.ts';

/** Known from the vendor's guide to bulk import alone; the reference that it points to was not at hand. */
export const actuallycare = defineConnector({
  system: 'actuallycare',
  name: 'ActuallyCare',
  version: '1',
  status: 'assumed',
  docs: ['https://docs.actuallycare.com/guides/bulk-import'],
  options: {
    account: 'Name of the account, such as the customer’s: the API does not tell which one a key belongs to',
    authHeader: 'Header that carries the key (assumed: authorization and x-api-key, both)',
    authPrefix: 'What stands before the key in it (assumed: Bearer; an empty text for none)',
    settleMs: 'How late an abandoned write may still land, in milliseconds (default 120000)',
    searchLagMs: 'How long lists may not show a write, in milliseconds (default 30000)',
    limit: 'Requests per seconds of the plan, such as 500/900, in place of the stated limit; none for a sandbox',
  },
  http: {
    // assumed: the guide names the host of the app and of the documents, not the API's
    baseUrl: 'https://api.actuallycare.com/v1',
    auth: [
      {
        type: 'api_key',
        in: 'header',
        name: 'authorization',
        prefix: 'Bearer',
        // the guide shows no header: the two usual ones say the same, and a server passes over the one that it does not know
        also: [{ in: 'header', name: 'x-api-key', value: '{apiKey}' }],
      },
    ],
    errors: [
      {
        status: 401,
        kind: 'auth',
        code: 'unauthorized',
        hint: 'Check the key; where the vendor expects it in another header, name that in the connection options authHeader and authPrefix.',
      },
    ],
    limits: { budgets: [{ name: 'requests', kind: 'window', limit: 500, windowMs: 900_000, scope: 'account' }] },
  },
  destination: { ...actuallycareDestination, assumed },
});
