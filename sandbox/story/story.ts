import type { SandboxContext } from '../kit/types.ts';
import { tellCompany, tellContact, USERS } from './people.ts';
import { CURRENCIES, tellActivity, tellDeal, tellEmail, tellLead, tellNote } from './selling.ts';
import { STORY_END_MS } from './times.ts';
import type { Story, StoryLineItem, StoryProduct, StoryProfile } from './types.ts';

/** Shares of the records of an account; what is left over is activities. */
const SHARES = { companies: 0.2, contacts: 0.4, deals: 0.15, leads: 0.03, notes: 0.09, emails: 0.02 };

const PRODUCTS = ['Seat', 'Seat, yearly', 'Onboarding day', 'Support plan "Gold"', 'Crème licence', 'Sensor kit 📡'];

/** Tells an account of about `records` linked records; with 0 an account as it is on its first day. */
export function tellStory(
  context: Pick<SandboxContext, 'records' | 'random' | 'generate'>,
  profile: StoryProfile,
): Story {
  const { records, random, generate } = context;
  const story: Story = {
    users: USERS,
    companies: [],
    contacts: [],
    deals: [],
    leads: [],
    notes: [],
    activities: [],
    emails: [],
    products: [],
    lineItems: [],
  };
  if (records === 0) return story;
  const count = (share: number) => (profile === 'contacts' ? 0 : Math.round(records * share));
  const contacts = profile === 'contacts' ? records : count(SHARES.contacts);
  const { companies, deals, leads, notes, emails } = story;
  for (let index = 0; index < count(SHARES.companies); index += 1) {
    companies.push(tellCompany(index, generate, random, companies[index - 1]));
  }
  for (let index = 0; index < contacts; index += 1) {
    story.contacts.push(tellContact(index, generate, random, companies, story.contacts[index - 1]));
  }
  if (profile === 'contacts') {
    for (const contact of story.contacts) contact.fate = 'live';
    return story;
  }
  for (let index = 0; index < count(SHARES.deals); index += 1) deals.push(tellDeal(index, random, story));
  for (let index = 0; index < count(SHARES.leads); index += 1) leads.push(tellLead(index, random, story));
  for (let index = 0; index < count(SHARES.notes); index += 1) notes.push(tellNote(index, random, story));
  for (let index = 0; index < count(SHARES.emails); index += 1) emails.push(tellEmail(index, random, story));
  const told = companies.length + contacts + deals.length + leads.length + notes.length + emails.length;
  for (let index = 0; index < records - told; index += 1) story.activities.push(tellActivity(index, random, story));
  story.products = PRODUCTS.map(productOf);
  story.lineItems = deals.flatMap((_, deal) => (deal % 20 === 1 ? lineItemsOf(deal, story.products) : []));
  return story;
}

function productOf(name: string, index: number): StoryProduct {
  const createdMs = STORY_END_MS - (index + 1) * 90 * 86_400_000;
  return { name, code: `SKU-${index + 1}`, priceCents: 4900 * (index + 1) + index, currency: CURRENCIES[0], createdMs };
}

function lineItemsOf(deal: number, products: readonly StoryProduct[]): StoryLineItem[] {
  return [deal, deal + 1].map((number) => {
    const product = number % products.length;
    return {
      deal,
      product,
      quantity: 1 + (number % 5),
      priceCents: products[product]!.priceCents,
      discount: number % 3 === 0 ? 10 : 0,
    };
  });
}
