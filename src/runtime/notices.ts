import { Context } from '@temporalio/activity';
import type { Notice } from '../activities/context.ts';
import type { Database } from '../store/database.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import {
  addNotifications,
  type DueNotification,
  endDelivery,
  nextNotificationInMs,
  takeNotifications,
} from '../store/notification-store.ts';
import { faultOf, type NoticeDelivery } from './deliver-notice.ts';
import type { Log } from './logging.ts';

const atOnce = 10;
/** Longer than a delivery takes: a worker that died within it is not waited for any longer. */
const leaseMs = 60_000;
const tries = 8;
/** Of the wait before the second try; each further one is four times as long, up to an hour. Three hours in all. */
const firstWaitMs = 2_000;
const longestWaitMs = 3_600_000;
/** Other workers write notices down as well. */
const lookEveryMs = 30_000;

export interface NoticesOptions {
  db: Database;
  delivery: NoticeDelivery;
  log: Log;
  firstWaitMs?: number;
}

export interface Notices {
  /** Called by activities: writes the notice down and comes back at once. */
  notify(migration: MigrationRow, notice: Notice): Promise<void>;
  /** Sends what is under way, and no more. What is left is sent by the next worker. */
  stop(): Promise<void>;
}

/**
 * Tells people by mail and webhook, beside the migration and never in its way: a step writes its notice down with its other
 * work, this loop sends it and tries again. A step that is repeated tells nothing twice. A notice names the customer and counts,
 * never a record's values.
 */
export function startNotices({ db, delivery, log, ...options }: NoticesOptions): Notices {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let asked = false;
  let running: Promise<void> | null = null;

  async function sendOne(notice: DueNotification): Promise<void> {
    const { id, migrationId: migration, event, attempts } = notice;
    try {
      await delivery.send(notice);
      await endDelivery(db, id, { state: 'sent' });
    } catch (error) {
      const { reason, final } = faultOf(error);
      const about = {
        migration,
        event,
        by: notice.target.startsWith('mailto:') ? 'mail' : 'webhook',
        attempts,
        reason,
      };
      if (final || attempts >= tries) {
        log.error(about, 'a notice could not be delivered and is given up');
        await endDelivery(db, id, { state: 'failed', error: reason });
        return;
      }
      const inMs = Math.min((options.firstWaitMs ?? firstWaitMs) * 4 ** (attempts - 1), longestWaitMs);
      log.warn({ ...about, inMs }, 'a notice could not be delivered; it is tried again');
      await endDelivery(db, id, { state: 'pending', error: reason, inMs });
    }
  }

  async function work(): Promise<void> {
    let nextInMs: number | null = null;
    try {
      while (asked) {
        asked = false;
        const due = await takeNotifications(db, leaseMs, atOnce);
        await Promise.all(due.map(sendOne));
        if (due.length === atOnce && !stopped) asked = true;
      }
      nextInMs = await nextNotificationInMs(db);
    } catch (error) {
      log.debug({ err: error }, 'looking for notices failed; it is tried again');
    }
    running = null;
    if (asked) look();
    else if (!stopped) {
      timer = setTimeout(look, Math.min(Math.max(nextInMs ?? lookEveryMs, 10), lookEveryMs));
      timer.unref();
    }
  }

  function look(): void {
    clearTimeout(timer);
    asked = true;
    running ??= work();
  }

  look();
  return {
    async notify(migration, notice) {
      const { workflowExecution, activityId } = Context.current().info;
      await addNotifications(db, scopeOf(migration), {
        origin: `${workflowExecution?.runId ?? 'none'}/${activityId}`,
        event: notice.event,
        subject: notice.subject,
        body: notice.text,
        targets: migration.file.notify,
      });
      if (migration.file.notify.length > 0 && !stopped) look();
    },
    async stop() {
      stopped = true;
      // what the last step wrote down still goes out
      look();
      while (running !== null) await running;
      await delivery.close();
    },
  };
}
