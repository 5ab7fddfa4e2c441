import type { Account } from './account.ts';
import { type Row, toV1Time, type View, v1Time } from './records.ts';

/** A participant of a deal as v1 shows it: the person nested twice, once short and once at length. */
export function participant(account: Account, { view }: Row): Record<string, unknown> {
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
