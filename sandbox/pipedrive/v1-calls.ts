import { z } from 'zod';
import type { Router } from '../kit/index.ts';
import type { Account } from './account.ts';
import { callerOf } from './auth.ts';
import { readBody } from './check.ts';
import { notFound, success } from './replies.ts';
import { found, page, scoped } from './v1-common.ts';

const MAX_LIMIT = 50;
const SCOPE = ['phone-integration'];

const callLog = z.strictObject({
  to_phone_number: z.string().min(1),
  outcome: z.enum(['connected', 'no_answer', 'left_message', 'left_voicemail', 'wrong_number', 'busy']),
  start_time: z.iso.datetime({ offset: true }),
  end_time: z.iso.datetime({ offset: true }),
  from_phone_number: z.string().optional(),
  subject: z.string().optional(),
  duration: z.string().optional(),
  activity_id: z.int().optional(),
  person_id: z.int().optional(),
  org_id: z.int().optional(),
  deal_id: z.int().optional(),
  lead_id: z.guid().optional(),
  user_id: z.int().optional(),
  note: z.string().optional(),
});

/** Call logs: text ids, pages of 50, and no end-point to change one. */
export function routeCallLogs(router: Router, account: Account, base: string): void {
  const rows = account.rows.callLogs;
  const add = scoped(SCOPE, (request) => {
    const body = readBody(account, request, callLog);
    const id = `CA${(0xc0000000 + account.nextId('callLogs')).toString(16)}`;
    const empty = { activity_id: null, person_id: null, org_id: null, deal_id: null, note: null };
    const fixed = {
      id,
      user_id: callerOf(account, request).id,
      company_id: account.company.company_id,
      has_recording: false,
    };
    return success(rows.insert({ view: { ...empty, ...fixed, ...body }, extra: {} }).view);
  });
  const remove = scoped(SCOPE, (request) => {
    if (!rows.remove(request.params['id']!)) throw notFound('Call log');
    return success(true);
  });
  router.get(
    `${base}/callLogs`,
    scoped(SCOPE, (request) => page(rows.all(), request, MAX_LIMIT)),
  );
  router.get(
    `${base}/callLogs/:id`,
    scoped(SCOPE, (request) => success(found(rows.get(request.params['id']!)).view)),
  );
  router.post(`${base}/callLogs`, add);
  router.delete(`${base}/callLogs/:id`, remove);
}
