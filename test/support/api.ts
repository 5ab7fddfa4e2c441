import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, WorkflowUpdateFailedError } from '@temporalio/client';
import { afterAll, beforeAll, expect } from 'vitest';
import { createApi } from '../../src/api/api.ts';
import type { ApiDeps, ApiEnv } from '../../src/api/deps.ts';
import { close } from '../../src/connectors/close/system.ts';
import { csv } from '../../src/connectors/csv/system.ts';
import { hubspot } from '../../src/connectors/hubspot/system.ts';
import { pipedrive } from '../../src/connectors/pipedrive/system.ts';
import { renderSampleHtml } from '../../src/mappers/sample/page.ts';
import { type Role, roles } from '../../src/model/roles.ts';
import { createLinkSigner } from '../../src/runtime/link-signer.ts';
import { createApiKey } from '../../src/store/api-key-store.ts';
import { createFolderBlobs } from '../../src/store/blob-store.ts';
import type { Database } from '../../src/store/database.ts';
import { ensureTenant } from '../../src/store/tenant-store.ts';
import { answerChecker } from './api-document.ts';
import { useDatabase } from './database.ts';

/** A Temporal client that only remembers what it was asked, and refuses what the test wants refused. */
export interface FakeTemporal {
  client: Client;
  started: { workflowId: string; args: unknown[] }[];
  /** Workflows that still run; all others have ended. */
  running: Set<string>;
  /** Workflows that somebody terminated, and when. */
  terminated: Map<string, Date>;
  /** Workflows whose history was deleted. */
  forgotten: string[];
  decisions: { workflowId: string; input: { name: string; payload: { by: string }; via: string } }[];
  /** Reason by decision name. */
  refusals: Map<string, string>;
  /** Thrown instead of an answer. */
  failure: Error | undefined;
}

export function fakeTemporal(): FakeTemporal {
  const fake: FakeTemporal = {
    client: undefined as never,
    started: [],
    running: new Set(),
    terminated: new Map(),
    forgotten: [],
    decisions: [],
    refusals: new Map(),
    failure: undefined,
  };
  const answer = () => {
    if (fake.failure) throw fake.failure;
  };
  fake.client = {
    workflow: {
      async start(_type: string, options: { workflowId: string; args: unknown[] }) {
        answer();
        fake.started.push({ workflowId: options.workflowId, args: options.args });
      },
      getHandle: (workflowId: string) => ({
        async executeUpdate(_name: string, { args: [input] }: { args: [FakeTemporal['decisions'][number]['input']] }) {
          answer();
          const reason = fake.refusals.get(input.name);
          if (reason !== undefined) throw new WorkflowUpdateFailedError('refused', new Error(reason));
          fake.decisions.push({ workflowId, input });
          return { accepted: true };
        },
        async describe() {
          answer();
          const closeTime = fake.terminated.get(workflowId);
          const name = closeTime ? 'TERMINATED' : fake.running.has(workflowId) ? 'RUNNING' : 'COMPLETED';
          return { workflowId, runId: `run of ${workflowId}`, status: { name }, closeTime };
        },
        async terminate() {
          fake.running.delete(workflowId);
        },
      }),
      list: () => [],
    },
    options: { namespace: 'test' },
    workflowService: {
      async getSystemInfo() {
        answer();
        return {};
      },
      async deleteWorkflowExecution({ workflowExecution }: { workflowExecution: { workflowId: string } }) {
        answer();
        fake.forgotten.push(workflowExecution.workflowId);
      },
    },
    withDeadline: <R>(_deadline: number, call: () => Promise<R>) => call(),
  } as unknown as Client;
  return fake;
}

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
}

/** One caller of the API: every answer is compared with the OpenAPI document on its way. */
export interface ApiCaller {
  request(path: string, init?: RequestInit): Promise<Response>;
  get<Body = Record<string, unknown>>(path: string): Promise<Answer<Body>>;
  send<Body = Record<string, unknown>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<Body>>;
}

