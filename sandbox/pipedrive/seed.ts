import type { Story } from '../story/types.ts';
import { type Account, addSeededFields, type ObjectName } from './account.ts';
import type { Row, Rows, View } from './records.ts';
import { activityView, callLogView, mailView, noteView } from './seed-activities.ts';
import { dealView, leadView } from './seed-deals.ts';
import { type SeedIds, seedIds } from './seed-ids.ts';
import { organizationView, personView, type Seeding } from './seed-people.ts';
import { seedPipelines } from './seed-pipelines.ts';
import { dealProductView, fileView, productView } from './seed-products.ts';

/** Fills an account with a story. Collections take records in the order of their ids. */
export function seedAccount(account: Account, story: Story): void {
  seedPipelines(account);
  if (story.contacts.length === 0) return;
  addSeededFields(account);
  const { rows } = account;
  const ids = seedIds(story);
  const shared: Seeding = { account, story, ids };
  const fill = (object: ObjectName, told: readonly unknown[], viewOf: (seeding: Seeding, index: number) => View) => {
    for (let index = 0; index < told.length; index += 1) add(rows[object], viewOf(shared, index));
  };
  fill('organizations', story.companies, organizationView);
  for (const [index, { consent }] of story.contacts.entries()) {
    add(rows.persons, personView(shared, index), { marketing_status: consent, doi_status: 1 });
  }
  fill('leads', story.leads, leadView);
  fill('deals', story.deals, dealView);
  seedParticipants(account, story, ids);
  fill('activities', story.activities, activityView);
  for (const [index, { kind, done }] of story.activities.entries()) {
    if (kind === 'call' && done && index % 3 === 1) add(rows.callLogs, callLogView(shared, index));
  }
  fill('notes', story.notes, noteView);
  fill('mailMessages', story.emails, mailView);
  fill('products', story.products, productView);
  fill('dealProducts', story.lineItems, dealProductView);
  for (let index = 17; index < story.deals.length; index += 120) add(rows.files, fileView(shared, index));
  for (const [object, records] of Object.entries(rows))
    account.reserveIds(object as keyof Account['rows'], lastIdOf(records));
}

/** The main person of a deal is one of its participants. */
function seedParticipants(account: Account, story: Story, ids: SeedIds): void {
  let id = 0;
  story.deals.forEach((deal, index) => {
    for (const contact of deal.contacts) {
      id += 1;
      const view: View = {
        id,
        deal_id: index + 1,
        person_id: ids.person(contact),
        added_by: deal.owner,
        addedMs: deal.createdMs,
      };
      add(account.rows.participants, view);
    }
  });
}

function add(rows: Rows, view: View, extra: Row['extra'] = NOTHING_EXTRA): void {
  rows.insert({ view, extra });
}

const NOTHING_EXTRA: Row['extra'] = {};

function lastIdOf(rows: Rows): number {
  const all = rows.all();
  const last = all[all.length - 1]?.view.id;
  return typeof last === 'number' ? last : 0;
}
