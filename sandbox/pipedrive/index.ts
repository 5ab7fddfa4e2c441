import { Router, type SandboxApp, type SandboxContext, type SandboxDefinition } from '../kit/index.ts';
import { USERS } from '../story/people.ts';
import { tellStory } from '../story/story.ts';
import type { StoryProfile } from '../story/types.ts';
import { createAccount } from './account.ts';
import { API_TOKEN, authenticate } from './auth.ts';
import { routeDealProducts } from './deal-products.ts';
import { routeFields } from './fields-routes.ts';
import { LIMITS, rateHeaders, SCOPES } from './limits.ts';
import { routeReads } from './lists.ts';
import { routeMail } from './mail.ts';
import { V2_OBJECTS } from './objects.ts';
import { routeParticipants } from './participants.ts';
import { failure, unauthorized } from './replies.ts';
import { routeSearch } from './search.ts';
import { seedAccount } from './seed.ts';
import { usersOf } from './users.ts';
import { routeCallLogs } from './v1-calls.ts';
import { routeFiles } from './v1-files.ts';
import { routeLeads } from './v1-leads.ts';
import { routeNotes } from './v1-notes.ts';
import { routeSettings } from './v1-settings.ts';
import { routeUsers } from './v1-users.ts';
import { routeWrites } from './writes.ts';

/** v1 answers under both; v2 has only the longer form. */
const V1_BASES = ['/v1', '/api/v1'];

const V1_ROUTES = [
  routeUsers,
  routeSettings,
  routeLeads,
  routeNotes,
  routeParticipants,
  routeMail,
  routeCallLogs,
  routeFiles,
];

/**
 * A Pipedrive company account after the vendor's documents: v2 for what has moved there, v1 for the rest.
 * What no document tells, and this look-alike therefore assumes: a v2 page above 500 is refused while a v1 page is
 * cut down; records deleted in the last 30 days answer by id and under `ids=` with `is_deleted: true`; unknown body
 * keys are refused.
 */
export function pipedriveSandbox(profile: StoryProfile = 'sales-team'): SandboxDefinition {
  return {
    system: 'pipedrive',
    basePath: '',
    credentials: { apiToken: API_TOKEN },
    limits: LIMITS,
    scopes: SCOPES,
    build: (context) => build(context, profile),
  };
}

export const sandbox: SandboxDefinition = pipedriveSandbox();

function build(context: SandboxContext, profile: StoryProfile): SandboxApp {
  const account = createAccount(context, usersOf(USERS));
  seedAccount(account, tellStory(context, profile));
  const router = new Router();
  for (const object of V2_OBJECTS) {
    routeReads(router, account, object);
    routeWrites(router, account, object);
  }
  routeFields(router, account);
  routeDealProducts(router, account);
  routeSearch(router, account);
  for (const base of V1_BASES) {
    for (const route of V1_ROUTES) route(router, account, base);
  }
  return {
    router,
    collections: account.rows as unknown as SandboxApp['collections'],
    authenticate,
    rateHeaders,
    refusals: {
      unauthorized,
      throttled: (_request, waitMs) => {
        const headers = waitMs === undefined ? undefined : { 'x-ratelimit-reset': String(Math.ceil(waitMs / 1000)) };
        return failure(429, 'request over limit', undefined, headers);
      },
      notFound: ({ path }) => failure(404, `Unknown method ${path}.`),
      notAllowed: () => failure(405, 'Method not allowed'),
      badBody: (_request, reason) => failure(400, `Bad request: ${reason}`),
      serverError: () => failure(500, 'Internal server error'),
    },
  };
}
