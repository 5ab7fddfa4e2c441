import type { Story } from '../story/types.ts';
import { associate } from './apply.ts';
import { BILLING_CONTACT, DECISION_MAKER } from './association-types.ts';
import { ownersOf } from './owners.ts';
import { seedPipelines } from './pipelines.ts';
import { type Portal, store, type Table, tableOf } from './portal.ts';
import { instant } from './records.ts';
import { activityProperties, emailProperties, noteProperties } from './seed-activities.ts';
import { seedLists } from './seed-lists.ts';
import { ContactSeeder, companyProperties } from './seed-people.ts';
import { dealProperties, leadProperties, lineItemProperties, productProperties } from './seed-selling.ts';

type Told = { createdMs: number; updatedMs: number; fate?: string };

/** The records that a story's items became, by their index; undefined for those merged away. */
type Ids = Record<'companies' | 'contacts' | 'deals' | 'leads', string[]>;

/** Fills a portal with a story. */
export function seedPortal(portal: Portal, story: Story): void {
  portal.owners = ownersOf(story.users);
  seedPipelines(portal);
  if (story.contacts.length === 0) return;
  const ids: Ids = { companies: [], contacts: [], deals: [], leads: [] };
  const companies = tableOf(portal, 'companies');
  story.companies.forEach((company, index) => {
    ids.companies.push(
      merge(companies, company, ids.companies[index - 1]) ??
        insert(companies, company, companyProperties(company, index)),
    );
  });
  const contacts = tableOf(portal, 'contacts');
  const seeder = new ContactSeeder(story);
  story.contacts.forEach((contact, index) => {
    ids.contacts.push(
      merge(contacts, contact, ids.contacts[index - 1]) ?? insert(contacts, contact, seeder.properties(contact, index)),
    );
  });
  seedSelling(portal, story, ids);
  seedActivities(portal, story, ids);
  associatePeople(portal, story, ids);
  seedLists(portal, ids.contacts, ids.companies);
}

function seedSelling(portal: Portal, story: Story, ids: Ids): void {
  const deals = tableOf(portal, 'deals');
  ids.deals = story.deals.map((deal, index) => insert(deals, deal, dealProperties(deal, index)));
  const leads = tableOf(portal, 'leads');
  ids.leads = story.leads.map((lead) => insert(leads, lead, leadProperties(lead)));
  const products = tableOf(portal, 'products');
  const productIds = story.products.map((product) =>
    insert(products, { ...product, updatedMs: product.createdMs }, productProperties(product)),
  );
  const lineItems = tableOf(portal, 'line_items');
  for (const item of story.lineItems) {
    const id = insert(lineItems, story.deals[item.deal]!, lineItemProperties(item, story, productIds[item.product]!));
    link(portal, 'line_items', id, 'deals', ids.deals[item.deal]);
  }
}

function seedActivities(portal: Portal, story: Story, ids: Ids): void {
  const linked = (
    type: string,
    id: string,
    to: { deal: number | null; contact: number | null; company: number | null; lead: number | null },
  ) => {
    if (to.deal !== null) link(portal, type, id, 'deals', ids.deals[to.deal]);
    if (to.contact !== null) link(portal, type, id, 'contacts', ids.contacts[to.contact]);
    if (to.company !== null) link(portal, type, id, 'companies', ids.companies[to.company]);
    if (to.lead !== null) link(portal, type, id, 'leads', ids.leads[to.lead]);
  };
  const notes = tableOf(portal, 'notes');
  for (const note of story.notes) linked('notes', insert(notes, note, noteProperties(note)), note);
  for (const [index, activity] of story.activities.entries()) {
    const type = `${activity.kind}s`;
    const id = insert(tableOf(portal, type), activity, activityProperties(activity, index));
    linked(type, id, activity);
    for (const other of activity.others) link(portal, type, id, 'contacts', ids.contacts[other]);
  }
  const emails = tableOf(portal, 'emails');
  for (const email of story.emails) linked('emails', insert(emails, email, emailProperties(email, story)), email);
}

/** Contacts with their companies (the first is the primary one) and deals with both; some carry a label. */
function associatePeople(portal: Portal, story: Story, ids: Ids): void {
  story.contacts.forEach(({ companies }, index) => {
    companies.forEach((company, place) => {
      const labels = place === 1 || index % 25 === 3 ? [BILLING_CONTACT] : [];
      link(portal, 'contacts', ids.contacts[index]!, 'companies', ids.companies[company], labels);
    });
  });
  story.deals.forEach(({ company, contacts }, index) => {
    const deal = ids.deals[index]!;
    if (company !== null) link(portal, 'deals', deal, 'companies', ids.companies[company]);
    contacts.forEach((contact, place) => {
      const labels = place === 0 && contacts.length > 1 ? [DECISION_MAKER] : [];
      link(portal, 'deals', deal, 'contacts', ids.contacts[contact], labels);
    });
  });
  story.leads.forEach(({ contact, company }, index) => {
    if (contact !== null) link(portal, 'leads', ids.leads[index]!, 'contacts', ids.contacts[contact]);
    if (company !== null) link(portal, 'leads', ids.leads[index]!, 'companies', ids.companies[company]);
  });
}

function link(
  portal: Portal,
  from: string,
  fromId: string,
  to: string,
  toId: string | undefined,
  labels: readonly number[] = [],
): void {
  if (toId === undefined) return;
  const [unlabelled] = portal.associations.kinds(from, to)!;
  associate(portal, tableOf(portal, from), fromId, tableOf(portal, to), toId, [unlabelled!.typeId, ...labels]);
}

function insert(table: Table, told: Told, properties: Record<string, string>): string {
  const { type } = table;
  const number = table.nextNumber;
  const id = String(number);
  table.nextNumber += 1;
  const createdAt = instant(told.createdMs);
  const updatedAt = instant(told.updatedMs);
  Object.assign(properties, { hs_object_id: id, [type.created]: createdAt, [type.updated]: updatedAt });
  const archived = told.fate !== undefined && told.fate !== 'live';
  const record = { id, number, properties, createdAt, updatedAt, archived };
  store(table, archived ? { ...record, archivedAt: updatedAt } : record);
  return id;
}

/** A merged record leaves its number behind; whoever asks for that gets the record it was merged into. */
function merge(table: Table, told: Told, survivor: string | undefined): string | undefined {
  const record = survivor === undefined || told.fate !== 'merged' ? undefined : table.records.get(survivor);
  if (record === undefined) return undefined;
  const gone = String(table.nextNumber);
  table.nextNumber += 1;
  table.merged.set(gone, record.id);
  store(table, { ...record, properties: { ...record.properties, hs_merged_object_ids: gone } });
  return record.id;
}
