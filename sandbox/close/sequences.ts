import { json, type Router } from '../kit/index.ts';
import { Body } from './body.ts';
import { stamp } from './moments.ts';
import { CAPS, one, page } from './page.ts';
import { deleted, notFound } from './replies.ts';
import type { CloseState } from './state.ts';

const STATUSES = ['active', 'paused', 'draft'] as const;

/** The triggers that this sandbox really fires; a sequence names one as `trigger_query.type`. */
export type Trigger = 'lead_created';

/** Lets every active sequence of that trigger send its message: what a migration must not set off unasked. */
export function fireTrigger(state: CloseState, trigger: Trigger): void {
  if (state.sequences.size === 0) return;
  for (const sequence of state.sequences.current()) {
    const query = sequence['trigger_query'] as { type?: string } | null | undefined;
    if (sequence['status'] === 'active' && query?.type === trigger) state.context.messageSent();
  }
}

/** Sequences (workflows in the app). Their schema is not in the OpenAPI; status and trigger are what counts here. */
export function sequenceRoutes(state: CloseState, router: Router): void {
  const { sequences } = state;
  router.get('/sequence', (request) => page(request, sequences, sequences.all(), CAPS.definition));
  router.post('/sequence', (request) => {
    const body = Body.of(request);
    body.require('name');
    const status = body.choice('status', STATUSES) ?? 'draft';
    body.check();
    const now = stamp();
    const values = { steps: [], trigger_query: null, ...body.values, status };
    return one(
      request,
      sequences,
      sequences.insert({ id: state.newId('seq'), ...values, date_created: now, date_updated: now }),
    );
  });
  router.get('/sequence/:id', (request) => {
    const found = sequences.get(request.params['id']!);
    return found === undefined ? notFound() : one(request, sequences, found);
  });
  router.put('/sequence/:id', (request) => {
    const body = Body.of(request);
    body.choice('status', STATUSES);
    body.check();
    const changed = sequences.update(request.params['id']!, { ...body.values, date_updated: stamp() });
    return changed === undefined ? notFound() : one(request, sequences, changed);
  });
  router.delete('/sequence/:id', (request) => (sequences.remove(request.params['id']!) ? deleted() : notFound()));
  router.get('/sequence_subscription', () => json({ data: [], has_more: false }));
  router.post('/sequence_subscription', (request) => {
    const body = Body.of(request);
    body.require('contact_id');
    body.require('sequence_id');
    body.reference('contact_id', (id) => state.contacts.get(id));
    body.reference('sequence_id', (id) => sequences.get(id));
    body.check();
    // A subscribed contact gets the sequence's messages.
    state.context.messageSent();
    return json({ id: state.newId('sub'), status: 'active', ...body.values }, 201);
  });
}
