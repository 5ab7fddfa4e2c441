import { activityObjects } from './record.ts';

/** Types a value can have. Ids are always text; a date has no zone, an instant does; money is an amount with its currency. */
export const valueTypes = [
  'text',
  'id',
  'date',
  'instant',
  'local_time',
  'number',
  'integer',
  'boolean',
  'money',
  'currency',
  'choice',
  'choices',
  'phone',
  'email',
  'url',
  'domain',
  'html',
  'country',
  'reference',
  'duration_s',
] as const;
export type ValueType = (typeof valueTypes)[number];

/** The canonical meaning of a field: the bridge between the catalogues of two systems. */
export interface Concept {
  /** `object.name`, e.g. `contact.email`. */
  key: string;
  object: string;
  type: ValueType;
  description: string;
  /** A record can hold several values (e-mail addresses, phones, tags). */
  many: boolean;
}

type Row = readonly [name: string, type: ValueType, description: string, many?: 'many'];

const addressParts: readonly Row[] = [
  ['address.line1', 'text', 'street and number of the main address, or a whole address in one cell'],
  ['address.line2', 'text', 'second line of the main address: suite, floor, building'],
  ['address.city', 'text', 'town of the main address'],
  ['address.region', 'text', 'state, province or county of the main address'],
  ['address.postal_code', 'text', 'postcode of the main address; text, leading zeros count'],
  ['address.country', 'country', 'country of the main address, by name or ISO code'],
];

/** What every record of a customer's carries. */
const commonParts: readonly Row[] = [
  ['source_id', 'id', 'id of the record in the source system'],
  ['source_url', 'url', 'link that opens the record in the source system'],
  ['owner', 'reference', 'user who is responsible'],
  ['created_at', 'instant', 'when the record was made'],
  ['updated_at', 'instant', 'when the record was last changed'],
];

/**
 * One table per object. `activity.*` serves notes, tasks, calls, e-mails and meetings alike. A lead is a person with the
 * facts of an employer, so its fields are `contact.*` and `company.*`; `lead.*` holds only what a lead has beyond those.
 */
