import type { Router } from '../kit/index.ts';
import type { Account } from './account.ts';
import { related } from './objects.ts';
import { type Row, v1Time } from './records.ts';
import { success } from './replies.ts';
import { found, page, scoped } from './v1-common.ts';

const MAIL = ['mail:read', 'mail:full'];

const PARENTS = [
  ['persons', 'person_id'],
  ['deals', 'deal_id'],
  ['organizations', 'org_id'],
] as const;

/** Mail is read record by record; its text only when asked for. */
export function routeMail(router: Router, account: Account, base: string): void {
  const { rows } = account;
  for (const [object, key] of PARENTS) {
    const list = scoped(MAIL, (request) => {
      const { id } = found(rows[object].get(request.params['id']!)).view;
      const withBody = request.query.get('include_body') === '1';
      return page(related(rows.mailMessages, key, id), request, undefined, (row) =>
        mailMessage(account, row, withBody),
      );
    });
    router.get(`${base}/${object}/:id/mailMessages`, list);
  }
  const one = scoped(MAIL, (request) => {
    const row = found(rows.mailMessages.get(request.params['id']!));
    return success(mailMessage(account, row, request.query.get('include_body') === '1')['data']);
  });
  router.get(`${base}/mailbox/mailMessages/:id`, one);
}

type Party = { email_address: string; name: string; linked_person_id: number | null };

/** A mail as v1 wraps it; its body only when asked for. */
function mailMessage(account: Account, { view }: Row, withBody: boolean): Record<string, unknown> {
  const sentMs = view['sentMs'] as number;
  const sentAt = new Date(sentMs).toISOString();
  const inbound = view['inbound'] === true;
  const data: Record<string, unknown> = {
    id: view.id,
    from: [party(view['from'] as Party, 1)],
    to: [party(view['to'] as Party, 2)],
    cc: [],
    bcc: [],
    body_url: null,
    user_id: view['user_id'],
    mail_thread_id: view.id,
    subject: view['subject'],
    snippet: view['text'],
    mail_tracking_status: null,
    read_flag: 1,
    draft_flag: 0,
    synced_flag: 1,
    deleted_flag: 0,
    has_body_flag: 1,
    sent_flag: inbound ? 0 : 1,
    sent_from_pipedrive_flag: 0,
    smart_bcc_flag: 0,
    message_time: sentAt,
    add_time: sentAt,
    update_time: sentAt,
    has_attachments_flag: 0,
    item_type: 'mailMessage',
    timestamp: sentAt,
    company_id: account.company.company_id,
  };
  if (withBody) data['body'] = `<p>${String(view['text'])}</p>`;
  return { object: 'mailMessage', timestamp: v1Time(sentMs), data };
}

function party(of: Party, number: number): Record<string, unknown> {
  return {
    id: number,
    ...of,
    linked_person_name: of.linked_person_id === null ? null : of.name,
    mail_message_party_id: number,
  };
}
