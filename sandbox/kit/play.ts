import type { Fault } from './faults.ts';
import type { SandboxInstance } from './instance.ts';
import { BadBody, Refusal } from './reply.ts';
import type { Match, Route } from './router.ts';
import type { LoggedRequest, Reply, SandboxRequest } from './types.ts';

/** What to send back. Without a reply the connection is cut; `later` is a write that lands after that. */
export type Outcome = { reply?: Reply; delayMs?: number; later?: { ms: number; write: () => void } };

const MAINTENANCE_PAGE = '<!DOCTYPE html><html><body><h1>We will be back soon</h1></body></html>';

/** Handles one request with whatever the fault plan has in store for it. */
export function play(instance: SandboxInstance, request: SandboxRequest, entry: LoggedRequest): Outcome {
  const { refusals } = instance.app;
  const ready = prepare(instance, request, entry);
  if ('reply' in ready) return { reply: ready.reply };
  const { match, fault, headers } = ready;
  const run = () => handle(instance, request, match);
  entry.fault = fault?.kind;

  switch (fault?.kind) {
    case '429':
      return { reply: refusals.throttled(request, fault.ms, undefined) };
    case '429-bare':
      return { reply: refusals.throttled(request, undefined, undefined) };
    case '500-before':
      return { reply: refusals.serverError(request) };
    case '500-after':
      run();
      return { reply: refusals.serverError(request) };
    case 'drop-before':
      return {};
    case 'drop-after':
      run();
      return {};
    case 'late':
      return { later: { ms: fault.ms, write: run } };
    case 'slow':
      return { reply: run(), delayMs: fault.ms };
    case 'expire-token':
      return { reply: expire(instance, request) };
    case 'html':
      return { reply: { status: 200, body: MAINTENANCE_PAGE, headers: { 'content-type': 'text/html' } } };
    case 'truncate':
      return { reply: truncated(run()) };
    default:
      return { reply: withHeaders(run(), headers) };
  }
}

type Prepared =
  | { reply: Reply }
  | { match: Match; fault: Fault | undefined; headers: Record<string, string> | undefined };

/** Everything before the handler: interception, route, caller, limits, and which fault strikes. */
function prepare(instance: SandboxInstance, request: SandboxRequest, entry: LoggedRequest): Prepared {
  const { app, log } = instance;
  const intercepted = guarded(instance, request, () => app.intercept?.(request));
  if (intercepted !== undefined) return { reply: intercepted };
  const match = app.router.match(request.method, request.path);
  const route: Route | undefined = match.kind === 'route' ? match.route : undefined;
  if (match.kind === 'route') {
    entry.template = match.route.template;
    request.params = match.params;
  }
  if (route?.public !== true) {
    const caller = app.authenticate(request);
    if ('status' in caller) return { reply: caller };
    request.principal = caller;
    log.countCaller(caller.key, request.atMs);
  }
  const admission = instance.limiter.admit(request);
  if (!admission.admitted) return { reply: app.refusals.throttled(request, admission.waitMs, admission.rule) };
  const fault = instance.faults.strike(request.method, request.path, route);
  return { match, fault, headers: app.rateHeaders?.(admission.states) };
}

function handle(instance: SandboxInstance, request: SandboxRequest, match: Match): Reply {
  const { refusals } = instance.app;
  if (match.kind === 'not-found') return refusals.notFound(request);
  if (match.kind === 'not-allowed') return refusals.notAllowed(request, match.allowed);
  return guarded(instance, request, () => match.route.handler(request));
}

/** Turns what the system's code throws into its answer. */
function guarded<T>(instance: SandboxInstance, request: SandboxRequest, run: () => T): T | Reply {
  const { refusals } = instance.app;
  try {
    return run();
  } catch (error) {
    if (error instanceof Refusal) return error.reply;
    if (error instanceof BadBody) return refusals.badBody(request, error.message);
    // A mistake of the sandbox itself: say so where the author of a test will look.
    const trace = error instanceof Error ? error.stack : String(error);
    process.stderr.write(`sandbox ${instance.definition.system}: ${request.method} ${request.path}: ${trace}\n`);
    return refusals.serverError(request);
  }
}

function expire(instance: SandboxInstance, request: SandboxRequest): Reply {
  if (request.principal !== undefined) instance.app.expireToken?.(request.principal);
  return instance.app.refusals.unauthorized(request);
}

function truncated(reply: Reply): Reply {
  const body = reply.body ?? '';
  return { ...reply, body: body.slice(0, Math.ceil(body.length / 2)) };
}

function withHeaders(reply: Reply, headers: Record<string, string> | undefined): Reply {
  return headers === undefined ? reply : { ...reply, headers: { ...reply.headers, ...headers } };
}
