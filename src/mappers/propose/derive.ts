import type { TransformInput } from '../../model/transforms.ts';

/** A concept made from others, where the source says it in another way. The first whose sources all exist is used. */
export interface Derivation {
  concept: string;
  from: string[];
  transforms: TransformInput[];
  reason: string;
}

export const derivations: readonly Derivation[] = [
  {
    concept: 'contact.full_name',
    from: ['contact.first_name', 'contact.last_name'],
    transforms: [{ type: 'join', separator: ' ', fields: ['contact.first_name', 'contact.last_name'] }],
    reason: 'first and last name joined',
  },
  { concept: 'contact.full_name', from: ['contact.last_name'], transforms: [], reason: 'last name only' },
  { concept: 'contact.full_name', from: ['contact.first_name'], transforms: [], reason: 'first name only' },
  {
    concept: 'contact.first_name',
    from: ['contact.full_name'],
    transforms: [{ type: 'split_name', part: 'first' }],
    reason: 'first name taken from the full name',
  },
  {
    concept: 'contact.last_name',
    from: ['contact.full_name'],
    transforms: [{ type: 'split_name', part: 'last' }],
    reason: 'last name taken from the full name',
  },
  {
    concept: 'company.website',
    from: ['company.domain'],
    transforms: [{ type: 'prefix', text: 'https://' }],
    reason: 'web address made from the domain',
  },
  {
    concept: 'company.domain',
    from: ['company.website'],
    transforms: [{ type: 'domain_from' }],
    reason: 'domain taken from the web address',
  },
  { concept: 'deal.won_at', from: ['deal.close_date'], transforms: [], reason: 'closing date of won deals' },
  { concept: 'deal.lost_at', from: ['deal.close_date'], transforms: [], reason: 'closing date of lost deals' },
  { concept: 'activity.done_at', from: ['activity.start_at'], transforms: [], reason: 'time at which it began' },
  { concept: 'activity.done_at', from: ['activity.due_at'], transforms: [], reason: 'time for which it was planned' },
  { concept: 'activity.due_at', from: ['activity.start_at'], transforms: [], reason: 'time at which it begins' },
  { concept: 'activity.due_at', from: ['activity.done_at'], transforms: [], reason: 'time at which it took place' },
  { concept: 'activity.body', from: ['activity.subject'], transforms: [], reason: 'subject, there being no text' },
  {
    concept: 'activity.subject',
    from: ['activity.body'],
    transforms: [{ type: 'html_to_text' }],
    reason: 'text, there being no subject',
  },
  { concept: 'activity.start_at', from: ['activity.due_at'], transforms: [], reason: 'time for which it was planned' },
  { concept: 'activity.start_at', from: ['activity.done_at'], transforms: [], reason: 'time at which it took place' },
];
