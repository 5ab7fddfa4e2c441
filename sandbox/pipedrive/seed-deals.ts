import { dateOf } from '../story/times.ts';
import { ENTIRE_COMPANY, OWNER_ONLY, type View, v2Time } from './records.ts';
import { leadIdOf } from './seed-ids.ts';
import { addressOf, customValues, optionId, type Seeding } from './seed-people.ts';
import { stageIdOf } from './seed-pipelines.ts';
import { userIdOf } from './users.ts';

export function dealView(seeding: Seeding, index: number): View {
  const { story, ids } = seeding;
  const deal = story.deals[index]!;
  const closed = deal.closedMs === null ? null : v2Time(deal.closedMs);
  const localClose = deal.closedMs === null ? null : dateOf(deal.closedMs);
  const deleted = deal.fate === 'deleted';
  const archived = deal.fate === 'archived';
  return {
    id: index + 1,
    title: deal.title,
    creator_user_id: userIdOf(deal.owner),
    owner_id: userIdOf(deal.owner),
    value: deal.amountCents === null ? null : deal.amountCents / 100,
    person_id: ids.person(deal.contacts[0] ?? null),
    org_id: ids.organization(deal.company),
    stage_id: stageIdOf(deal.pipeline, deal.stage),
    pipeline_id: deal.pipeline + 1,
    currency: deal.currency,
    archive_time: archived ? v2Time(deal.updatedMs) : null,
    add_time: v2Time(deal.createdMs),
    update_time: v2Time(deal.updatedMs),
    stage_change_time: v2Time(deal.updatedMs),
    status: deleted ? 'deleted' : deal.status,
    is_archived: archived,
    is_deleted: deleted,
    probability: index % 9 === 0 ? 65 : null,
    lost_reason: deal.lostReason,
    visible_to: index % 31 === 12 ? OWNER_ONLY : ENTIRE_COMPANY,
    close_time: closed,
    won_time: deal.status === 'won' ? closed : null,
    lost_time: deal.status === 'lost' ? closed : null,
    local_won_date: deal.status === 'won' ? localClose : null,
    local_lost_date: deal.status === 'lost' ? localClose : null,
    local_close_date: localClose,
    expected_close_date: deal.expectedClose,
    label_ids: index % 10 === 0 ? [2] : [],
    origin: 'ManuallyCreated',
    origin_id: null,
    channel: null,
    channel_id: null,
    source_lead_id: null,
    acv: null,
    arr: null,
    mrr: null,
    custom_fields: customValues(seeding.account, 'deal', dealCustomValues(seeding, index)),
  };
}

/** A value of every type, on some deal or other; the order is that of the definitions. */
function dealCustomValues({ account, story, ids }: Seeding, index: number): unknown[] {
  const deal = story.deals[index]!;
  const company = deal.company === null ? undefined : story.companies[deal.company];
  const start = dateOf(deal.createdMs);
  const on = (every: number, value: unknown) => (index % every === 0 ? value : null);
  return [
    optionId(account, 'deal', 0, deal.source),
    on(2, [optionId(account, 'deal', 1, index % 4), optionId(account, 'deal', 1, (index + 1) % 4)]),
    on(3, `CN-${10_000 + index}`),
    on(7, `Needs single sign-on 🔐 and:\n- audit log\n- "strict" roles`),
    on(4, 2.5 * (index % 7)),
    on(11, '+49 30 23125-100'),
    on(5, start),
    on(6, { value: start, until: dateOf(deal.createdMs + 365 * 86_400_000) }),
    on(13, '09:30:00'),
    on(13, { value: '08:00:00', until: '17:30:00' }),
    on(8, 'Acme Rivals'),
    on(9, company === undefined ? null : addressOf(company)),
    on(4, { value: (deal.amountCents ?? 0) / 200, currency: 'USD' }),
    on(15, ids.organization(deal.company)),
    on(15, ids.person(deal.contacts[0] ?? null)),
    on(10, userIdOf(index % 2)),
  ];
}

/** Leads carry the deals' custom fields at the top level, and only those that are set. */
export function leadView({ account, story, ids }: Seeding, index: number): View {
  const lead = story.leads[index]!;
  const source = account.fields.deal.find((field) => field.is_custom_field)!;
  const addTime = new Date(lead.createdMs).toISOString();
  return {
    id: leadIdOf(index),
    title: lead.title,
    owner_id: userIdOf(lead.owner),
    creator_id: userIdOf(lead.owner),
    label_ids: index % 4 === 0 ? [] : [account.leadLabels[lead.label]!.id],
    person_id: ids.person(lead.contact),
    organization_id: ids.organization(lead.company),
    source_name: 'API',
    origin: 'API',
    origin_id: null,
    channel: null,
    channel_id: null,
    source_deal_id: null,
    is_archived: lead.fate === 'archived',
    was_seen: index % 2 === 0,
    value: lead.amountCents === null ? null : { amount: lead.amountCents / 100, currency: lead.currency },
    expected_close_date: null,
    next_activity_id: null,
    add_time: addTime,
    update_time: new Date(lead.updatedMs).toISOString(),
    visible_to: '7',
    cc_email: `seller+lead${index}@mailbox.example`,
    ...(index % 3 === 0 ? { [source.field_code]: source.options![index % 4]!.id } : {}),
  };
}
