import type { Account, ObjectName } from './account.ts';
import { ENTIRE_COMPANY, type View, v2Time } from './records.ts';

/** A new record of a v2 object with the vendor's defaults; the body of the request is laid over it. */
export function createView(account: Account, object: ObjectName, userId: number): View {
  const now = v2Time(account.context.now());
  const id = account.nextId(object);
  const own = { owner_id: userId, add_time: now, update_time: now, is_deleted: false };
  const shared = { ...own, visible_to: ENTIRE_COMPANY, label_ids: [] };
  switch (object) {
    case 'organizations':
      return {
        id,
        name: '',
        ...shared,
        address: null,
        website: null,
        linkedin: null,
        industry: null,
        annual_revenue: null,
        employee_count: null,
      };
    case 'persons':
      return {
        id,
        name: '',
        first_name: null,
        last_name: null,
        org_id: null,
        ...shared,
        emails: [],
        phones: [],
        picture_id: null,
        notes: null,
        im: [],
        birthday: null,
        job_title: null,
        postal_address: null,
      };
    case 'deals':
      return { id, title: '', creator_user_id: userId, ...shared, ...NEW_DEAL, stage_change_time: now };
    case 'activities':
      return {
        id,
        subject: 'Call',
        type: 'call',
        creator_user_id: userId,
        ...own,
        ...NEW_ACTIVITY,
        due_date: now.slice(0, 10),
      };
    case 'products':
      return { id, name: '', ...own, ...NEW_PRODUCT, prices: [{ product_id: id, price: 0, currency: 'EUR', cost: 0 }] };
    case 'pipelines':
      return {
        id,
        name: '',
        order_nr: id,
        is_deleted: false,
        is_deal_probability_enabled: false,
        add_time: now,
        update_time: now,
      };
    default:
      return {
        id,
        order_nr: id,
        name: '',
        is_deleted: false,
        deal_probability: 100,
        pipeline_id: 0,
        is_deal_rot_enabled: false,
        days_to_rotten: null,
        add_time: now,
        update_time: now,
      };
  }
}

const NEW_DEAL = {
  value: 0,
  currency: 'EUR',
  person_id: null,
  org_id: null,
  stage_id: null,
  pipeline_id: null,
  archive_time: null,
  status: 'open',
  is_archived: false,
  probability: null,
  lost_reason: null,
  close_time: null,
  won_time: null,
  lost_time: null,
  local_won_date: null,
  local_lost_date: null,
  local_close_date: null,
  expected_close_date: null,
  origin: 'API',
  origin_id: null,
  channel: null,
  channel_id: null,
  source_lead_id: null,
  acv: null,
  arr: null,
  mrr: null,
};

const NEW_ACTIVITY = {
  deal_id: null,
  lead_id: null,
  person_id: null,
  org_id: null,
  project_id: null,
  due_time: null,
  duration: null,
  busy: false,
  done: false,
  marked_as_done_time: null,
  location: null,
  participants: [],
  conference_meeting_client: null,
  conference_meeting_url: null,
  conference_meeting_id: null,
  public_description: null,
  priority: null,
  note: null,
};

const NEW_PRODUCT = {
  code: null,
  description: null,
  unit: null,
  tax: 0,
  category: null,
  is_linkable: true,
  visible_to: ENTIRE_COMPANY,
  billing_frequency: 'one-time',
  billing_frequency_cycles: null,
};
