import { defineConnector } from '../kit/definition.ts';
import { pipedriveSource } from './source.ts';

/** Tokens of the company's day, by request; the first line that fits counts. From `x-token-cost` of the OpenAPI documents. */
const tokenCosts = [
  { pathPrefix: '/api/v2/deals/archived', cost: 20 },
  { pathPrefix: '/api/v2/pipelines', cost: 5 },
  { pathPrefix: '/api/v2/stages', cost: 5 },
  { pathPrefix: '/api/v2/', cost: 10 },
  { pathPrefix: '/v1/leads/archived', cost: 40 },
  { pathPrefix: '/v1/users/me', cost: 2 },
  { pathPrefix: '/v1/leadLabels', cost: 10 },
  { pathPrefix: '/v1/deals/{id}/participants', cost: 10 },
  { pathPrefix: '/v1/', cost: 20 },
];

export const pipedrive = defineConnector({
  system: 'pipedrive',
  name: 'Pipedrive',
  version: '1',
  docs: [
    'https://developers.pipedrive.com/docs/api/v1 (OpenAPI of v1 and v2, 2026-08)',
    'https://pipedrive.readme.io/docs/pipedrive-api-v2-migration-guide',
    'https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting',
    'https://pipedrive.readme.io/docs/core-api-concepts-pagination',
    'https://pipedrive.readme.io/docs/marketplace-oauth-authorization',
    'https://support.pipedrive.com/en/article/campaigns-marketing-contacts',
  ],
  options: {
    limit: 'Requests per seconds of your plan, such as 40/2, in place of the stated limits; none for a sandbox',
  },
  http: {
    // v2 lies below /api/v2, what has no v2 yet below /v1: the version is part of each path
    baseUrl: 'https://api.pipedrive.com',
    auth: [
      { type: 'api_key', in: 'header', name: 'x-api-token', credential: 'apiToken' },
      {
        type: 'oauth2',
        tokenUrl: 'https://oauth.pipedrive.com/oauth/token',
        authorizeUrl: 'https://oauth.pipedrive.com/oauth/authorize',
        clientAuth: 'basic',
        // the host of the company's own data centre
        baseUrlFrom: 'api_domain',
        scopes: ['base', 'deals:read', 'contacts:read', 'activities:read', 'leads:read', 'products:read', 'users:read'],
      },
    ],
    limits: {
      budgets: [
        {
          // by plan and kind of token 20 to 480 in two seconds: the headers tell which, and only ever lower it
          kind: 'window',
          name: 'burst',
          limit: 80,
          windowMs: 2000,
          scope: 'key',
          headers: { limit: 'x-ratelimit-limit', remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
        },
        {
          // 30,000 × plan (1 to 7) × seats, for all apps of the company together; the headers tell the true number
          kind: 'daily',
          name: 'tokens',
          limit: 21_000_000,
          headers: { limit: 'x-daily-ratelimit-token-limit', remaining: 'x-daily-ratelimit-token-remaining' },
          groups: tokenCosts,
        },
      ],
    },
    errors: [
      {
        status: 403,
        contentType: 'text/html',
        kind: 'rate_limited',
        code: 'blocked_at_the_edge',
        hint: 'Pipedrive turns this address away for a while after many refused requests.',
      },
      {
        status: 410,
        kind: 'contract',
        code: 'endpoint_retired',
        hint: 'Pipedrive has switched this end-point off: the connector needs an update.',
      },
      {
        status: 200,
        body: { path: 'success', matches: '^false$' },
        kind: 'contract',
        code: 'failure_in_success',
        hint: 'An old end-point reports a failure with status 200.',
      },
    ],
  },
  source: pipedriveSource,
});
