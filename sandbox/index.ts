import { serve } from './kit/server.ts';
import type { LoggedRequest, SandboxDefinition, SandboxStats } from './kit/types.ts';

export type SandboxOptions = {
  /** Default: a free one. */
  port?: number;
  /** How many main records the account holds at the start; what hangs on them comes on top. */
  records?: number;
  /** The same seed gives the same records and the same faults. Default 1. */
  seed?: number;
  /** `40/1`: 40 requests in 1 s; `none`; default: the vendor's own. See sandbox/README.md. */
  limit?: string;
  /** What goes wrong, see sandbox/README.md. */
  faults?: string;
  host?: '127.0.0.1';
};

export type RunningSandbox = {
  system: string;
  /** As a connection's `baseUrl` wants it. */
  url: string;
  credentials: Record<string, string>;
  seedRecords: Record<string, number>;
  close(): Promise<void>;
  control: {
    stats(): SandboxStats;
    setFaults(spec: string | undefined): void;
    requests(): LoggedRequest[];
    dump(object?: string): Record<string, unknown[]>;
    reset(): void;
  };
};

/** Loaded when asked for: a bench of one system does not pay for the others. */
const SYSTEMS: Record<string, () => Promise<{ sandbox: SandboxDefinition }>> = {
  pipedrive: () => import('./pipedrive/index.ts'),
  hubspot: () => import('./hubspot/index.ts'),
  close: () => import('./close/index.ts'),
  actuallycare: () => import('./actuallycare/index.ts'),
};

/** The systems that have a look-alike. */
export const sandboxSystems: string[] = Object.keys(SYSTEMS);

/**
 * Starts a look-alike of a vendor's API on loopback.
 *
 *     const close = await startSandbox('close', { limit: 'none' });
 *     await fetch(`${close.url}/me/`, { headers: { authorization: `Basic ${btoa(`${close.credentials.apiKey}:`)}` } });
 */
export async function startSandbox(system: string, options: SandboxOptions = {}): Promise<RunningSandbox> {
  const load = SYSTEMS[system];
  if (load === undefined) throw new Error(`There is no sandbox "${system}"; there are: ${sandboxSystems.join(', ')}.`);
  const { sandbox } = await load();
  const { instance, url, close } = await serve(sandbox, options);
  return {
    system,
    url,
    credentials: { ...sandbox.credentials },
    seedRecords: instance.recordsByObject(),
    close,
    control: {
      stats: () => instance.stats(),
      setFaults: (spec) => instance.setFaults(spec),
      requests: () => instance.log.requests(),
      dump: (object) => instance.dump(object),
      reset: () => instance.reset(),
    },
  };
}

export type { LoggedRequest, SandboxStats };
