import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CONTROL_PREFIX, control } from './control.ts';
import { type InstanceOptions, SandboxInstance } from './instance.ts';
import { play } from './play.ts';
import type { Reply, SandboxDefinition, SandboxRequest } from './types.ts';

export type RunningServer = { instance: SandboxInstance; url: string; close(): Promise<void> };

/** Larger than any vendor's body; an attachment fits. */
const MAX_BODY_BYTES = 110 * 1024 * 1024;

const NO_BODY = Buffer.alloc(0);

/** Serves one system on loopback. */
export async function serve(
  definition: SandboxDefinition,
  options: InstanceOptions & { port?: number; host?: '127.0.0.1' },
): Promise<RunningServer> {
  const instance = new SandboxInstance(definition, options);
  const timers = new Timers();
  const server = createServer((incoming, response) => {
    readBody(incoming, (body) => answer(instance, timers, incoming, response, body));
  });
  // Clients keep their connections between the stages of a migration; a closed one would look like a fault.
  server.keepAliveTimeout = 120_000;
  server.requestTimeout = 0;
  await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  const { port } = server.address() as AddressInfo;
  return {
    instance,
    url: `http://127.0.0.1:${port}${definition.basePath}`,
    close: async () => {
      timers.clear();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Late writes and slow answers that are still to come. */
class Timers {
  readonly #pending = new Set<NodeJS.Timeout>();

  after(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#pending.delete(timer);
      action();
    }, ms);
    this.#pending.add(timer);
  }

  clear(): void {
    for (const timer of this.#pending) clearTimeout(timer);
    this.#pending.clear();
  }
}

function readBody(incoming: IncomingMessage, done: (body: Buffer) => void): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers;
  if (encoding === undefined && (length === undefined || length === '0')) {
    done(NO_BODY);
    return;
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) incoming.destroy();
    else chunks.push(chunk);
  });
  incoming.on('end', () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
}

function answer(
  instance: SandboxInstance,
  timers: Timers,
  incoming: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
): void {
  const method = incoming.method ?? 'GET';
  const target = incoming.url ?? '/';
  if (target.startsWith(CONTROL_PREFIX)) {
    send(response, control(instance, method, target, body));
    return;
  }
  const { app, log } = instance;
  const request = toRequest(incoming, method, target, body);
  const entry = log.add({
    atMs: request.atMs,
    method,
    path: request.rawPath,
    query: target.slice(request.rawPath.length + 1),
    template: '',
    status: 0,
    body: body.length === 0 ? undefined : body.toString('utf8', 0, 4096),
  });
  const { reply, delayMs, later } = play(instance, request, entry);
  // A reset in between takes the state that the late write was meant for away.
  if (later !== undefined) timers.after(later.ms, () => instance.app === app && later.write());
  const finish = () => {
    entry.status = reply?.status ?? 0;
    log.countAnswer(entry);
    if (reply === undefined) response.destroy();
    else send(response, reply);
  };
  if (delayMs === undefined) finish();
  else timers.after(delayMs, finish);
}

function toRequest(incoming: IncomingMessage, method: string, target: string, body: Buffer): SandboxRequest {
  const mark = target.indexOf('?');
  const rawPath = mark === -1 ? target : target.slice(0, mark);
  let query: URLSearchParams | undefined;
  return {
    method,
    rawPath,
    path: rawPath.length > 1 && rawPath.endsWith('/') ? rawPath.slice(0, -1) : rawPath,
    params: {},
    get query() {
      query ??= new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1));
      return query;
    },
    set query(value: URLSearchParams) {
      query = value;
    },
    headers: incoming.headers,
    body,
    principal: undefined,
    atMs: Date.now(),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  if (response.destroyed) return;
  const body = reply.body ?? '';
  const length = reply.status === 204 ? undefined : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(reply.status, { ...reply.headers, ...length });
  response.end(body);
}
