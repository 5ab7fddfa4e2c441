/** name, label, kind, and options as `value=label`; `!` after the kind: read only; `*`: unique. */
export type PropertyRow = readonly [name: string, label: string, kind: string, options?: string];

const INDUSTRIES =
  'COMPUTER_SOFTWARE=Software;MACHINERY=Manufacturing;RETAIL=Retail;HOSPITAL_HEALTH_CARE=Health care;FINANCIAL_SERVICES=Finance & Insurance;CONSTRUCTION=Bau & Immobilien';
const LIFECYCLE = 'subscriber=Subscriber;lead=Lead;opportunity=Opportunity;customer=Customer;other=Other';

export const CALL_CONNECTED = 'f240bbac-87c9-4f6e-bf70-924b57d47db7';
export const CALL_LEFT_VOICEMAIL = 'b2cf5968-551e-4856-9783-52b3da59a7d0';

export const STANDARD: Record<string, readonly PropertyRow[]> = {
  contacts: [
    ['email', 'Email', 'text*'],
    ['hs_additional_emails', 'Additional email addresses', 'text!'],
    ['firstname', 'First Name', 'text'],
    ['lastname', 'Last Name', 'text'],
    ['phone', 'Phone Number', 'phone'],
    ['mobilephone', 'Mobile Phone Number', 'phone'],
    ['jobtitle', 'Job Title', 'text'],
    ['company', 'Company Name', 'text'],
    ['associatedcompanyid', 'Primary Associated Company ID', 'number!'],
    ['city', 'City', 'text'],
    ['country', 'Country/Region', 'text'],
    ['date_of_birth', 'Date of birth', 'text'],
    ['lifecyclestage', 'Lifecycle Stage', 'radio', LIFECYCLE],
    ['hs_lead_status', 'Lead Status', 'radio', 'NEW=New;OPEN=Open;IN_PROGRESS=In Progress;UNQUALIFIED=Unqualified'],
    ['hs_email_optout', 'Unsubscribed from all email', 'bool'],
    ['hs_marketable_status', 'Marketing contact status', 'bool!'],
    ['hs_merged_object_ids', 'Merged object IDs', 'text!'],
    ['createdate', 'Create Date', 'datetime!'],
    ['lastmodifieddate', 'Last Modified Date', 'datetime!'],
  ],
  companies: [
    ['name', 'Company name', 'text'],
    ['domain', 'Company Domain Name', 'text'],
    ['website', 'Website URL', 'text'],
    ['phone', 'Phone Number', 'phone'],
    ['address', 'Street Address', 'text'],
    ['city', 'City', 'text'],
    ['zip', 'Postal Code', 'text'],
    ['country', 'Country/Region', 'text'],
    ['industry', 'Industry', 'select', INDUSTRIES],
    ['numberofemployees', 'Number of Employees', 'number'],
    ['annualrevenue', 'Annual Revenue', 'number'],
    ['lifecyclestage', 'Lifecycle Stage', 'radio', LIFECYCLE],
    ['hs_parent_company_id', 'Parent Company', 'number!'],
    ['hs_merged_object_ids', 'Merged object IDs', 'text!'],
    ['createdate', 'Create Date', 'datetime'],
    ['hs_lastmodifieddate', 'Last Modified Date', 'datetime!'],
  ],
  deals: [
    ['dealname', 'Deal Name', 'text'],
    ['amount', 'Amount', 'number'],
    ['deal_currency_code', 'Currency', 'select', 'EUR=EUR;USD=USD;GBP=GBP;JPY=JPY'],
    ['pipeline', 'Pipeline', 'select'],
    ['dealstage', 'Deal Stage', 'radio'],
    ['closedate', 'Close Date', 'datetime'],
    ['description', 'Deal Description', 'area'],
    ['dealtype', 'Deal Type', 'radio', 'newbusiness=New Business;existingbusiness=Existing Business'],
    ['closed_lost_reason', 'Closed Lost Reason', 'area'],
    ['hs_is_closed', 'Is Deal Closed?', 'bool!'],
    ['hs_is_closed_won', 'Is Closed Won', 'bool!'],
    ['createdate', 'Create Date', 'datetime'],
    ['hs_lastmodifieddate', 'Last Modified Date', 'datetime!'],
  ],
  leads: [
    ['hs_lead_name', 'Lead name', 'text'],
    ['hs_lead_label', 'Lead label', 'radio', 'HOT=Hot;WARM=Warm;COLD=Cold'],
    ['hs_lead_type', 'Lead type', 'radio', 'NEW_BUSINESS=New business;RE_ATTEMPTING=Re-attempting;UPSELL=Upsell'],
    ['hs_pipeline', 'Lead pipeline', 'select'],
    ['hs_pipeline_stage', 'Lead pipeline stage', 'radio'],
  ],
  notes: [
    ['hs_note_body', 'Note body', 'html'],
    ['hs_attachment_ids', 'Attached file IDs', 'checks'],
  ],
  tasks: [
    ['hs_task_subject', 'Task title', 'text'],
    ['hs_task_body', 'Task notes', 'html'],
    [
      'hs_task_status',
      'Task status',
      'select',
      'NOT_STARTED=Not started;IN_PROGRESS=In progress;WAITING=Waiting;COMPLETED=Completed;DEFERRED=Deferred',
    ],
    ['hs_task_priority', 'Priority', 'select', 'NONE=None;LOW=Low;MEDIUM=Medium;HIGH=High'],
    ['hs_task_type', 'Task type', 'select', 'TODO=To do;CALL=Call;EMAIL=Email'],
    ['hs_task_completion_date', 'Completed at', 'datetime!'],
  ],
  calls: [
    ['hs_call_title', 'Call title', 'text'],
    ['hs_call_body', 'Call notes', 'html'],
    ['hs_call_direction', 'Call direction', 'select', 'INBOUND=Inbound;OUTBOUND=Outbound'],
    ['hs_call_duration', 'Call duration', 'number'],
    [
      'hs_call_disposition',
      'Call outcome',
      'select',
      `${CALL_CONNECTED}=Connected;${CALL_LEFT_VOICEMAIL}=Left voicemail`,
    ],
    [
      'hs_call_status',
      'Call status',
      'select',
      'COMPLETED=Completed;NO_ANSWER=No answer;BUSY=Busy;SCHEDULED=Scheduled',
    ],
    ['hs_call_from_number', 'From number', 'text'],
    ['hs_call_to_number', 'To number', 'text'],
  ],
  meetings: [
    ['hs_meeting_title', 'Meeting name', 'text'],
    ['hs_meeting_body', 'Meeting description', 'html'],
    ['hs_internal_meeting_notes', 'Internal meeting notes', 'html'],
    ['hs_meeting_start_time', 'Meeting start time', 'datetime'],
    ['hs_meeting_end_time', 'Meeting end time', 'datetime'],
    ['hs_meeting_location', 'Location', 'text'],
    [
      'hs_meeting_outcome',
      'Meeting outcome',
      'select',
      'SCHEDULED=Scheduled;COMPLETED=Completed;NO_SHOW=No show;CANCELED=Canceled',
    ],
  ],
  emails: [
    ['hs_email_subject', 'Email subject', 'text'],
    ['hs_email_text', 'Text body', 'area'],
    ['hs_email_html', 'Email body', 'html'],
    [
      'hs_email_direction',
      'Email direction',
      'select',
      'EMAIL=Outgoing;INCOMING_EMAIL=Incoming;FORWARDED_EMAIL=Forwarded',
    ],
    [
      'hs_email_status',
      'Email send status',
      'select',
      'SENT=Sent;BOUNCED=Bounced;FAILED=Failed;SCHEDULED=Scheduled;SENDING=Sending',
    ],
    ['hs_email_headers', 'Email headers', 'area'],
  ],
  products: [
    ['name', 'Name', 'text'],
    ['price', 'Unit price', 'number'],
    ['hs_sku', 'SKU', 'text'],
    ['description', 'Product description', 'area'],
    ['createdate', 'Create Date', 'datetime!'],
  ],
  line_items: [
    ['name', 'Name', 'text'],
    ['price', 'Unit price', 'number'],
    ['quantity', 'Quantity', 'number'],
    ['amount', 'Net price', 'number'],
    ['hs_product_id', 'Product ID', 'number'],
    ['hs_discount_percentage', 'Discount percentage', 'number'],
    ['createdate', 'Create Date', 'datetime!'],
  ],
};

