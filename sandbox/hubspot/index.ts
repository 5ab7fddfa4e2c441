import { Router, type SandboxApp, type SandboxContext, type SandboxDefinition } from '../kit/index.ts';
import { tellStory } from '../story/story.ts';
import type { StoryProfile } from '../story/types.ts';
import { routeAccountInfo } from './account-info.ts';
import { routeAssociations, routeLabels, routeRecordAssociations } from './association-routes.ts';
import { ACCESS_TOKEN, authenticate, expireToken, routeTokens, type Tokens, unauthorized } from './auth.ts';
import { routeBatches } from './batch.ts';
import { LIMITS, rateHeaders, SCOPES, throttled } from './limits.ts';
import { routeLists } from './lists.ts';
import { routeObjects } from './objects.ts';
import { routeOwners } from './owners.ts';
import { routePipelines } from './pipelines.ts';
import { createPortal } from './portal.ts';
import { routeProperties } from './properties-routes.ts';
import { failure } from './replies.ts';
import { routeSearch } from './search.ts';
import { seedPortal } from './seed.ts';

/** The version is a date in the path, after the API's name; the older numbers stand before it and still answer. */
const DATED = ['2026-03', '2026-09'];

/**
 * A HubSpot portal after the vendor's documents. What no document tells, and this look-alike therefore assumes: inline
 * associations end at 100; a batch whose inputs carry no `objectWriteTraceId` is refused as a whole; a contact's
 * `createdate` cannot be set; the numbers of association types with leads.
 */
export function hubspotSandbox(profile: StoryProfile = 'sales-team'): SandboxDefinition {
  return {
    system: 'hubspot',
    basePath: '',
    credentials: { accessToken: ACCESS_TOKEN },
    limits: LIMITS,
    scopes: SCOPES,
    build: (context) => build(context, profile),
  };
}

export const sandbox: SandboxDefinition = hubspotSandbox();

function build(context: SandboxContext, profile: StoryProfile): SandboxApp {
  const portal = createPortal(context);
  seedPortal(portal, tellStory(context, profile));
  const tokens: Tokens = { expiresAtMs: new Map(), issued: 0, portalId: portal.id, now: () => context.now() };
  const router = new Router();
  const bases = (name: string, legacy: string) => [...DATED.map((version) => `/crm/${name}/${version}`), legacy];
  for (const base of bases('objects', '/crm/v3/objects')) {
    routeObjects(router, portal, base);
    routeBatches(router, portal, base);
    routeSearch(router, portal, base);
  }
  for (const base of bases('objects', '/crm/v4/objects')) routeRecordAssociations(router, portal, base);
  for (const base of bases('associations', '/crm/v4/associations')) {
    routeAssociations(router, portal, base);
    routeLabels(router, portal, base);
  }
  routeLabels(router, portal, '/crm/associations/v4');
  for (const base of bases('properties', '/crm/v3/properties')) routeProperties(router, portal, base);
  for (const base of bases('owners', '/crm/v3/owners')) routeOwners(router, portal, base);
  for (const base of bases('pipelines', '/crm/v3/pipelines')) routePipelines(router, portal, base);
  for (const base of bases('lists', '/crm/v3/lists')) routeLists(router, portal, base);
  routeAccountInfo(router, portal);
  routeTokens(router, tokens);
  const collections = Object.fromEntries([...portal.tables].map(([name, { records }]) => [name, records]));
  return {
    router,
    collections: collections as unknown as SandboxApp['collections'],
    authenticate: (request) => authenticate(tokens, request),
    expireToken: (principal) => expireToken(tokens, principal),
    rateHeaders,
    refusals: {
      unauthorized,
      throttled: (_request, waitMs, rule) => throttled(waitMs, rule),
      notFound: ({ path }) => failure(404, 'OBJECT_NOT_FOUND', `There is nothing at ${path}`),
      notAllowed: () => failure(405, 'VALIDATION_ERROR', 'Method not allowed'),
      badBody: (_request, reason) => failure(400, 'VALIDATION_ERROR', `Invalid input JSON: ${reason}`),
      serverError: () => failure(500, 'INTERNAL_ERROR', 'internal error'),
    },
  };
}
