import { creator, deletedFlag, ownership, type Stream, updatedSince, v1Paging, v2Paging } from './shared.ts';

/** Without it the list gives all but deleted deals. One status at a time: that several may be joined is only said in prose. */
const deleted = { status: 'deleted' };
const archivedDeals = '/api/v2/deals/archived';

export const deals: Stream = {
  object: 'deal',
  request: {
    path: '/api/v2/deals',
    query: { sort_by: 'id', sort_direction: 'asc', include_fields: 'participants_count' },
    records: 'data',
  },
  paging: v2Paging,
  passes: [
    {},
    { query: deleted },
    { path: archivedDeals, state: 'archived', optional: true },
    { path: archivedDeals, query: deleted, state: 'archived', optional: true },
  ],
  id: 'id',
  createdAt: 'add_time',
  updatedAt: 'update_time',
  states: [
    { path: 'is_deleted', values: [true], state: 'deleted' },
    { path: 'status', values: ['deleted'], state: 'deleted' },
  ],
  customFields: 'deal',
  scopes: ['deals:read'],
  incremental: updatedSince,
  fields: [
    { key: 'title', type: 'text', concept: 'deal.name' },
    { key: 'value', type: 'money', concept: 'deal.amount' },
    { key: 'currency', type: 'currency', concept: 'deal.currency' },
    { key: 'pipeline_id', type: 'reference', concept: 'deal.pipeline' },
    {
      // won and lost are a status beside the stage: as stages they carry the same name as in the list of pipelines
      key: 'stage_id',
      type: 'reference',
      concept: 'deal.stage',
      instead: [
        { path: 'status', values: ['won'], value: '{pipeline_id}:won' },
        { path: 'status', values: ['lost'], value: '{pipeline_id}:lost' },
      ],
    },
    { key: 'stage_reached', label: 'Stage reached', type: 'text', path: 'stage_id', namesOf: 'stages' },
    // its labels are in the users' language, and the planner looks for "won": no options, no labels
    { key: 'status', type: 'choice', concept: 'deal.status', options: [] },
    { key: 'probability', type: 'number', concept: 'deal.probability' },
    { key: 'expected_close_date', type: 'date', concept: 'deal.expected_close_date' },
    { key: 'won_time', type: 'instant', concept: 'deal.won_at' },
    { key: 'lost_time', type: 'instant', concept: 'deal.lost_at' },
    { key: 'lost_reason', type: 'text', concept: 'deal.lost_reason' },
    ...ownership('deal'),
    creator('creator_user_id'),
    { key: 'label_ids', type: 'choices', concept: 'deal.tags', many: true },
    { key: 'acv', label: 'Annual contract value', type: 'money' },
    { key: 'arr', label: 'Annual recurring revenue', type: 'money' },
    { key: 'mrr', label: 'Monthly recurring revenue', type: 'money' },
  ],
  links: [
    { kind: 'company', to: 'company', path: 'org_id', primary: true },
    { kind: 'contact', to: 'contact', path: 'person_id', primary: true },
    {
      kind: 'contact',
      to: 'contact',
      perRecord: {
        request: { path: '/v1/deals/{id}/participants', records: 'data' },
        paging: v1Paging(500),
        to: 'person_id.value',
        // the main person is counted among them
        when: { path: 'participants_count', above: 1 },
      },
    },
  ],
};

export const leads: Stream = {
  object: 'lead',
  // oldest first, so that what is made meanwhile comes at the end
  request: { path: '/v1/leads', records: 'data' },
  paging: v1Paging(500),
  // the archived list knows no filter by time
  passes: [{}, { path: '/v1/leads/archived', state: 'archived', changes: 'all', optional: true }],
  slips: true,
  id: 'id',
  createdAt: 'add_time',
  updatedAt: 'update_time',
  states: [{ path: 'is_archived', values: [true], state: 'archived' }],
  customFields: 'lead',
  optional: true,
  scopes: ['leads:read'],
  incremental: updatedSince,
  fields: [
    { key: 'title', type: 'text', concept: 'lead.title' },
    { key: 'value', type: 'money', concept: 'lead.amount' },
    { key: 'expected_close_date', type: 'date', concept: 'lead.expected_close_date' },
    {
      key: 'label_ids',
      label: 'Labels',
      type: 'choices',
      concept: 'contact.tags',
      many: true,
      optionsFrom: 'leadLabels',
    },
    { key: 'source_name', label: 'Source', type: 'choice', concept: 'contact.lead_source' },
    ...ownership('lead'),
    creator('creator_id'),
  ],
  links: [
    { kind: 'contact', to: 'contact', path: 'person_id', primary: true },
    { kind: 'company', to: 'company', path: 'organization_id', primary: true },
  ],
};

export const products: Stream = {
  object: 'product',
  request: { path: '/api/v2/products', query: { sort_by: 'id', sort_direction: 'asc' }, records: 'data' },
  paging: v2Paging,
  id: 'id',
  createdAt: 'add_time',
  updatedAt: 'update_time',
  states: deletedFlag,
  customFields: 'product',
  optional: true,
  scopes: ['products:read'],
  incremental: updatedSince,
  fields: [
    { key: 'name', type: 'text', concept: 'product.name' },
    { key: 'code', type: 'text', concept: 'product.code' },
    { key: 'description', type: 'text', concept: 'product.description' },
    { key: 'unit', type: 'text', concept: 'product.unit' },
    { key: 'tax', type: 'number', concept: 'product.tax' },
    { key: 'category', type: 'choice', concept: 'product.category' },
    { key: 'price', label: 'Price', type: 'money', concept: 'product.price', path: 'prices[0].price' },
    { key: 'currency', label: 'Currency', type: 'currency', concept: 'product.currency', path: 'prices[0].currency' },
    ...ownership('product'),
  ],
};
