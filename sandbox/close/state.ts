import type { Collection, SandboxContext } from '../kit/index.ts';
import { stamp } from './moments.ts';
import type {
  Activity,
  ActivityType,
  Contact,
  CustomField,
  Document,
  Lead,
  LeadStatus,
  Opportunity,
  OpportunityStatus,
  Pipeline,
  Task,
  User,
} from './types.ts';
import { views } from './views.ts';

/** All that one organization holds. */
export class CloseState {
  readonly context: SandboxContext;
  readonly organization: { id: string; name: string; currency: string };
  readonly leads: Collection<Lead>;
  readonly contacts: Collection<Contact>;
  readonly opportunities: Collection<Opportunity>;
  readonly tasks: Collection<Task>;
  readonly activities: Record<ActivityType, Collection<Activity>>;
  readonly users: Collection<User>;
  readonly leadStatuses: Collection<LeadStatus>;
  readonly opportunityStatuses: Collection<OpportunityStatus>;
  readonly pipelines: Collection<Pipeline>;
  readonly customFields: Collection<CustomField>;
  readonly smartViews: Collection<Document>;
  readonly sequences: Collection<Document>;
  readonly webhooks: Collection<Document>;
  readonly unsubscribed: Collection<Document & { email: string }>;
  readonly events: Document[] = [];

  constructor(context: SandboxContext) {
    this.context = context;
    this.organization = { id: this.newId('orga'), name: 'Seller Inc', currency: 'USD' };
    const view = views(this);
    this.leads = context.collection('lead', { render: view.lead });
    this.contacts = context.collection('contact', { render: view.contact });
    this.opportunities = context.collection('opportunity', { render: view.opportunity });
    this.tasks = context.collection('task', { render: view.task });
    this.activities = {
      note: context.collection('note', { render: view.activity }),
      call: context.collection('call', { render: view.activity }),
      email: context.collection('email', { render: view.activity }),
      meeting: context.collection('meeting', { render: view.activity }),
    };
    this.users = context.collection('user');
    this.leadStatuses = context.collection('lead_status');
    this.opportunityStatuses = context.collection('opportunity_status');
    this.pipelines = context.collection('pipeline', { render: view.pipeline });
    this.customFields = context.collection('custom_field', { render: view.customField });
    this.smartViews = context.collection('saved_search');
    this.sequences = context.collection('sequence');
    this.webhooks = context.collection('webhook');
    this.unsubscribed = context.collection('unsubscribe');
  }

  /** Ids look like the vendor's: a prefix and 43 letters and digits. */
  newId(prefix: string): string {
    return `${prefix}_${this.context.random.token(43)}`;
  }

  /** What every new record carries. */
  stamps(userId: string, dateCreated?: string | null) {
    const now = stamp();
    return {
      organization_id: this.organization.id,
      created_by: userId,
      updated_by: userId,
      date_created: dateCreated ?? now,
      date_updated: now,
    };
  }

  contactsOf(leadId: string): Contact[] {
    return current(this.contacts, leadId);
  }

  opportunitiesOf(leadId: string): Opportunity[] {
    return current(this.opportunities, leadId);
  }

  tasksOf(leadId: string): Task[] {
    return current(this.tasks, leadId);
  }

  /** The custom fields that an object's records may carry, shared ones included. */
  fieldsOf(object: string): CustomField[] {
    return this.customFields
      .current()
      .filter((field) => field.object === object || field.associations.includes(object));
  }

  statusesOf(pipeline: Pipeline): OpportunityStatus[] {
    return pipeline.status_ids.flatMap((id) => this.opportunityStatuses.get(id) ?? []);
  }

  /** The lists of the collections that a dump shows. */
  collections(): Record<string, Collection<never>> {
    const { leads, contacts, opportunities, tasks, activities, users } = this;
    const definitions = {
      lead_status: this.leadStatuses,
      opportunity_status: this.opportunityStatuses,
      pipeline: this.pipelines,
      custom_field: this.customFields,
      saved_search: this.smartViews,
      sequence: this.sequences,
      webhook: this.webhooks,
      unsubscribe: this.unsubscribed,
    };
    const all = { lead: leads, contact: contacts, opportunity: opportunities, task: tasks, ...activities };
    return { ...all, user: users, ...definitions } as unknown as Record<string, Collection<never>>;
  }
}

const leadIdOf = (record: { lead_id: string }): readonly string[] => [record.lead_id];

/** Records under a lead, without lag: what is nested in a lead is read by id. */
function current<T extends { lead_id: string }>(collection: Collection<T>, leadId: string): T[] {
  return collection.whereCurrent('lead_id', leadId, leadIdOf);
}
