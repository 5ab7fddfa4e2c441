import { statfs } from 'node:fs/promises';
import type { Client } from '@temporalio/client';
import { settleEnds } from '../api/service/settle-ends.ts';
import { PortageError } from '../model/errors.ts';
import { workflowIdOf } from '../model/workflow-id.ts';
import type { Screen } from './screen.ts';
import type { Session } from './session.ts';

const lookEveryMs = 5_000;
/** Less than PostgreSQL's next segment of its log takes: nothing can be stored any more. */
const fullBytes = 8 * 1024 * 1024;
/** The first failures may be the usual hiccup of a network. */
const tellFromAttempt = 3;

/**
 * Looks now and then at what holds a migration up without asking a person: a full disk ends the command, a step that is tried
 * again and again is told once with its reason. The returned function is called as often as one likes.
 */
export function watchTrouble(session: Session, id: string, screen: Screen): () => Promise<void> {
  const told = new Set<string>();
  let nextAt = 0;
  return async () => {
    if (Date.now() < nextAt) return;
    nextAt = Date.now() + lookEveryMs;
    await refuseFullDisk(session.stack.layout.root);
    // ended from outside, it says so, and whoever follows it stops
    await settleEnds(session.engine, [{ id, endedAt: null }]);
    // what Temporal tells is an extra: that it cannot be asked is no reason to stop
    for (const trouble of await troublesOf(session.engine.temporal, workflowIdOf(id)).catch(() => [])) {
      const line = `  ${trouble.activity} does not succeed and is tried again: ${trouble.message}`;
      if (trouble.attempt >= tellFromAttempt && !told.has(line)) {
        screen.line(line);
        told.add(line);
      }
    }
  };
}

/** Servers on a full disk neither answer nor end by themselves. */
export async function refuseFullDisk(folder: string, free: typeof freeBytes = freeBytes): Promise<void> {
  if ((await free(folder)) >= fullBytes) return;
  throw new PortageError('transient', 'The disk of the data folder is full', {
    code: 'disk_full',
    location: folder,
    hint: 'Free some space and run the same command again: nothing is lost, it goes on where it stood.',
  });
}

async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

export interface Trouble {
  activity: string;
  attempt: number;
  message: string;
}

/** Steps of a run and of its children that have failed and are waiting for their next try. */
export async function troublesOf(temporal: Client, workflowId: string): Promise<Trouble[]> {
  const { raw } = await temporal.workflow.getHandle(workflowId).describe();
  const own = (raw.pendingActivities ?? []).flatMap(({ activityType, attempt, lastFailure }) =>
    lastFailure?.message
      ? [{ activity: activityType?.name ?? 'A step', attempt: attempt ?? 1, message: lastFailure.message }]
      : [],
  );
  const children = await Promise.all(
    (raw.pendingChildren ?? []).map((child) => troublesOf(temporal, child.workflowId ?? '')),
  );
  return [...own, ...children.flat()];
}
