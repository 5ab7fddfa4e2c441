import { createHash } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { finalStatuses } from '../../model/states.ts';
import { lastAuditId, pageOfAudit } from '../../store/audit-page-store.ts';
import type { Database } from '../../store/database.ts';
import { type Progress, readProgress } from '../../store/progress-store.ts';
import type { Scope } from '../../store/scope.ts';
import type { ApiLimits } from '../deps.ts';
import { toAuditLine } from '../routes/audit.ts';

/** Where a client stands: the last decision it saw, which progress it knows, and whether it was told the end. */
export interface EventId {
  auditId: number;
  progress: string;
  ended: boolean;
}

export interface MigrationEvent {
  name: 'progress' | 'decision' | 'end';
  id: string;
  data: unknown;
}

const pageSize = 100;
const none = '0';

function formatEventId({ auditId, progress, ended }: EventId): string {
  return `${auditId}.${progress}${ended ? '.end' : ''}`;
}

/** Null for a first visit, and for an id that is not ours: the stream then begins with all there is now. */
export function parseEventId(text: string | undefined): EventId | null {
  const match = /^(\d{1,15})\.([\da-f]{1,16})(\.end)?$/.exec(text ?? '');
  return match ? { auditId: Number(match[1]), progress: match[2] ?? none, ended: match[3] !== undefined } : null;
}

/** True where nothing has happened since the client was told the end. */
export async function isAtEnd(db: Database, scope: Scope, from: EventId): Promise<boolean> {
  const progress = await readProgress(db, scope);
  return progress === null || (isFinal(progress) && fingerprint(progress) === from.progress);
}

/**
 * What happens to a migration, read from the store: decisions one by one, progress whenever it differs from what was sent
 * last, the end, and a heartbeat when there is nothing to say. Ends when `signal` does.
 */
export async function* followMigration(
  db: Database,
  scope: Scope,
  options: {
    from: EventId | null;
    limits: Pick<ApiLimits, 'eventPollMs' | 'heartbeatMs'>;
    signal: AbortSignal;
    /** Asked where nothing was heard for a while: does it still run? */
    settle(): Promise<unknown>;
  },
): AsyncGenerator<MigrationEvent | 'heartbeat'> {
  const { limits, signal } = options;
  const at: EventId = options.from
    ? { ...options.from, ended: false }
    : { auditId: await lastAuditId(db, scope), progress: none, ended: false };
  let saidAt = performance.now();
  while (!signal.aborted) {
    const said: MigrationEvent[] = [];
    for (const line of await pageOfAudit(db, scope, { after: at.auditId, limit: pageSize })) {
      at.auditId = line.id;
      said.push({ name: 'decision', id: formatEventId(at), data: toAuditLine(line) });
    }
    const progress = await readProgress(db, scope);
    if (progress === null) return;
    const now = fingerprint(progress);
    if (now !== at.progress) {
      at.progress = now;
      said.push({ name: 'progress', id: formatEventId(at), data: progress });
    }
    yield* said;
    if (said.length === 0 && isFinal(progress)) {
      yield { name: 'end', id: formatEventId({ ...at, ended: true }), data: { status: progress.status } };
      return;
    }
    if (said.length > 0) saidAt = performance.now();
    else if (performance.now() - saidAt >= limits.heartbeatMs) {
      saidAt = performance.now();
      await options.settle();
      yield 'heartbeat';
    }
    // while there is more to read it is read at once
    if (said.length === 0) await delay(limits.eventPollMs, undefined, { signal }).catch(() => undefined);
  }
}

function isFinal({ status, stage }: Progress): boolean {
  return stage === 'closed' || finalStatuses.has(status);
}

function fingerprint(progress: Progress): string {
  return createHash('sha256').update(JSON.stringify(progress)).digest('hex').slice(0, 16);
}
