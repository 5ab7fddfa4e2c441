import { type Router, readObject } from '../kit/index.ts';
import type { Account } from './account.ts';
import { related } from './objects.ts';
import { type Row, toV1Time, type View, v1Time } from './records.ts';
import { invalid, notFound, success } from './replies.ts';
import { found, page, scoped } from './v1-common.ts';

/** The people of a deal, its main person among them. */
export function routeParticipants(router: Router, account: Account, base: string): void {
  const { deals, participants, persons } = account.rows;
  const path = `${base}/deals/:id/participants`;
  const list = scoped(['deals:read', 'deals:full'], (request) => {
    const { id } = found(deals.get(request.params['id']!)).view;
    return page(related(participants, 'deal_id', id), request, undefined, (row) => participant(account, row));
  });
  const add = scoped(['deals:full'], (request) => {
    const { id: dealId } = found(deals.get(request.params['id']!)).view;
    const { person_id: personId } = readObject(request);
    if (typeof personId !== 'number' || persons.get(String(personId)) === undefined) {
      throw invalid('person_id: does not exist');
    }
    const known = related(participants, 'deal_id', dealId).find((row) => row.view['person_id'] === personId);
    if (known !== undefined) return success(participant(account, known));
    const id = account.nextId('participants');
    const view: View = { id, deal_id: dealId, person_id: personId, added_by: 0, addedMs: account.context.now() };
    return success(participant(account, participants.insert({ view, extra: {} })));
  });
  const remove = scoped(['deals:full'], (request) => {
    const id = request.params['participant']!;
    if (!participants.remove(id)) throw notFound('Participant');
    return success({ id: Number(id) });
  });
  router.get(path, list);
  router.post(path, add);
  router.delete(`${path}/:participant`, remove);
}

/** A participant of a deal as v1 shows it: the person nested twice, once short and once at length. */
function participant(account: Account, { view }: Row): Record<string, unknown> {
  const person = account.rows.persons.get(String(view['person_id']))?.view;
  const deal = account.rows.deals.get(String(view['deal_id']))?.view;
  const user = account.users[Number(view['added_by'])] ?? account.users[0]!;
  const by = {
    id: user.id,
    name: user.name,
    email: user.email,
    has_pic: 0,
    pic_hash: null,
    active_flag: user.active_flag,
    value: user.id,
  };
  return {
    id: view.id,
    person_id: person === undefined ? null : { ...short(person), value: person.id },
    add_time: v1Time(view['addedMs'] as number),
    active_flag: true,
    related_item_data: { deal_id: view['deal_id'], title: deal?.['title'] ?? null },
    person: person === undefined ? null : long(account, person),
    added_by_user_id: by,
    related_item_type: 'deal',
    related_item_id: view['deal_id'],
  };
}

function short(person: View) {
  const { name, emails, phones } = person;
  return { active_flag: person['is_deleted'] !== true, name, email: emails, phone: phones };
}

function long(account: Account, person: View) {
  return {
    id: person.id,
    company_id: account.company.company_id,
    first_name: person['first_name'],
    last_name: person['last_name'],
    ...short(person),
    add_time: toV1Time(person['add_time']),
    update_time: toV1Time(person['update_time']),
    visible_to: String(person['visible_to']),
    label_ids: person['label_ids'],
  };
}