const tables: Readonly<Record<string, readonly Row[]>> = {
  company: [
    ...commonParts,
    ['name', 'text', 'name of the company'],
    ['domain', 'domain', 'web domain without scheme'],
    ['website', 'url', 'web address'],
    ['phone', 'phone', 'main phone', 'many'],
    ['email', 'email', 'general e-mail address', 'many'],
    ['industry', 'choice', 'line of business'],
    ['employee_count', 'integer', 'number of employees, or a range as text'],
    ['annual_revenue', 'money', 'revenue of a year'],
    ['description', 'text', 'free text about the company'],
    ...addressParts,
    ['parent_id', 'reference', 'parent company, by id or name'],
    ['linkedin_url', 'url', 'LinkedIn page'],
    ['lifecycle_stage', 'choice', 'where the company stands: subscriber, lead, customer …'],
    ['status', 'choice', 'status in the words of the source'],
    ['type', 'choice', 'customer, supplier, partner …'],
    ['lead_source', 'choice', 'how the company was won'],
    ['tags', 'choices', 'labels put on the company', 'many'],
    ['fax', 'phone', 'fax number'],
  ],
  contact: [
    ...commonParts,
    ['first_name', 'text', 'given name'],
    ['last_name', 'text', 'family name'],
    ['full_name', 'text', 'whole name in one cell'],
    ['salutation', 'choice', 'courtesy title: Mr, Ms, Dr'],
    ['email', 'email', 'primary e-mail address'],
    ['email_secondary', 'email', 'further e-mail addresses', 'many'],
    ['phone', 'phone', 'work, direct or plain phone'],
    ['phone_mobile', 'phone', 'mobile phone'],
    ['phone_secondary', 'phone', 'home, other and further phones', 'many'],
    ['fax', 'phone', 'fax number'],
    ['title', 'text', 'job title'],
    ['department', 'text', 'department of the employer'],
    ['company_name', 'text', 'name of the employer'],
    ['company_id', 'reference', 'id of the employer in the source system'],
    ...addressParts,
    ['birthday', 'date', 'date of birth'],
    ['lead_source', 'choice', 'how the person was won'],
    ['lifecycle_stage', 'choice', 'where the person stands: subscriber, lead, customer …'],
    ['status', 'choice', 'status in the words of the source'],
    ['tags', 'choices', 'labels put on the person', 'many'],
    ['description', 'text', 'free text about the person'],
    ['linkedin_url', 'url', 'LinkedIn profile'],
    ['website', 'url', 'web address'],
    ['timezone', 'text', 'IANA time zone of the person'],
    ['language', 'text', 'preferred language'],
    ['do_not_contact', 'boolean', 'true: must not be contacted at all, or not by phone'],
    ['email_opt_in', 'boolean', 'true: may be sent e-mail; an opt-out column maps here inverted'],
    ['sms_opt_in', 'boolean', 'true: may be sent text messages'],
    ['email_bounced', 'boolean', 'true: the address bounced'],
    ['spam_complaint', 'boolean', 'true: the person reported a message as spam'],
    [
      'refusal',
      'text',
      'when or in what words the person refused e-mail; a day, a yes or such words refuse, nothing here agrees',
    ],
    ['consent_timestamp', 'instant', 'when consent was given'],
    ['consent_source', 'text', 'where consent was given, or its legal basis'],
    ['consent_text', 'text', 'wording that the person agreed to'],
    ['consent_source_url', 'url', 'page on which consent was given'],
    ['consent_ip', 'text', 'network address from which consent was given'],
    ['consent_seller', 'text', 'seller that the consent names'],
  ],
  lead: [
    ...commonParts,
    ['title', 'text', 'name of the lead where it is not the name of a person or company'],
    ['status', 'choice', 'status in the words of the source'],
    ['amount', 'money', 'value that the lead may bring'],
    ['expected_close_date', 'date', 'when it may be won'],
    ['contact_id', 'reference', 'person behind the lead, by id'],
    ['company_id', 'reference', 'company behind the lead, by id'],
    ['converted_at', 'instant', 'when the lead became a contact or a deal'],
  ],
  deal: [
    ...commonParts,
    ['name', 'text', 'name of the deal'],
    ['amount', 'money', 'value of the deal'],
    ['currency', 'currency', 'ISO 4217 code of the amount'],
    ['stage', 'reference', 'stage within its pipeline, by id or name'],
    ['pipeline', 'reference', 'pipeline, by id or name'],
    ['status', 'choice', 'open, won, lost, in the words of the source'],
    ['probability', 'number', 'chance of winning, 0 to 100'],
    ['close_date', 'date', 'when it was or is to be closed, where the source has a single date'],
    ['expected_close_date', 'date', 'when it is expected to be won'],
    ['won_at', 'instant', 'when it was won'],
    ['lost_at', 'instant', 'when it was lost'],
    ['lost_reason', 'choice', 'why it was lost'],
    ['company_name', 'text', 'name of the linked company'],
    ['company_id', 'reference', 'id of the linked company'],
    ['contact_name', 'text', 'name of the linked person'],
    ['contact_email', 'email', 'e-mail address of the linked person'],
    ['contact_id', 'reference', 'id of the linked person'],
    ['description', 'text', 'free text about the deal'],
    ['lead_source', 'choice', 'how the deal was won'],
    ['type', 'choice', 'new business, renewal …'],
    ['next_step', 'text', 'what is to be done next'],
    ['tags', 'choices', 'labels put on the deal', 'many'],
  ],
  activity: [
    ...commonParts,
    ['type', 'choice', 'note, task, call, e-mail, meeting'],
    ['subject', 'text', 'one line that names it'],
    ['body', 'html', 'its text, plain or HTML'],
    ['due_at', 'instant', 'when it is to be done'],
    ['done_at', 'instant', 'when it was done or took place'],
    ['start_at', 'instant', 'when it begins'],
    ['end_at', 'instant', 'when it ends'],
    ['duration', 'duration_s', 'how long it took'],
    ['status', 'choice', 'planned, done, in the words of the source'],
    ['priority', 'choice', 'how urgent it is'],
    ['direction', 'choice', 'inbound or outbound'],
    ['outcome', 'choice', 'result of a call or meeting'],
    ['location', 'text', 'place of a meeting'],
    ['from', 'email', 'sender of an e-mail'],
    ['to', 'email', 'recipients of an e-mail', 'many'],
    ['cc', 'email', 'recipients of a copy', 'many'],
    ['phone', 'phone', 'number that was called or that called'],
    ['recording_url', 'url', 'recording of a call'],
    ['contact_id', 'reference', 'linked person, by id, name or e-mail', 'many'],
    ['company_id', 'reference', 'linked company, by id or name'],
    ['deal_id', 'reference', 'linked deal, by id or name'],
  ],
  product: [
    ...commonParts,
    ['name', 'text', 'name of the product'],
    ['code', 'text', 'article number or SKU'],
    ['price', 'money', 'price of one unit'],
    ['currency', 'currency', 'ISO 4217 code of the price'],
    ['description', 'text', 'free text about the product'],
    ['active', 'boolean', 'true: can be sold'],
    ['unit', 'text', 'unit in which it is sold'],
    ['category', 'choice', 'group of products'],
    ['tax', 'number', 'tax rate in percent'],
  ],
  attachment: [
    ['source_id', 'id', 'id of the file in the source system'],
    ['source_url', 'url', 'link that opens the file in the source system'],
    ['name', 'text', 'file name'],
    ['content_type', 'text', 'media type'],
    ['size', 'integer', 'length in bytes'],
    ['parent_id', 'reference', 'record that the file hangs on'],
    ['created_at', 'instant', 'when the file was added'],
    ['owner', 'reference', 'user who added the file'],
  ],
  user: [
    ['source_id', 'id', 'id of the user in the source system'],
    ['email', 'email', 'e-mail address that the user signs in with'],
    ['name', 'text', 'name of the user'],
    ['active', 'boolean', 'false: has left'],
  ],
  pipeline: [
    ['source_id', 'id', 'id of the pipeline in the source system'],
    ['name', 'text', 'name of the pipeline'],
    ['order', 'integer', 'place among the pipelines'],
  ],
  stage: [
    ['source_id', 'id', 'id of the stage in the source system'],
    ['pipeline_id', 'reference', 'pipeline that it belongs to'],
    ['name', 'text', 'name of the stage'],
    ['order', 'integer', 'place within the pipeline'],
    ['probability', 'number', 'chance of winning at this stage, 0 to 100'],
    ['kind', 'choice', 'open, won or lost'],
  ],
  tag: [
    ['source_id', 'id', 'id of the tag in the source system'],
    ['name', 'text', 'text of the tag'],
  ],
  list: [
    ['source_id', 'id', 'id of the list in the source system'],
    ['name', 'text', 'name of the list'],
    ['members', 'reference', 'records on the list', 'many'],
  ],
};

/** Every concept by its key, in the order of the tables above. */
export const concepts: ReadonlyMap<string, Concept> = new Map(
  Object.entries(tables).flatMap(([object, rows]) =>
    rows.map(([name, type, description, many]) => {
      const key = `${object}.${name}`;
      return [key, { key, object, type, description, many: many === 'many' }] as const;
    }),
  ),
);

/** Answers of a person that nothing may weaken, neither another field nor a merge: concept → the answer that refuses. */
export const refusals: Readonly<Record<string, boolean>> = {
  'contact.do_not_contact': true,
  'contact.email_opt_in': false,
  'contact.email_bounced': true,
  'contact.spam_complaint': true,
  'contact.sms_opt_in': false,
};

/** Objects whose concepts an object's own fields carry: activities share theirs, a lead is a person with the facts of an employer. */
export function conceptObjectsOf(object: string): readonly string[] {
  if (activityObjects.has(object)) return ['activity'];
  return object === 'lead' ? ['lead', 'contact', 'company'] : [object];
}
