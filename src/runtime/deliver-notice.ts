import { createTransport } from 'nodemailer';
import { createEgress } from '../http/egress.ts';
import { createTransport as createWire } from '../http/transport.ts';
import { isPortageError, messageOf, PortageError } from '../model/errors.ts';
import type { DueNotification } from '../store/notification-store.ts';
import { stepsAfter, stepsText } from './notice-steps.ts';

export interface DeliveryOptions {
  smtpUrl: string | undefined;
  from: string;
  /** Where the API is for those who are told; null where nobody but this machine reaches it. */
  publicUrl: string | null;
  allowLoopback: boolean;
  /** Hosts of the operator's own network that webhooks may lead to. */
  privateHosts: readonly string[];
}

export interface NoticeDelivery {
  /** Sends one by mail or webhook. Throws where it did not arrive: a `config` error where trying again is of no use. */
  send(notice: DueNotification): Promise<void>;
  close(): Promise<void>;
}

const timeoutMs = 10_000;
/** Nobody reads what a webhook answers. */
const maxAnswerBytes = 1_000_000;

/** Mail by SMTP; webhooks through the guard that every outgoing request passes, so that none leads into our own network. */
export function createDelivery(options: DeliveryOptions): NoticeDelivery {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs };
  const mail = options.smtpUrl === undefined ? null : createTransport({ url: options.smtpUrl, ...timeouts });
  const wire = createWire({
    // a webhook may lead anywhere on the internet; the API has checked it when it was given
    egress: createEgress({
      vendorHosts: [],
      allowedHosts: ['*'],
      allowLoopback: options.allowLoopback,
      privateHosts: options.privateHosts,
    }),
    connections: 4,
    connectMs: timeoutMs,
  });

  async function byMail(notice: DueNotification): Promise<void> {
    if (mail === null)
      throw new PortageError('config', 'no mail server is set', {
        code: 'no_mail_server',
        hint: 'Set SMTP_URL, for example smtp://user:password@host:587.',
      });
    const steps = stepsText(stepsAfter(notice.event, notice.migrationId, options.publicUrl));
    await mail
      .sendMail({
        from: options.from,
        to: notice.target.slice('mailto:'.length),
        // the same for every try: a mail server that has it already drops the second
        messageId: `<${notice.id}@portage>`,
        subject: notice.subject,
        text: [notice.body, steps, `Migration ${notice.migrationId}`].join('\n\n'),
      })
      .catch((error: unknown) => {
        throw mailFault(error);
      });
  }

  async function byWebhook(notice: DueNotification): Promise<void> {
    const { link, commands } = stepsAfter(notice.event, notice.migrationId, options.publicUrl);
    const { status } = await wire.send({
      url: new URL(notice.target),
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'portage' },
      body: JSON.stringify({
        // the same for every try: whoever must not act twice looks at it
        id: notice.id,
        event: notice.event,
        at: notice.at.toISOString(),
        migration: notice.migrationId,
        customer: notice.customer,
        subject: notice.subject,
        text: notice.body,
        link,
        commands,
      }),
      timeoutMs,
      maxBytes: maxAnswerBytes,
    });
    if (status < 200 || status >= 300) throw new Error(`the webhook answered ${status}`);
  }

  return {
    send: (notice) => (notice.target.startsWith('mailto:') ? byMail(notice) : byWebhook(notice)),
    async close() {
      mail?.close();
      await wire.close();
    },
  };
}

/** What a mail server says may hold the address that was written to: its code tells enough. */
function mailFault(error: unknown): Error {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return new Error(
    responseCode ? `the mail server answered ${responseCode}` : `no mail server answered (${code ?? 'unknown'})`,
  );
}

/** Why a notice did not arrive, without the address that it went to: a webhook's may hold a secret. */
export function faultOf(error: unknown): { reason: string; final: boolean } {
  const final = isPortageError(error, 'config');
  const hint = final && error.hint !== undefined ? ` (${error.hint})` : '';
  return { reason: `${messageOf(error)}${hint}`, final };
}
