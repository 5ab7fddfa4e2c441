import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../src/model/json.ts';

export interface Asked {
  method: string;
  path: string;
  query: Record<string, string>;
  body: Json | undefined;
  headers: Record<string, string | string[] | undefined>;
}
/** A JSON answer with status 200, a refusal, or none at all: the connection is cut. */
export type Answer = object | Refusal | typeof noAnswer;
export const noAnswer = Symbol('no answer');
export class Refusal {
  readonly status: number;
  constructor(status: number) {
    this.status = status;
  }
}

export interface AnsweringServer {
  url: string;
  asked: Asked[];
  close(): Promise<void>;
}

/** A server on loopback that answers with what a function makes of the request. */
export async function startServer(
  answer: (asked: Asked) => Answer | Promise<Answer>,
  /** The server's own clock. */
  now: () => Date = () => new Date(),
): Promise<AnsweringServer> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? '/', 'http://localhost');
    const one: Asked = {
      method: request.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      body: text === '' ? undefined : (JSON.parse(text) as Json),
      headers: request.headers,
    };
    asked.push(one);
    const given = await answer(one);
    if (given === noAnswer) {
      request.socket.destroy();
      return;
    }
    response.statusCode = given instanceof Refusal ? given.status : 200;
    response.setHeader('date', now().toUTCString());
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(given instanceof Refusal ? {} : given));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
