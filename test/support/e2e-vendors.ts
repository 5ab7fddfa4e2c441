import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RunningSandbox } from '../../sandbox/index.ts';

/** What a person does in a vendor's own app, here through its API. */
export async function call<T = Record<string, unknown>>(
  sandbox: RunningSandbox,
  method: string,
  path: string,
  body?: object,
): Promise<T> {
  const answer = await fetch(`${sandbox.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...signed(sandbox) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${text.slice(0, 300)}`);
  return (text === '' ? {} : JSON.parse(text)) as T;
}

function signed({ system, credentials }: RunningSandbox): Record<string, string> {
  if (system === 'pipedrive') return { 'x-api-token': credentials['apiToken'] ?? '' };
  if (system === 'hubspot') return { authorization: `Bearer ${credentials['accessToken']}` };
  return { authorization: `Basic ${btoa(`${credentials['apiKey']}:`)}` };
}

/** An answer that a vendor gives instead of its own, or null to let it answer; a promise keeps the caller waiting. */
export type Refuse = (request: { method: string; path: string; body: string }) => Refused | Promise<Refused>;
type Refused = { status: number; body: string } | null;

/** Stands before a sandbox, so that a test can refuse single records as a vendor would. */
export async function startProxy(
  sandbox: RunningSandbox,
  refuse: Refuse,
): Promise<{ sandbox: RunningSandbox; close(): Promise<void> }> {
  const target = new URL(sandbox.url);
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = 'GET', url: path = '/' } = incoming;
    const refused = await refuse({ method, path, body: body.toString('utf8') });
    if (refused !== null) {
      outgoing.writeHead(refused.status, { 'content-type': 'application/json' }).end(refused.body);
      return;
    }
    const onward = send(
      { host: target.hostname, port: target.port, method, path, headers: { ...incoming.headers, host: target.host } },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    onward.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    sandbox: { ...sandbox, url: `http://127.0.0.1:${port}${target.pathname}` },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
