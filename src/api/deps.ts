import type { ConnectorDefinition } from '../model/connector.ts';
import type { Mapping } from '../model/mapping.ts';
import type { AccountInfo } from '../model/ports.ts';
import type { Report } from '../model/report.ts';
import type { AgreeForm, SampleView } from '../model/sample.ts';
import type { LinkSigner } from '../model/sample-link.ts';
import type { Caller } from '../store/api-key-store.ts';
import type { BlobStore } from '../store/blob-store.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import type { ServiceContext } from './service/start.ts';

export interface ApiLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Something in a mapping that cannot work or waits for a person. */
export interface MappingProblem {
  place: string;
  message: string;
  hint: string;
}

export interface ApiLimits {
  /** Largest body of any request but an upload. */
  bodyBytes: number;
  uploadBytes: number;
  /** How often an event stream looks at the store. */
  eventPollMs: number;
  /** A comment is sent this often, so that proxies keep the connection. */
  heartbeatMs: number;
  /** An event stream ends after this long; the client comes back with its last event id and its key is looked at again. */
  streamMs: number;
  /** How long a decision may take to be stored before the caller is told that nobody answered. */
  decisionMs: number;
}

export const defaultLimits: ApiLimits = {
  bodyBytes: 8 * 1024 * 1024,
  uploadBytes: 5 * 1024 * 1024 * 1024,
  eventPollMs: 1_000,
  heartbeatMs: 15_000,
  streamMs: 10 * 60_000,
  decisionMs: 20_000,
};

/** Everything that the API needs of the world. It calls no vendor itself: what does is handed in. */
export interface ApiDeps extends ServiceContext {
  blobs: BlobStore;
  connectors: readonly ConnectorDefinition[];
  /** Hosts other than a vendor's own that a connection may name; `*.example.com` for all below. */
  allowedHosts: readonly string[];
  /** True only where one person runs everything on one machine, with its sandboxes. */
  allowLoopback: boolean;
  /** Signs in at the vendor and says as whom. */
  testConnection(tenantId: string, connectionId: string): Promise<AccountInfo>;
  /** What is wrong with a mapping, seen against what both sides hold. */
  checkMapping(migration: MigrationRow, mapping: Mapping): MappingProblem[];
  renderReport: { html(report: Report): string; csv(report: Report): string };
  renderSample(view: SampleView, form?: AgreeForm | null): string;
  /** Signs what customers are sent, and knows its own. */
  links: LinkSigner;
  /** A Prometheus registry. */
  metrics: { contentType: string; metrics(): Promise<string> };
  log: ApiLog;
  /** What links begin with; null where there is no public address. */
  publicUrl: string | null;
  limits?: Partial<ApiLimits>;
}

/** What handlers find in their context. */
export interface ApiEnv {
  Variables: {
    deps: ApiDeps;
    limits: ApiLimits;
    caller: Caller;
    requestId: string;
  };
  Bindings: {
    /** Aborted when the server stops: event streams end then, and their clients come back later. */
    closing?: AbortSignal;
  };
}