export interface TestApi {
  app: { request(path: string, init?: RequestInit): Response | Promise<Response> };
  db: Database;
  deps: ApiDeps;
  temporal: FakeTemporal;
  logged: { fields: object; message: string }[];
  /** A tenant with a caller of each role. */
  tenant(name: string): Promise<TestTenant>;
  /** Nobody's caller: without a key, or with a given one. */
  as(key: string | null): ApiCaller;
}

export interface TestTenant extends Record<Role, ApiCaller> {
  tenantId: string;
  keys: Record<Role, string>;
}

/** An API over a database of its own. Read its fields inside tests and hooks only. */
export function useApi(changes: Partial<ApiDeps> = {}): TestApi {
  const database = useDatabase();
  const temporal = fakeTemporal();
  const logged: TestApi['logged'] = [];
  const log = (fields: object, message: string) => void logged.push({ fields, message });
  let folder: string;
  let deps: ApiDeps;
  let app: ReturnType<typeof createApi>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'portage-api-'));
    deps = {
      db: database.database,
      temporal: temporal.client,
      taskQueue: 'test',
      seal: (text, context) => `sealed(${context}):${Buffer.from(text).toString('base64')}`,
      blobs: createFolderBlobs(folder),
      connectors: [csv, pipedrive, hubspot, close],
      allowedHosts: ['crm.acme.example', '*.allowed.example', '10.1.2.3:8443'],
      allowLoopback: false,
      testConnection: async () => ({ id: 'account-1', name: 'Acme', user: null, missingScopes: [] }),
      checkMapping: () => [],
      renderReport: {
        html: (report) => `<h1>${report.customer}</h1>`,
        csv: (report) => `customer\r\n${report.customer}\r\n`,
      },
      renderSample: (view, form) => renderSampleHtml(view, {}, form ?? null),
      links: createLinkSigner([Buffer.alloc(32, 7)]),
      metrics: { contentType: 'text/plain; version=0.0.4', metrics: async () => 'portage_requests_total 0\n' },
      log: { info: log, warn: log, error: log },
      publicUrl: null,
      limits: { eventPollMs: 5, bodyBytes: 64 * 1024, uploadBytes: 256 * 1024 },
      ...changes,
    };
    app = createApi(deps);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const as = (key: string | null): ApiCaller => {
    const headers = (given?: RequestInit['headers']) => {
      const all = new Headers(given);
      if (key !== null) all.set('authorization', `Bearer ${key}`);
      return all;
    };
    const request = async (path: string, init: RequestInit = {}) =>
      app.request(path, { ...init, headers: headers(init.headers) }, {} as ApiEnv['Bindings']);
    const send = async <Body>(method: string, path: string, body?: unknown, given: Record<string, string> = {}) => {
      const response = await request(path, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...given },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return readAnswer<Body>(method, path, response);
    };
    return { request, send, get: (path) => send('GET', path) };
  };

  return {
    get app() {
      return app;
    },
    get db() {
      return database.database;
    },
    get deps() {
      return deps;
    },
    temporal,
    logged,
    as,
    async tenant(name) {
      const tenantId = await ensureTenant(database.database, name);
      const keys = {} as Record<Role, string>;
      for (const role of roles) {
        keys[role] = (await createApiKey(database.database, { tenantId, name: `${name} ${role}`, role })).key;
      }
      const callers = Object.fromEntries(roles.map((role) => [role, as(keys[role])])) as Record<Role, ApiCaller>;
      return { tenantId, keys, ...callers };
    },
  };
}

const check = answerChecker();

/** Reads an answer, and expects it to be what the document says of this route. */
async function readAnswer<Body>(method: string, path: string, response: Response): Promise<Answer<Body>> {
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text();
  const body: unknown = /json/.test(type) ? JSON.parse(text) : text;
  expect(
    check(method, path, response.status, type, body),
    `${method} ${path} → ${response.status}: ${text.slice(0, 500)}`,
  ).toEqual([]);
  return { status: response.status, headers: response.headers, body: body as Body };
}
