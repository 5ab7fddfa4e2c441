import { defineConnector } from '../kit/definition.ts';
import { hubspotSource } from './source.ts';
import { otherVersions } from './version.ts';

export const hubspot = defineConnector({
  system: 'hubspot',
  name: 'HubSpot',
  version: '1',
  docs: [
    'https://github.com/HubSpot/HubSpot-public-api-spec-collection (OpenAPI, 2026-08)',
    'https://developers.hubspot.com/docs/api-reference/legacy/migration-guide',
    'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/account-service-keys',
    'https://developers.hubspot.com/changelog/increasing-our-api-limits',
    'https://developers.hubspot.com/changelog/bug-fix-batch-read-limit-for-hubspot-associations-api',
  ],
  options: {
    limit: 'Requests per seconds of your plan, such as 40/2, in place of the stated limits; none for a sandbox',
  },
  http: {
    baseUrl: 'https://api.hubapi.com',
    versions: otherVersions,
    auth: [
      { type: 'bearer', credential: 'accessToken' },
      {
        type: 'oauth2',
        tokenUrl: 'https://api.hubapi.com/oauth/v3/token',
        authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
        scopes: [
          'crm.objects.contacts.read',
          'crm.objects.companies.read',
          'crm.objects.deals.read',
          'crm.objects.owners.read',
        ],
      },
    ],
    limits: {
      budgets: [
        {
          // Professional and Enterprise; Free, Starter and OAuth apps have less: the headers say so, and only ever lower it
          kind: 'window',
          name: 'app',
          limit: 190,
          windowMs: 10_000,
          scope: 'key',
          headers: {
            limit: 'x-hubspot-ratelimit-max',
            remaining: 'x-hubspot-ratelimit-remaining',
            interval: 'x-hubspot-ratelimit-interval-milliseconds',
          },
        },
        {
          // searches count by themselves, for all apps of the portal, and their answers carry no rate headers
          kind: 'window',
          name: 'search',
          limit: 5,
          windowMs: 1000,
          groups: [{ limitGroup: 'search' }],
        },
        {
          kind: 'daily',
          name: 'day',
          limit: 1_000_000,
          headers: { limit: 'x-hubspot-ratelimit-daily', remaining: 'x-hubspot-ratelimit-daily-remaining' },
        },
      ],
    },
    errors: [
      {
        status: 429,
        body: { path: 'policyName', matches: '^DAILY$' },
        kind: 'rate_limited',
        code: 'daily_limit',
        hint: 'The calls of this portal for today are used up, by all its integrations together.',
      },
      {
        status: 403,
        body: { path: 'category', matches: '^MISSING_SCOPES$' },
        kind: 'permission',
        code: 'missing_scopes',
        hint: 'Grant the missing scopes to the service key or app, or have the plan include the object.',
      },
      {
        // seen where the token is not one of HubSpot's at all
        status: 530,
        kind: 'auth',
        code: 'malformed_token',
        hint: 'Check the access token: it does not have the form of one of HubSpot’s.',
      },
    ],
  },
  source: hubspotSource,
});
