import type { ConnectorInput } from '../../model/connector.ts';
import { afterPaging } from './shared.ts';
import { ownersPath, pipelinesPath, propertiesPath } from './version.ts';

type Describe = NonNullable<ConnectorInput['source']>['describe'];
type CustomFields = NonNullable<Describe['customFields']>[string];

/** Properties of an object: those that the portal has made itself, and the options of all. */
function propertiesOf(type: string, optional = false): CustomFields {
  return {
    list: { request: { path: propertiesPath(type), query: { archived: 'false' }, records: 'results' } },
    key: 'name',
    label: 'label',
    type: 'type',
    types: {
      string: 'text',
      number: 'number',
      date: 'date',
      datetime: 'instant',
      enumeration: 'choice',
      bool: 'boolean',
      phone_number: 'phone',
      json: 'text',
    },
    many: { path: 'fieldType', values: ['checkbox'] },
    separator: ';',
    options: 'options',
    optionValue: 'value',
    optionLabel: 'label',
    readOnly: 'modificationMetadata.readOnlyValue',
    unique: 'hasUniqueValue',
    people: { path: 'referencedObjectType', values: ['OWNER'] },
    only: { path: 'hubspotDefined', values: [false, null] },
    optional,
    path: 'properties.{key}',
  };
}

const owners = (archived: string) => ({
  request: { path: ownersPath, query: { archived }, records: 'results' },
  paging: afterPaging,
});

export const describe: Describe = {
  account: {
    request: { path: '/account-info/v3/details' },
    id: 'portalId',
    timezone: 'timeZone',
    currency: 'companyCurrency',
  },
  users: {
    // records keep owners who have left
    lists: [owners('false'), owners('true')],
    id: 'id',
    email: 'email',
    name: ['firstName', 'lastName'],
    inactive: { path: 'archived', values: [true] },
  },
  pipelines: {
    list: { request: { path: pipelinesPath('deals'), records: 'results' } },
    id: 'id',
    name: 'label',
    stages: {
      path: 'stages',
      id: 'id',
      name: 'label',
      order: 'displayOrder',
      probability: 'metadata.probability',
      probabilityScale: 1,
      // closed with a chance of 1 is won, closed with any other is lost
      kinds: [
        { path: 'metadata.probability', values: ['1.0', '1'], kind: 'won' },
        { path: 'metadata.isClosed', values: ['true'], kind: 'lost' },
      ],
    },
  },
  options: {
    leadStages: {
      list: { request: { path: pipelinesPath('leads'), records: 'results[*].stages[*]' } },
      value: 'id',
      label: 'label',
      optional: true,
    },
  },
  customFields: {
    company: propertiesOf('companies'),
    contact: propertiesOf('contacts'),
    lead: propertiesOf('leads', true),
    deal: propertiesOf('deals'),
    product: propertiesOf('products', true),
    task: propertiesOf('tasks'),
    call: propertiesOf('calls'),
    meeting: propertiesOf('meetings'),
    email: propertiesOf('emails', true),
    note: propertiesOf('notes'),
  },
};
