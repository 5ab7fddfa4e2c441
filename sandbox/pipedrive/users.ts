import { STORY_END_MS } from '../story/times.ts';
import type { StoryUser } from '../story/types.ts';
import { v1Time } from './records.ts';

export type User = {
  id: number;
  name: string;
  default_currency: string;
  locale: string;
  lang: number;
  email: string;
  phone: string | null;
  activated: boolean;
  last_login: string;
  created: string;
  modified: string;
  has_created_company: boolean;
  access: { app: string; admin: boolean; permission_set_id: string }[];
  active_flag: boolean;
  timezone_name: string;
  timezone_offset: string;
  role_id: number;
  icon_url: string | null;
  is_you: boolean;
  is_deleted: boolean;
};

const FIRST_USER_ID = 910;
const CREATED_MS = Date.UTC(2013, 0, 7, 9);

const PERMISSION_SETS = {
  sales: '62cc4d7f-4038-4352-abf3-a8c1c822b631',
  global: '233b7976-39bd-43a9-b305-ef3a2b0998e5',
  account_settings: '982c5ce5-b8ba-4b47-b102-9da024f4b990',
};

export const userIdOf = (index: number): number => FIRST_USER_ID + index;

/** The account's users; `is_you` is set per caller when they are shown. */
export function usersOf(people: readonly StoryUser[]): User[] {
  return people.map((person, index) => ({
    id: userIdOf(index),
    name: person.name,
    default_currency: 'EUR',
    locale: 'en_GB',
    lang: 1,
    email: person.email,
    phone: null,
    activated: true,
    last_login: v1Time(STORY_END_MS),
    created: v1Time(CREATED_MS + index * 86_400_000),
    modified: v1Time(STORY_END_MS - index * 86_400_000),
    has_created_company: index === 0,
    access: accessOf(person.admin),
    active_flag: person.active,
    timezone_name: 'Europe/Berlin',
    timezone_offset: '+01:00',
    role_id: 1,
    icon_url: null,
    is_you: false,
    is_deleted: false,
  }));
}

function accessOf(admin: boolean): User['access'] {
  const apps = admin ? (['sales', 'global', 'account_settings'] as const) : (['sales', 'global'] as const);
  return apps.map((app) => ({ app, admin, permission_set_id: PERMISSION_SETS[app] }));
}

/** The company account itself; its id is what a connection test reports. */
export function companyOf(seed: number) {
  return {
    company_id: 7_400_000 + seed,
    company_name: 'Seller Ltd',
    company_domain: 'seller-sandbox',
    company_country: 'DE',
    company_industry: 'Wholesale',
    language: { language_code: 'en', country_code: 'GB' },
  };
}
