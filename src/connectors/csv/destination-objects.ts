import { concepts } from '../../model/concepts.ts';
import { type DestinationDefinition, destinationDefinitionSchema } from '../../model/destination-definition.ts';
import { activityObjects } from '../../model/record.ts';

/**
 * What a folder of CSV files can hold: every object with every concept that we know, under plain names. There are no requests
 * behind it; the templates that a definition must have name a path that is never called.
 */
const never = { path: '/' };
const order = ['company', 'contact', 'lead', 'product', 'deal', 'task', 'note', 'call', 'email', 'meeting'] as const;

interface LinkColumn {
  field: string;
  link: string;
  to: string;
  need: 'inline' | 'later';
}

/** The company above a company, whom a person reports to: a row of the same file, which may come after this one. */
const parentIn = (object: string): LinkColumn => ({ field: 'parent_id', link: 'parent', to: object, need: 'later' });

const links: Readonly<Record<string, readonly LinkColumn[]>> = {
  company: [parentIn('company')],
  contact: [{ field: 'company_id', link: 'company', to: 'company', need: 'inline' }, parentIn('contact')],
  lead: [
    { field: 'company_id', link: 'company', to: 'company', need: 'inline' },
    { field: 'contact_id', link: 'contact', to: 'contact', need: 'inline' },
  ],
  deal: [
    { field: 'company_id', link: 'company', to: 'company', need: 'inline' },
    { field: 'contact_id', link: 'contact', to: 'contact', need: 'inline' },
    { field: 'product_id', link: 'product', to: 'product', need: 'inline' },
    parentIn('deal'),
  ],
  product: [],
};
const activityLinks: readonly LinkColumn[] = ['company', 'contact', 'lead', 'deal'].map((object) => ({
  field: `${object}_id`,
  link: object,
  to: object,
  need: 'inline',
}));

/** A lead has a contact's columns beside its own. */
const conceptObjects = (object: string): string[] =>
  activityObjects.has(object) ? ['activity'] : object === 'lead' ? ['contact', 'lead'] : [object];

/**
 * What each kind of activity is told by. One shared list would give a note a start, an end and a due date, all of them derived
 * from the only date that it has.
 */
const ofAnyActivity = ['source_url', 'owner', 'created_at', 'updated_at', 'type', 'body'];
const ofActivity: Readonly<Record<string, readonly string[]>> = {
  task: ['subject', 'due_at', 'done_at', 'status', 'priority'],
  note: ['done_at'],
  call: ['subject', 'done_at', 'duration', 'direction', 'outcome', 'phone', 'recording_url', 'status'],
  email: ['subject', 'done_at', 'direction', 'from', 'to', 'cc', 'status'],
  meeting: ['subject', 'start_at', 'end_at', 'location', 'outcome', 'status'],
};

/** Concepts of a lead that say the same as those of the person it is: one column, filled by either. */
const twins: ReadonlySet<string> = new Set(['source_url', 'owner', 'created_at', 'updated_at', 'status']);

export const csvDestination: DestinationDefinition = destinationDefinitionSchema.parse({
  describe: { account: { request: never, id: 'id' } },
  objects: Object.fromEntries(order.map((object) => [object, objectDefinition(object)])),
  order: [...order],
  planOrder: [...order],
  routes: order.map((object) => ({ object, to: object, reason: 'the same object in a file of its own' })),
  define: {
    field: Object.fromEntries(order.map((object) => [object, { request: never, id: 'id', remove: never }])),
    pipeline: { request: never, id: 'id', remove: never },
    stage: { request: never, id: 'id', remove: never },
  },
  settleMs: 0,
  searchLagMs: 0,
});

function objectDefinition(object: string) {
  const columns = links[object] ?? activityLinks;
  return {
    label: object,
    fields: [
      { key: 'source_id', label: 'Source id', type: 'id', custom: true },
      ...columns.map(({ field }) => ({ key: field, label: field, type: 'reference' })),
      ...fieldsOf(object, new Set(columns.map(({ field }) => field))),
    ],
    create: { request: never, id: 'id' },
    update: { request: never },
    get: { request: never },
    list: { request: never },
    remove: { request: never, means: 'delete' },
    references: columns.map((column) => ({ ...column, clears: true })),
    sourceIdField: 'Source id',
    findBy: [{ kind: 'externalId', list: { request: never } }],
  };
}

/** An amount is a bare number where a column of its own names the currency, else it carries it: 1200.50 EUR. */
function moneyForm(objects: readonly string[], type: string) {
  if (type !== 'money') return {};
  return objects.some((object) => concepts.has(`${object}.currency`))
    ? { currencyField: 'currency' }
    : { form: 'text' };
}

function fieldsOf(object: string, references: ReadonlySet<string>) {
  const own = conceptObjects(object);
  const seen = new Set<string>(['source_id', ...references]);
  return [...concepts.values()].flatMap((concept) => {
    const name = concept.key.slice(concept.object.length + 1).replaceAll('.', '_');
    if (ofActivity[object] && !ofAnyActivity.includes(name) && !ofActivity[object].includes(name)) return [];
    if (!own.includes(concept.object) || (seen.has(name) && !(object === 'lead' && concept.key === 'lead.title')))
      return [];
    // A lead's own name beside the job title of its person.
    const key = seen.has(name) ? `${concept.object}_${name}` : name;
    seen.add(key);
    // Owners, stages and pipelines are written by name: there is no account whose ids they could be.
    const type = concept.type === 'reference' && key !== 'stage' && key !== 'pipeline' ? 'text' : concept.type;
    return [
      {
        key,
        label: key,
        type,
        concept: concept.key,
        ...(concept.many && { many: true, item: '{value}' }),
        ...(object === 'lead' && twins.has(key) && { fallback: [`lead.${key}`] }),
        ...(key === 'won_at' && { stageKinds: ['won'] }),
        ...(key === 'lost_at' && { stageKinds: ['lost'] }),
        ...moneyForm(own, type),
      },
    ];
  });
}
