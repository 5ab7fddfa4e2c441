import { associationLink, mergedIds, objectStream } from './shared.ts';

export const deals = objectStream({
  type: 'deals',
  object: 'deal',
  scopes: ['crm.objects.deals.read'],
  fields: [
    { key: 'dealname', type: 'text', concept: 'deal.name' },
    { key: 'amount', type: 'money', concept: 'deal.amount' },
    { key: 'deal_currency_code', type: 'currency', concept: 'deal.currency' },
    { key: 'pipeline', type: 'reference', concept: 'deal.pipeline' },
    { key: 'dealstage', type: 'reference', concept: 'deal.stage' },
    {
      key: 'status',
      label: 'Status',
      type: 'choice',
      concept: 'deal.status',
      path: 'properties.hs_is_closed',
      decode: { true: 'lost', false: 'open' },
      instead: [{ path: 'properties.hs_is_closed_won', values: ['true'], value: 'won' }],
    },
    {
      key: 'hs_deal_stage_probability',
      label: 'Probability',
      type: 'number',
      concept: 'deal.probability',
      form: 'fraction',
    },
    { key: 'closedate', type: 'instant', concept: 'deal.close_date' },
    { key: 'closed_lost_reason', type: 'text', concept: 'deal.lost_reason' },
    { key: 'closed_won_reason', label: 'Closed won reason', type: 'text' },
    { key: 'description', type: 'text', concept: 'deal.description' },
    { key: 'dealtype', type: 'choice', concept: 'deal.type' },
    { key: 'hs_next_step', label: 'Next step', type: 'text', concept: 'deal.next_step' },
    { key: 'hs_priority', label: 'Priority', type: 'choice' },
    { key: 'hs_analytics_source', type: 'choice', concept: 'deal.lead_source' },
    { key: 'hubspot_owner_id', type: 'reference', concept: 'deal.owner' },
    { key: 'createdate', type: 'instant', concept: 'deal.created_at' },
    { key: 'hs_lastmodifieddate', type: 'instant', concept: 'deal.updated_at' },
    mergedIds,
  ],
  links: [associationLink('deals', 'companies', 5), associationLink('deals', 'contacts')],
});

export const leads = objectStream({
  type: 'leads',
  object: 'lead',
  // Sales Hub Professional and above
  optional: true,
  scopes: ['crm.objects.leads.read'],
  inline: ['contacts', 'companies'],
  fields: [
    { key: 'hs_lead_name', type: 'text', concept: 'lead.title' },
    { key: 'hs_pipeline_stage', type: 'choice', concept: 'lead.status', optionsFrom: 'leadStages' },
    { key: 'hs_lead_label', type: 'choice', concept: 'contact.tags' },
    { key: 'hs_lead_type', type: 'choice' },
    { key: 'hubspot_owner_id', type: 'reference', concept: 'lead.owner' },
    { key: 'hs_createdate', type: 'instant', concept: 'lead.created_at' },
    { key: 'hs_lastmodifieddate', type: 'instant', concept: 'lead.updated_at' },
  ],
});

export const products = objectStream({
  type: 'products',
  object: 'product',
  optional: true,
  scopes: ['crm.objects.products.read'],
  fields: [
    { key: 'name', type: 'text', concept: 'product.name' },
    { key: 'hs_sku', type: 'text', concept: 'product.code' },
    { key: 'price', type: 'money', concept: 'product.price' },
    { key: 'description', type: 'text', concept: 'product.description' },
    { key: 'createdate', type: 'instant', concept: 'product.created_at' },
    { key: 'hs_lastmodifieddate', type: 'instant', concept: 'product.updated_at' },
  ],
});
