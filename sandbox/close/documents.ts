import { json, type Router } from '../kit/index.ts';
import { Body } from './body.ts';
import { stamp } from './moments.ts';
import { CAPS, one, page } from './page.ts';
import { deleted, notFound } from './replies.ts';
import type { CloseState } from './state.ts';

/** Smart views, webhooks and unsubscribed addresses: kept as they are sent. */
export function documentRoutes(state: CloseState, router: Router): void {
  smartViewRoutes(state, router);
  webhookRoutes(state, router);
  unsubscribeRoutes(state, router);
  router.get('/custom_activity', () => json({ data: [] }));
  router.get('/custom_object_type', () => json({ data: [] }));
}

function smartViewRoutes(state: CloseState, router: Router): void {
  const views = state.smartViews;
  router.get('/saved_search', (request) => {
    const types = (request.query.get('type__in') ?? request.query.get('type') ?? 'lead').split(',');
    const found = views.all().filter((view) => types.includes(String(view['type'])));
    return page(request, views, found, CAPS.definition);
  });
  router.post('/saved_search', (request) => {
    const body = Body.of(request);
    body.require('name');
    body.check();
    const now = stamp();
    const { type, is_shared, query, s_query, name } = body.values;
    const values = {
      type: type ?? 'lead',
      is_shared: is_shared ?? false,
      query: query ?? null,
      s_query: s_query ?? null,
    };
    const owner = { user_id: request.principal!.userId!, organization_id: state.organization.id };
    const id = state.newId('save');
    return one(request, views, views.insert({ id, name, ...values, ...owner, date_created: now, date_updated: now }));
  });
  router.get('/saved_search/:id', (request) => {
    const view = views.get(request.params['id']!);
    return view === undefined ? notFound() : one(request, views, view);
  });
  router.put('/saved_search/:id', (request) => {
    const body = Body.of(request);
    const changed = views.update(request.params['id']!, {
      ...body.values,
      id: request.params['id']!,
      date_updated: stamp(),
    });
    return changed === undefined ? notFound() : one(request, views, changed);
  });
  router.delete('/saved_search/:id', (request) => (views.remove(request.params['id']!) ? deleted() : notFound()));
}

function webhookRoutes(state: CloseState, router: Router): void {
  const { webhooks } = state;
  router.get('/webhook', () => json({ data: webhooks.all() }));
  router.post('/webhook', (request) => {
    const body = Body.of(request);
    body.require('url');
    body.require('events');
    body.check();
    const now = stamp();
    const values = { status: 'active', verify_ssl: true, ...body.values };
    return one(
      request,
      webhooks,
      webhooks.insert({ id: state.newId('whsub'), ...values, date_created: now, date_updated: now }),
      201,
    );
  });
  router.delete('/webhook/:id', (request) => (webhooks.remove(request.params['id']!) ? deleted() : notFound()));
}

/** Addresses that must not get messages; contacts show it beside each address. */
function unsubscribeRoutes(state: CloseState, router: Router): void {
  const list = state.unsubscribed;
  router.get('/unsubscribe/email', () => json({ data: list.all() }));
  router.post('/unsubscribe/email', (request) => {
    const body = Body.of(request);
    body.require('email');
    const email = (body.text('email') ?? '').toLowerCase();
    body.check();
    const now = stamp();
    const known = list.get(email);
    const entry = known ?? list.insert({ id: email, email, source: 'manual', date_created: now, date_updated: now });
    touchContacts(state, email);
    return json(entry, 201);
  });
  router.delete('/unsubscribe/email/:email', (request) => {
    const email = request.params['email']!.toLowerCase();
    if (!list.remove(email)) return notFound();
    touchContacts(state, email);
    return deleted();
  });
}

function touchContacts(state: CloseState, email: string): void {
  const emailsOf = ({ emails }: { emails: { email: string }[] }) => emails.map((item) => item.email.toLowerCase());
  for (const contact of state.contacts.whereCurrent('email', email, emailsOf)) {
    state.contacts.touch(contact.id);
    state.leads.touch(contact.lead_id);
  }
}
