import type { ConnectorInput } from '../../model/connector.ts';
import { v2Paging } from './shared.ts';

type Describe = NonNullable<ConnectorInput['source']>['describe'];
type CustomFields = NonNullable<Describe['customFields']>[string];

const v2List = (path: string) => ({ request: { path, records: 'data' }, paging: v2Paging });
const v1List = (path: string) => ({ request: { path, records: 'data' } });

/** The 40-character key of a custom field says nothing by itself: name, type and options come from here. */
function fieldsOf(path: string): CustomFields {
  return {
    list: v2List(path),
    key: 'field_code',
    label: 'field_name',
    type: 'field_type',
    types: {
      varchar: 'text',
      varchar_auto: 'text',
      text: 'text',
      double: 'number',
      int: 'integer',
      monetary: 'money',
      date: 'date',
      // both ends in one text: no CRM that we write to has a range
      daterange: 'text',
      time: 'local_time',
      timerange: 'text',
      enum: 'choice',
      set: 'choices',
      phone: 'phone',
      address: 'text',
      user: 'choice',
      org: 'reference',
      people: 'reference',
    },
    manyTypes: ['set'],
    options: 'options',
    optionValue: 'id',
    optionLabel: 'label',
    people: { path: 'field_type', values: ['user'] },
    only: { path: 'is_custom_field', values: [true] },
    path: 'custom_fields.{key}',
  };
}

const dealFields = fieldsOf('/api/v2/dealFields');

export const describe: Describe = {
  account: {
    request: { path: '/v1/users/me' },
    id: 'data.company_id',
    name: 'data.company_name',
    timezone: 'data.timezone_name',
    currency: 'data.default_currency',
    user: { id: 'data.id', email: 'data.email', name: ['data.name'] },
    rights: [
      // without it visibility groups hide other people's records, and no answer says so
      { name: 'admin of deals (permission set "sales")', path: 'data.access[app=sales].admin', values: [true] },
    ],
  },
  users: {
    lists: [v1List('/v1/users')],
    id: 'id',
    email: 'email',
    name: ['name'],
    inactive: { path: 'active_flag', values: [false] },
  },
  pipelines: {
    list: v2List('/api/v2/pipelines'),
    id: 'id',
    name: 'name',
    stages: {
      list: v2List('/api/v2/stages'),
      pipeline: 'pipeline_id',
      id: 'id',
      name: 'name',
      order: 'order_nr',
      probability: 'deal_probability',
    },
    statusStages: [
      { id: 'won', name: 'Won', kind: 'won' },
      { id: 'lost', name: 'Lost', kind: 'lost' },
    ],
  },
  options: {
    leadLabels: { list: v1List('/v1/leadLabels'), value: 'id', label: 'name', optional: true },
    activityTypes: { list: v1List('/v1/activityTypes'), value: 'key_string', label: 'name' },
  },
  customFields: {
    company: fieldsOf('/api/v2/organizationFields'),
    contact: fieldsOf('/api/v2/personFields'),
    deal: dealFields,
    // a lead has the deal's fields, and carries them beside its own members
    lead: { ...dealFields, path: undefined },
    product: { ...fieldsOf('/api/v2/productFields'), optional: true },
    activity: { ...fieldsOf('/api/v2/activityFields'), optional: true },
  },
};
