import { afterEach } from 'vitest';
import { defineConnector } from '../../src/connectors/kit/definition.ts';
import { createDestinationWriter } from '../../src/connectors/kit/write-destination.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { DestinationWriter } from '../../src/model/ports.ts';
import { type AnsweringServer, type Asked, noAnswer, Refusal, startServer } from './answering-server.ts';
import { CountingPacer } from './destination/suite.ts';

const list = (path: string, query: Record<string, string> = {}) => ({
  request: { path, query, records: 'data' },
  paging: { type: 'none' as const },
});
const at = (path: string) => ({
  create: { request: { method: 'POST' as const, path, body: '{payload}' }, id: 'id' },
  update: { request: { method: 'PATCH' as const, path: `${path}/{id}`, body: '{payload}' } },
  get: { request: { path: `${path}/{id}` } },
  list: list(path),
  remove: { request: { method: 'DELETE' as const, path: `${path}/{id}` }, means: 'delete' as const },
  version: 'version',
  createdAt: 'created_at',
});

/** A destination over HTTP that keeps companies in companies, and people who belong to one and report to one another. */
export const smallVendor = defineConnector({
  system: 'small',
  name: 'Small CRM',
  version: '1',
  docs: ['https://developers.small.example/api'],
  http: { baseUrl: 'https://api.small.example', auth: [{ type: 'bearer' }], retry: { attempts: 1 } },
  destination: {
    describe: { account: { request: { path: '/me' }, id: 'account_id' } },
    objects: {
      company: {
        ...at('/companies'),
        label: 'Company',
        fields: [
          { key: 'name', type: 'text', concept: 'company.name' },
          { key: 'external_id', type: 'id', label: 'External id' },
          { key: 'tag', type: 'text' },
          { key: 'parent_id', type: 'reference' },
        ],
        references: [{ field: 'parent_id', link: 'parent', to: 'company', need: 'later', clears: true }],
        sourceIdField: 'External id',
        marker: { field: 'tag' },
        findBy: [{ kind: 'externalId', list: list('/companies', { external_id: '{value}' }) }],
      },
      contact: {
        ...at('/people'),
        label: 'Person',
        fields: [
          { key: 'name', type: 'text', concept: 'contact.full_name' },
          { key: 'company_id', type: 'reference' },
        ],
        references: [{ field: 'company_id', link: 'company', to: 'company', need: 'inline', clears: true }],
        findBy: [{ kind: 'listed', compare: ['name', 'company_id'] }],
      },
    },
    order: ['company', 'contact'],
    planOrder: ['company', 'contact'],
    routes: [
      { object: 'company', to: 'company', reason: 'A company is a company.' },
      { object: 'contact', to: 'contact', reason: 'A contact is a person.' },
    ],
    settleMs: 1_000,
    searchLagMs: 1_000,
  },
});

/** What goes wrong with a request: before it is done, after it, or instead of it. */
export type Trouble = 'lost before' | 'lost after' | number;

export interface SmallVendor {
  writer: DestinationWriter;
  /** What it holds, by path. */
  rows: Map<string, JsonObject>;
  writes: string[];
  /** Asked for each write; null where all is well. */
  trouble: (asked: Asked) => Trouble | null | Promise<Trouble | null>;
  /** How much the vendor's clock is behind. */
  behindMs: number;
  /** Another connection into the same account: another worker's. */
  open(): DestinationWriter;
  of(path: string): JsonObject[];
}

/** Gives each test of a file a vendor of its own. */
export function useSmallVendor(): () => Promise<SmallVendor> {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  return async () => {
    const rows = new Map<string, JsonObject>();
    let made = 0;
    const apply = ({ method, path, body }: Asked) => {
      if (method === 'DELETE') return void rows.delete(path);
      if (method === 'POST') made += 1;
      const at = method === 'POST' ? `${path}/${made}` : path;
      const now = new Date(Date.now() - vendor.behindMs).toISOString();
      const before = rows.get(at) ?? { id: String(made), created_at: now, version: 0 };
      const row = { ...before, ...(body as JsonObject), version: Number(before['version']) + 1 };
      rows.set(at, row);
      return row;
    };
    const server: AnsweringServer = await startServer(
      async (asked) => {
        const { method, path, query } = asked;
        if (path === '/me') return { account_id: 'a-1' };
        if (method === 'GET' && !/\/\d+$/.test(path)) {
          const [filter] = Object.entries(query);
          return { data: vendor.of(path).filter((row) => !filter || row[filter[0]] === filter[1]) };
        }
        if (method === 'GET') return rows.get(path) ?? new Refusal(404);
        const trouble = await vendor.trouble(asked);
        if (typeof trouble === 'number') return new Refusal(trouble);
        if (trouble === 'lost before') return noAnswer;
        if (method !== 'POST' && !rows.has(path)) return new Refusal(404);
        vendor.writes.push(`${method} ${path}`);
        const row = apply(asked);
        return trouble === 'lost after' ? noAnswer : (row ?? {});
      },
      () => new Date(Date.now() - vendor.behindMs),
    );
    closing.push(server.close);
    const open = () => {
      const connection = { baseUrl: server.url, credentials: { accessToken: 'key' }, accountKey: 'a' };
      const options = { pacer: new CountingPacer(), egress: { allowLoopback: true } };
      const writer = createDestinationWriter(smallVendor, connection, options);
      closing.push(() => writer.close());
      return writer;
    };
    const vendor: SmallVendor = {
      ...{ writer: open(), rows, writes: [], trouble: () => null, behindMs: 0, open },
      of: (path) => [...rows].flatMap(([key, row]) => (key.startsWith(`${path}/`) ? [row] : [])),
    };
    return vendor;
  };
}
