import type { Reply, Router, SandboxRequest } from '../kit/index.ts';
import type { Account } from './account.ts';
import { failure, success } from './replies.ts';
import { found, page, scoped } from './v1-common.ts';

const MAX_LIMIT = 100;
const DEALS = ['deals:read', 'deals:full'];

/** Files and their contents; read only here. */
export function routeFiles(router: Router, account: Account, base: string): void {
  const { files } = account.rows;
  router.get(
    `${base}/files`,
    scoped(DEALS, (request) => page(files.all(), request, MAX_LIMIT)),
  );
  router.get(
    `${base}/files/:id`,
    scoped(DEALS, (request) => success(found(files.get(request.params['id']!)).view)),
  );
  router.get(
    `${base}/files/:id/download`,
    scoped(DEALS, (request) => download(account, request)),
  );
}

function download(account: Account, request: SandboxRequest): Reply {
  const { view } = found(account.rows.files.get(request.params['id']!));
  const deal = account.rows.deals.get(String(view['deal_id']));
  if (deal === undefined) return failure(410, 'The file is gone');
  const body = `Offer ${view.id} for ${String(deal.view['title'])}\n`;
  return { status: 200, body, headers: { 'content-type': 'text/plain; charset=utf-8' } };
}
