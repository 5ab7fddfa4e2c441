/** What became of a record: `merged` ones live on in the one before them. */
export type Fate = 'live' | 'archived' | 'deleted' | 'merged';

/** A refusal of marketing e-mail, or the lack of it. */
export type Consent = 'subscribed' | 'unsubscribed' | 'no_consent';

/** Indexes point into the story's own lists; `owner` points into its users. */
type Told = { owner: number; createdMs: number; updatedMs: number };

export type StoryUser = { first: string; last: string; name: string; email: string; active: boolean; admin: boolean };

export type StoryCompany = Told & {
  name: string;
  domain: string | null;
  phone: string | null;
  street: string;
  city: string;
  country: string;
  postcode: string;
  industry: string;
  employees: number | null;
  revenue: number | null;
  tier: number;
  externalId: string;
  fate: Fate;
};

export type StoryContact = Told & {
  first: string;
  last: string;
  emails: string[];
  /** Set where the address above stands for no person: `none@…`. */
  placeholder: boolean;
  /** The contact of the same address, where two people share one. */
  sharesEmailOf: number | null;
  phones: string[];
  title: string | null;
  /** The first is the primary one. */
  companies: number[];
  consent: Consent;
  interests: number[];
  birthday: string | null;
  externalId: string;
  fate: Fate;
};

export type StoryDeal = Told & {
  title: string;
  company: number | null;
  /** The first is the main one. */
  contacts: number[];
  /** Hundredths of the currency; null: no amount. */
  amountCents: number | null;
  currency: string;
  pipeline: 0 | 1;
  /** Index of the stage within its pipeline's open stages. */
  stage: number;
  status: 'open' | 'won' | 'lost';
  closedMs: number | null;
  expectedClose: string | null;
  lostReason: string | null;
  source: number;
  fate: Fate;
};

export type StoryLead = Told & {
  title: string;
  contact: number | null;
  company: number | null;
  amountCents: number | null;
  currency: string;
  label: number;
  fate: Fate;
};

export type StoryLinks = { deal: number | null; contact: number | null; company: number | null; lead: number | null };

export type StoryNote = Told & StoryLinks & { html: string; fate: Fate };

export type StoryActivity = Told &
  StoryLinks & {
    kind: 'task' | 'call' | 'meeting';
    subject: string;
    html: string | null;
    dueMs: number;
    allDay: boolean;
    minutes: number;
    done: boolean;
    inbound: boolean;
    /** People beside `contact` who took part. */
    others: number[];
    fate: Fate;
  };

export type StoryEmail = Told & StoryLinks & { subject: string; text: string; inbound: boolean; sentMs: number };

export type StoryProduct = { name: string; code: string; priceCents: number; currency: string; createdMs: number };

export type StoryLineItem = { deal: number; product: number; quantity: number; priceCents: number; discount: number };

/** One made-up sales team's data, told in no vendor's terms. */
export type Story = {
  users: StoryUser[];
  companies: StoryCompany[];
  contacts: StoryContact[];
  deals: StoryDeal[];
  leads: StoryLead[];
  notes: StoryNote[];
  activities: StoryActivity[];
  emails: StoryEmail[];
  products: StoryProduct[];
  lineItems: StoryLineItem[];
};

/** `sales-team`: the whole mix; `contacts`: as many contacts as records and nothing else, for measuring. */
export type StoryProfile = 'sales-team' | 'contacts';