export const EVERYWHERE: readonly PropertyRow[] = [
  ['hs_object_id', 'Record ID', 'number!'],
  ['hubspot_owner_id', 'Owner', 'select'],
];
export const TIMES: readonly PropertyRow[] = [
  ['hs_createdate', 'Object create date/time', 'datetime!'],
  ['hs_lastmodifieddate', 'Last modified date', 'datetime!'],
];
export const ENGAGEMENT: readonly PropertyRow[] = [['hs_timestamp', 'Activity date', 'datetime']];
export const ENGAGEMENTS = ['notes', 'tasks', 'calls', 'meetings', 'emails'];

/** What a seeded portal has added, one of most kinds; `customer_number` and `account_number` are unique. */
export const CUSTOM: Record<string, readonly PropertyRow[]> = {
  contacts: [
    ['customer_number', 'Customer number', 'text*'],
    ['interests', 'Interests', 'checks', 'product_news=Product news;events=Events;trainings=Trainings'],
    ['salutation_form', 'Salutation', 'select', 'du=Du;sie=Sie'],
    ['last_visit', 'Last visit', 'date'],
    ['second_email', 'Second e-mail', 'text'],
  ],
  companies: [
    ['account_number', 'Account number', 'text*'],
    ['tier', 'Tier', 'radio', 'gold=Gold;silver=Silver;bronze=Bronze'],
    ['credit_limit', 'Credit limit', 'number'],
  ],
  deals: [
    ['deal_source', 'Deal source', 'select', 'referral=Referral;trade_fair=Trade fair;web=Web;cold_call=Cold call'],
    ['modules', 'Modules', 'checks', 'core=Core;reporting=Reporting;api=API;mobile=Mobile'],
    ['contract_number', 'Contract number', 'text'],
    ['kick_off', 'Kick-off', 'date'],
    ['strategic', 'Strategic', 'bool'],
    ['next_review', 'Next review', 'datetime'],
    ['requirements', 'Requirements', 'area'],
  ],
};
