import { defineConnector } from '../kit/definition.ts';
import { closeDestination } from './destination.ts';

export const close = defineConnector({
  system: 'close',
  name: 'Close',
  version: '1',
  docs: [
    'https://developer.close.com/api/overview/pagination.md',
    'https://developer.close.com/api/overview/rate-limits.md',
    'https://developer.close.com/api/resources/leads/create.md',
    'https://developer.close.com/api/resources/advanced-filtering.md',
    'https://help.close.com/docs/migration-from-another-crm (which of our words is which of theirs)',
  ],
  options: {
    settleMs: 'How late an abandoned write may still land, in milliseconds (default 60000)',
    searchLagMs: 'How long lists and searches may not show a write, in milliseconds (default 60000)',
    limit: 'Requests per seconds of your plan, such as 40/1, in place of the stated limit; none for a sandbox',
  },
  http: {
    baseUrl: 'https://api.close.com/api/v1',
    auth: [
      { type: 'basic', username: '{apiKey}', password: '' },
      {
        type: 'oauth2',
        tokenUrl: 'https://api.close.com/oauth2/token/',
        authorizeUrl: 'https://app.close.com/oauth2/authorize/',
        scopes: ['all.full_access', 'offline_access'],
      },
    ],
    limits: {
      budgets: [
        // not published: the vendor's example is 20 a second for each key and endpoint group; the RateLimit header and 429s
        // tell of stricter ones. The organization's bucket is three keys wide, so that one key cannot empty it.
        { name: 'endpoint', kind: 'window', limit: 20, windowMs: 1000, scope: 'endpointGroup' },
      ],
    },
    errors: [
      {
        status: 400,
        body: { path: 'error', matches: 'maximum skip' },
        kind: 'contract',
        code: 'paging_ceiling',
        hint: 'The list is deeper than Close pages: it is read in parts by date.',
      },
      { status: 429, kind: 'rate_limited', code: 'rate_limited', retryAfter: { path: 'rate_reset' } },
    ],
    connections: 48,
  },
  destination: closeDestination,
});
