import { Router, type SandboxDefinition } from '../kit/index.ts';
import { assumedRoutes, assumptions, authenticate } from './assumed.ts';
import { guideRoutes } from './guide.ts';
import type { Person, Records } from './records.ts';
import { refusals } from './replies.ts';
import { KEYS } from './rights.ts';
import { seed } from './seed.ts';

const BASE_PATH = '/v1';

/** ActuallyCare, a real-estate CRM. Source: the vendor's guide to bulk import; what it leaves open is in assumed.ts. */
export const sandbox: SandboxDefinition = {
  system: 'actuallycare',
  basePath: BASE_PATH,
  credentials: { apiKey: KEYS.full },
  limits: [{ limit: 500, windowMs: 15 * 60 * 1000, kind: 'sliding', scope: 'key' }],
  scopes: { key: (request) => request.principal?.key },
  build: (context) => {
    const records: Records = {
      leads: context.collection<Person>('leads'),
      clients: context.collection<Person>('clients'),
      contacts: context.collection<Person>('contacts'),
      escrows: context.collection<Person>('escrows'),
    };
    const account = { context, records, assumptions };
    seed(account);
    const router = new Router(BASE_PATH);
    guideRoutes(account, router);
    assumedRoutes(account, router);
    return { router, collections: records, authenticate, refusals };
  },
};
