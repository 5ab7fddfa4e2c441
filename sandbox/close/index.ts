import { json, type Reply, Router, type SandboxDefinition, type SandboxRequest } from '../kit/index.ts';
import { activityRoutes } from './activities.ts';
import { Body } from './body.ts';
import { bulkRoutes } from './bulk.ts';
import { contactRoutes } from './contacts.ts';
import { customFieldRoutes } from './custom-fields.ts';
import { documentRoutes } from './documents.ts';
import { eventRoutes } from './events.ts';
import { leadRoutes } from './leads.ts';
import { opportunityRoutes } from './opportunities.ts';
import { organizationRoutes } from './organization.ts';
import { pipelineRoutes } from './pipelines.ts';
import { refusals } from './replies.ts';
import { authenticate, KEYS } from './rights.ts';
import { searchRoutes } from './search.ts';
import { seed } from './seed.ts';
import { sequenceRoutes } from './sequences.ts';
import { CloseState } from './state.ts';
import { taskRoutes } from './tasks.ts';

const BASE_PATH = '/api/v1';

/**
 * Close. Sources: the vendor's OpenAPI, its pages on pagination, rate limits and advanced filtering, and what public
 * integrations have seen live. The limits are not published: the vendor's example is 20 requests a second per key and
 * endpoint group, with three times that for the organization. Windows slide here, the strictest reading.
 */
export const sandbox: SandboxDefinition = {
  system: 'close',
  basePath: BASE_PATH,
  credentials: { apiKey: KEYS.admin },
  limits: [
    { limit: 20, windowMs: 1000, kind: 'sliding', scope: 'endpoint' },
    { limit: 60, windowMs: 1000, kind: 'sliding', scope: 'organization' },
  ],
  scopes: {
    key: (request) => request.principal?.key,
    endpoint: (request) => `${request.principal?.key} ${endpointGroup(request)}`,
    organization: endpointGroup,
  },
  build: (context) => {
    const state = new CloseState(context);
    const userIds = seed(state);
    const router = new Router(BASE_PATH);
    const parts = [organizationRoutes, leadRoutes, contactRoutes, opportunityRoutes, taskRoutes, activityRoutes];
    const definitions = [pipelineRoutes, customFieldRoutes, documentRoutes, sequenceRoutes];
    for (const addRoutes of [...parts, ...definitions, searchRoutes, bulkRoutes, eventRoutes]) addRoutes(state, router);
    return {
      router,
      collections: state.collections(),
      authenticate: (request) => authenticate(request, userIds),
      intercept,
      rateHeaders: (states) => {
        const tightest = states.reduce((left, right) => (right.remaining < left.remaining ? right : left), states[0]!);
        return tightest === undefined ? undefined : { ratelimit: rateLimit(tightest) };
      },
      refusals,
    };
  },
};

function rateLimit({
  rule,
  remaining,
  resetMs,
}: {
  rule: { limit: number };
  remaining: number;
  resetMs: number;
}): string {
  return `limit=${rule.limit}, remaining=${remaining}, reset=${Math.round(resetMs) / 1000}`;
}

/** The method and the path without ids. */
function endpointGroup(request: SandboxRequest): string {
  return `${request.method} ${request.path.replace(/\/[a-z]+_[0-9A-Za-z]{43}/g, '/:id')}`;
}

/** Paths end with a slash, others are redirected; a POST may stand for a GET, with its parameters in the body. */
function intercept(request: SandboxRequest): Reply | undefined {
  const target = request.headers['x-http-method-override'];
  if (request.method === 'POST' && typeof target === 'string') override(request, target.toUpperCase());
  if (request.rawPath.endsWith('/') || !request.path.startsWith(BASE_PATH)) return undefined;
  const query = request.query.size === 0 ? '' : `?${request.query}`;
  return json({}, 301, { location: `${request.rawPath}/${query}` });
}

function override(request: SandboxRequest, method: string): void {
  const params = Body.of(request).values['_params'];
  request.method = method;
  if (typeof params !== 'object' || params === null) return;
  const values = Object.entries(params).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : String(value),
  ]);
  request.query = new URLSearchParams(values as [string, string][]);
}
