import { createTransport } from 'nodemailer';
import type { Notice } from '../activities/context.ts';
import { messageOf } from '../model/errors.ts';
import type { MigrationRow } from '../store/migration-store.ts';
import type { Log } from './logging.ts';

export interface NotifierOptions {
  smtpUrl: string | undefined;
  from: string;
  /** Where a reader finds the migration; left out where there is no public address. */
  linkOf(migrationId: string): string | null;
  log: Log;
}

const webhookTimeoutMs = 10_000;

/**
 * Tells people by mail and webhook. A notice that cannot be delivered is logged and never stops a migration. It names the
 * customer and counts, never a record's values.
 */
export function createNotifier(options: NotifierOptions): (migration: MigrationRow, notice: Notice) => Promise<void> {
  const mail = options.smtpUrl === undefined ? null : createTransport(options.smtpUrl);
  return async (migration, notice) => {
    const link = options.linkOf(migration.id);
    await Promise.all(
      migration.file.notify.map(async (target) => {
        try {
          if (target.startsWith('mailto:')) {
            if (mail === null) throw new Error('SMTP_URL is not set');
            await mail.sendMail({
              from: options.from,
              to: target.slice('mailto:'.length),
              subject: notice.subject,
              text: [notice.text, link].filter(Boolean).join('\n\n'),
            });
          } else {
            const body = JSON.stringify({
              event: notice.event,
              migration: migration.id,
              customer: migration.customer,
              subject: notice.subject,
              text: notice.text,
              link,
            });
            const answer = await fetch(target, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body,
              signal: AbortSignal.timeout(webhookTimeoutMs),
              redirect: 'error',
            });
            if (!answer.ok) throw new Error(`the webhook answered ${answer.status}`);
          }
        } catch (error) {
          options.log.warn(
            { migration: migration.id, event: notice.event, reason: messageOf(error) },
            'a notice could not be delivered',
          );
        }
      }),
    );
  };
}
