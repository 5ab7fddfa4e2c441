import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { logRequests } from './access-log.ts';
import { authenticate } from './authenticate.ts';
import { type ApiDeps, type ApiEnv, defaultLimits } from './deps.ts';
import { describeApi } from './openapi.ts';
import { answerError, answerNotFound, refuseInvalid } from './problem.ts';
import { apiKeys } from './routes/api-keys.ts';
import { audit } from './routes/audit.ts';
import { connections } from './routes/connections.ts';
import { connectors } from './routes/connectors.ts';
import { customerSample } from './routes/customer-sample.ts';
import { docs } from './routes/docs.ts';
import { dryRun } from './routes/dry-run.ts';
import { duplicates } from './routes/duplicates.ts';
import { events } from './routes/events.ts';
import { failures } from './routes/failures.ts';
import { health } from './routes/health.ts';
import { mappings } from './routes/mappings.ts';
import { me } from './routes/me.ts';
import { migrations } from './routes/migrations.ts';
import { purge } from './routes/purge.ts';
import { records } from './routes/records.ts';
import { report } from './routes/report.ts';
import { sample } from './routes/sample.ts';
import { sampleLinks } from './routes/sample-links.ts';
import { signals } from './routes/signals.ts';
import { uploads } from './routes/uploads.ts';
import { users } from './routes/users.ts';

const base = '/api/v1';
const uploadPath = `${base}/uploads`;

/** The API as a function of requests; it opens nothing, so that tests need no port. */
export function createApi(deps: ApiDeps) {
  const limits = { ...defaultLimits, ...deps.limits };
  const limitBody = bodyLimit({ maxSize: limits.bodyBytes });
  const app = new OpenAPIHono<ApiEnv>({ defaultHook: refuseInvalid });
  app.onError(answerError);
  app.notFound(answerNotFound);
  app.use(async (c, next) => {
    c.set('deps', deps);
    c.set('limits', limits);
    await next();
  });
  app.use(requestId());
  app.use(logRequests);
  app.use(
    secureHeaders({
      // pages set their own; everything else is data and may do nothing in a browser
      contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
      xFrameOptions: 'DENY',
      overwrite: false,
    }),
  );
  // uploads are counted while they stream
  app.use((c, next) => (c.req.path === uploadPath ? next() : limitBody(c, next)));
  app.use(`${base}/*`, authenticate);
  return addRoutes(app);
}

/** All routes, in the order in which the document lists them. */
function addRoutes(app: OpenAPIHono<ApiEnv>) {
  const routed = app
    .route(base, connectors)
    .route(base, connections)
    .route(base, uploads)
    .route(base, migrations)
    .route(base, mappings)
    .route(base, dryRun)
    .route(base, sample)
    .route(base, sampleLinks)
    .route(base, records)
    .route(base, failures)
    .route(base, duplicates)
    .route(base, report)
    .route(base, audit)
    .route(base, events)
    .route(base, signals)
    .route(base, purge)
    .route(base, users)
    .route(base, apiKeys)
    .route(base, me)
    .route('/sample', customerSample)
    .route('/', health)
    .route('/', docs);
  return routed.get('/openapi.json', (c) => c.json(describeApi(app, c.get('deps').publicUrl)));
}

/** The API without anything behind it: enough to write down what it looks like. */
export function createApiOutline(): OpenAPIHono<ApiEnv> {
  const app = new OpenAPIHono<ApiEnv>();
  addRoutes(app);
  return app;
}
