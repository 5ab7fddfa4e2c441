import { json, type Router } from '../kit/index.ts';
import { compareMoments } from './filters.ts';
import { stamp, withoutOffset } from './moments.ts';
import { invalid } from './replies.ts';
import type { CloseState } from './state.ts';

/** The vendor keeps about 30 days; here it is a number, so that a bench does not fill the memory. */
const KEPT_EVENTS = 20_000;
const PAGE = 50;

export type EventAction = 'created' | 'updated' | 'deleted';

export function recordEvent(
  state: CloseState,
  action: EventAction,
  objectType: string,
  objectId: string,
  leadId: string,
  userId: string,
): void {
  const now = stamp();
  const event = { id: state.newId('ev'), action, object_type: objectType, object_id: objectId, lead_id: leadId };
  state.events.push({ ...event, user_id: userId, date_created: now, date_updated: now });
  if (state.events.length >= KEPT_EVENTS * 2) state.events.splice(0, KEPT_EVENTS);
}

/** The event log: newest first, by cursor, at most 50 a page. What changed is not kept here. */
export function eventRoutes(state: CloseState, router: Router): void {
  router.get('/event', (request) => {
    const { query } = request;
    const limit = Number(query.get('_limit') ?? PAGE);
    if (!(limit >= 0 && limit <= PAGE)) throw invalid({ _limit: `Input should be less than or equal to ${PAGE}` });
    const since = query.get('date_updated__gte') ?? query.get('date_updated__gt');
    const found = state.events.filter(
      (event) =>
        ['object_type', 'action', 'object_id', 'lead_id', 'user_id'].every(
          (name) => query.get(name) === null || query.get(name) === event[name],
        ) &&
        (since === null || compareMoments(event.date_updated, since) >= 0),
    );
    // The cursor is the id of the last event that was read, so that new events do not move the pages.
    const cursor = query.get('_cursor');
    const end =
      cursor === null
        ? found.length
        : Math.max(
            found.findIndex(({ id }) => id === cursor),
            0,
          );
    const rows = found.slice(Math.max(end - limit, 0), end).reverse();
    const data = rows.map((event) => ({
      ...event,
      organization_id: state.organization.id,
      changed_fields: [],
      data: {},
      previous_data: {},
      date_created: withoutOffset(event.date_created),
      date_updated: withoutOffset(event.date_updated),
    }));
    return json({ data, cursor_next: end - limit > 0 ? rows.at(-1)!.id : null, cursor_previous: null });
  });
}
