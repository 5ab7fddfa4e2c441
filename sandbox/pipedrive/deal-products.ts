import { z } from 'zod';
import { type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import type { Account } from './account.ts';
import { requireScope } from './auth.ts';
import { checkBody } from './check.ts';
import { related } from './objects.ts';
import { scan } from './paging.ts';
import { type Row, type View, v2Time } from './records.ts';
import { cursorPage, invalid, notFound, success } from './replies.ts';

const MAX_DEALS = 100;
const MAX_BULK = 100;

const READ = ['products:read', 'products:full', 'deals:read', 'deals:full'];
const WRITE = ['products:full', 'deals:full'];

const attachment = z.strictObject({
  product_id: z.int(),
  item_price: z.number(),
  quantity: z.number(),
  tax: z.number().optional(),
  comments: z.string().optional(),
  discount: z.number().optional(),
  discount_type: z.enum(['percentage', 'amount']).optional(),
  tax_method: z.enum(['exclusive', 'inclusive', 'none']).optional(),
  is_enabled: z.boolean().optional(),
});

/** Products on deals: by deal, for up to 100 deals at once, and adding them. */
export function routeDealProducts(router: Router, account: Account): void {
  const rows = account.rows.dealProducts;
  const sortFields = ['id', 'add_time', 'update_time', 'deal_id', 'order_nr'] as const;
  const list = (request: SandboxRequest, deals: readonly number[]) => {
    requireScope(request, READ);
    const matches = (row: Row) => deals.includes(Number(row.view['deal_id']));
    const page = scan(rows, request, { sortFields, matches });
    return cursorPage(rows.texts(page.rows), page.nextCursor);
  };
  router.get('/api/v2/deals/products', (request) => list(request, dealIds(request)));
  router.get('/api/v2/deals/:id/products', (request) => list(request, [dealOf(account, request).id as number]));
  router.post('/api/v2/deals/:id/products', (request) => {
    requireScope(request, WRITE);
    return success(attach(account, dealOf(account, request), readObject(request)), 201);
  });
  router.post('/api/v2/deals/:id/products/bulk', (request) => {
    requireScope(request, WRITE);
    const { data } = readObject(request);
    if (!Array.isArray(data) || data.length > MAX_BULK) throw invalid(`data: Expected at most ${MAX_BULK} products`);
    const deal = dealOf(account, request);
    return success(
      data.map((item) => attach(account, deal, item)),
      201,
    );
  });
  router.delete('/api/v2/deals/:id/products/:attachment', (request) => {
    requireScope(request, WRITE);
    const id = request.params['attachment']!;
    const mine = related(rows, 'deal_id', dealOf(account, request).id);
    if (!mine.some((row) => String(row.view.id) === id)) throw notFound('Deal product');
    rows.remove(id);
    return success({ id: Number(id) });
  });
}

/** `deal_ids=1,2`, and `deal_ids=1&deal_ids=2` as the vendor's client writes it. */
function dealIds(request: SandboxRequest): number[] {
  const ids = request.query.getAll('deal_ids').flatMap((text) => text.split(','));
  if (ids.length === 0) throw invalid('deal_ids: Required');
  if (ids.length > MAX_DEALS) throw invalid(`deal_ids: Array must contain at most ${MAX_DEALS} element(s)`);
  return ids.map(Number);
}

function dealOf(account: Account, request: SandboxRequest): View {
  const deal = account.rows.deals.get(request.params['id']!);
  if (deal === undefined) throw notFound('Deal');
  return deal.view;
}

function attach(account: Account, deal: View, item: Record<string, unknown>): View {
  const body = checkBody(account, item, attachment);
  const id = account.nextId('dealProducts');
  const now = v2Time(account.context.now());
  const discount = Number(body['discount'] ?? 0);
  const sum = Number(body['item_price']) * Number(body['quantity']);
  const view: View = {
    id,
    sum: body['discount_type'] === 'amount' ? sum - discount : Math.round(sum * (100 - discount)) / 100,
    tax: 0,
    deal_id: deal.id,
    name: account.rows.products.get(String(body['product_id']))!.view['name'],
    product_variation_id: null,
    order_nr: id,
    add_time: now,
    update_time: now,
    comments: '',
    currency: deal['currency'],
    discount: 0,
    tax_method: 'exclusive',
    discount_type: 'percentage',
    is_enabled: true,
    billing_frequency: 'one-time',
    billing_frequency_cycles: null,
    billing_start_date: null,
    ...body,
  };
  account.rows.dealProducts.insert({ view, extra: {} });
  return view;
}
