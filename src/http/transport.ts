import type { Duplex, Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Agent } from 'undici';
import type { HttpMethod } from '../model/definition-parts.ts';
import { createConnector } from './connector.ts';
import type { Egress } from './egress.ts';
import { type Unreachable, whyUnreachable } from './unreachable.ts';

/** One request as it goes over the wire, with its secrets in it: never logged, never put into an error. */
export interface WireRequest {
  url: URL;
  method: HttpMethod;
  headers: Record<string, string>;
  body?: string;
  /** From the first byte out to the last byte in. */
  timeoutMs: number;
  signal?: AbortSignal;
  maxBytes: number;
}

export interface WireAnswer {
  status: number;
  /** Names in lower case; several lines of one name joined with a comma. */
  headers: Record<string, string>;
  bytes: Buffer;
}

export type WireFault = 'unreachable' | 'timeout' | 'dropped' | 'too_large' | 'aborted' | 'refused';

/** A request without a whole answer. `sent` is false only where it is certain that the vendor never saw it. */
export class WireError extends Error {
  readonly fault: WireFault;
  readonly sent: boolean;
  /** Why there was no connection, where there was none. */
  readonly why: Unreachable | undefined;

  constructor(fault: WireFault, sent: boolean, cause?: unknown, why?: Unreachable) {
    super(`the request was not answered: ${fault}`, { cause });
    this.name = 'WireError';
    this.fault = fault;
    this.sent = sent;
    this.why = why;
  }
}

export type Transport = (request: WireRequest) => Promise<WireAnswer>;

export interface TransportOptions {
  egress: Egress;
  connections: number;
  connectMs: number;
}

/** Codes of failures before a connection stood: no byte of the request had anywhere to go. */
const beforeConnection = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** Certificates are refused during the handshake, before any request. */
const handshake = /^(ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH)/;

export interface Wire {
  send: Transport;
  /** Opens a connection if the next request needs one; the returned function ends what was prepared. See Connector. */
  prepare(url: URL): Promise<() => void>;
  close(): Promise<void>;
}

/** A pool of kept-alive connections per host. Checks every URL and every resolved address; follows nothing, repeats nothing. */
export function createTransport(options: TransportOptions): Wire {
  const { egress } = options;
  const connector = createConnector({ lookup: egress.lookup, timeoutMs: options.connectMs });
  const agent = new Agent({
    connections: options.connections,
    pipelining: 1,
    connect: connector.connect,
    // the one time-out is the caller's total; undici's own would end a slow page that is still within it
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: async (request) => {
      egress.check(request.url);
      return exchange(agent, request);
    },
    prepare: async (url) => {
      egress.check(url);
      return connector.prepare(url).catch((error: unknown) => {
        const { fault, why } = faultOf(error, url);
        if (fault === 'refused') throw new WireError('refused', false, error);
        throw new WireError('unreachable', false, error, why ?? whyUnreachable(codesOf(error), url.host));
      });
    },
    close: async () => {
      connector.close();
      await agent.destroy();
    },
  };
}

async function exchange(agent: Agent, request: WireRequest): Promise<WireAnswer> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(), request.timeoutMs);
  const signal = request.signal === undefined ? timeout.signal : AbortSignal.any([timeout.signal, request.signal]);
  try {
    const { url, method, headers, body } = request;
    const answer = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers,
      body,
      signal,
    });
    const lines = joined(answer.headers);
    const bytes = await readBody(answer.body, lines, request.maxBytes);
    // undici counts a connection as free one turn after its answer has ended: without it the next request opens another
    await nextTurn();
    return { status: answer.statusCode, headers: lines, bytes };
  } catch (error) {
    if (error instanceof WireError) throw error;
    if (timeout.signal.aborted) throw new WireError('timeout', true, error);
    if (request.signal?.aborted === true) throw new WireError('aborted', true, error);
    throw faultOf(error, request.url);
  } finally {
    clearTimeout(timer);
  }
}

function faultOf(error: unknown, url: URL): WireError {
  const codes = codesOf(error);
  if (codes.includes('EGRESS_REFUSED')) return new WireError('refused', false, error);
  if (codes.some((code) => beforeConnection.has(code) || handshake.test(code))) {
    return new WireError('unreachable', false, error, whyUnreachable(codes, url.host));
  }
  return new WireError('dropped', true, error);
}

/** Codes of an error and of what it wraps: with several addresses Node gives an AggregateError. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const code = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors : [error.cause];
  return [...code, ...inner.flatMap(codesOf)];
}

function joined(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const lines = Object.entries(headers).filter((line): line is [string, string | string[]] => line[1] !== undefined);
  return Object.fromEntries(
    lines.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** Reads a body up to the bound, counted after unpacking: a small packed answer may hold gigabytes. */
async function readBody(body: Readable, headers: Record<string, string>, maxBytes: number): Promise<Buffer> {
  const unpacked = unpack(body, headers['content-encoding']);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      throw new WireError('too_large', true);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size);
}

function unpack(body: Readable, encoding: string | undefined): Readable {
  const unpacker = unpackerFor(encoding?.trim().toLowerCase());
  if (unpacker === undefined) return body;
  body.on('error', (error) => unpacker.destroy(error));
  return body.pipe(unpacker);
}

function unpackerFor(encoding: string | undefined): Duplex | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      return undefined;
  }
}
