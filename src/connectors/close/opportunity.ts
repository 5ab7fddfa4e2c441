import { crud, type DestinationObject, markerLabel, paged, sourceIdField } from './shared.ts';

/**
 * A deal. It has no name of its own: that is kept in a custom field, where it can be searched, and stands in the first line
 * of the note, which is what the app shows of an opportunity.
 */
export const opportunity: DestinationObject = {
  label: 'Opportunity',
  ...crud('/opportunity/'),
  url: 'https://app.close.com/lead/{lead_id}/',
  nest: { field: 'lead_id', under: 'lead', via: ['company', 'contact', 'own'] },
  // the reference of an update calls it nullable
  references: [{ field: 'contact_id', link: 'contact', to: 'contact', need: 'inline', sameParent: true, clears: true }],
  fields: [
    { key: 'lead_id', label: 'Lead', type: 'reference', required: true, createOnly: true },
    { key: 'contact_id', label: 'Contact', type: 'reference' },
    { key: 'status_id', label: 'Status', type: 'reference', concept: 'deal.stage', required: true },
    {
      // minor units of the organization's currency, whatever the deal's is
      key: 'value',
      label: 'Value',
      type: 'money',
      concept: 'deal.amount',
      form: 'minorUnits',
      comparator: 'minor_units',
    },
    {
      key: 'value_period',
      label: 'Value period',
      type: 'choice',
      default: 'one_time',
      options: ['one_time', 'monthly', 'annual'].map((value) => ({ value, label: value })),
    },
    { key: 'confidence', label: 'Confidence', type: 'integer', concept: 'deal.probability' },
    { key: 'user_id', label: 'Owner', type: 'reference', concept: 'deal.owner' },
    {
      // on an open opportunity the same field is the estimated close, which nobody asked for
      key: 'date_won',
      label: 'Won on',
      type: 'date',
      concept: 'deal.won_at',
      form: 'date',
      stageKinds: ['won'],
    },
    { key: 'date_created', label: 'Created', type: 'instant', concept: 'deal.created_at', createOnly: true },
    { key: 'note', label: 'Note', type: 'text', concept: 'deal.description' },
  ],
  customFields: 'opportunity',
  list: paged('/opportunity/', 250, { _order_by: 'date_created' }),
  total: 'total_results',
  // its creation date is the source's own
  createdAt: 'date_updated',
  createdBy: 'created_by',
  spill: [
    { link: 'contact', label: 'Other contacts' },
    { link: 'company', label: 'Other companies' },
  ],
  footerField: 'note',
  keep: [
    { concept: 'deal.name', label: 'Deal name' },
    { concept: 'lead.title', label: 'Deal name' },
  ],
  sourceIdField,
  marker: { label: markerLabel },
  findBy: [
    {
      kind: 'underParent',
      parentField: 'lead_id',
      list: paged('/opportunity/', 250, { lead_id: '{parent}' }),
      compare: ['value', 'note', 'status_id', 'date_created'],
    },
  ],
};
