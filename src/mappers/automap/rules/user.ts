import { rule } from './rule.ts';

/** Header meanings that name a field of a user. */
export const userRules = [
  rule('source_id', 'id', { may: 'number user' }),
  rule('source_id', 'id owner'),
  rule('email', 'email', { may: 'user owner work primary address' }),
  rule('name', 'name', { may: 'user owner' }),
  rule('name', 'full_name', { may: 'user owner name' }),
  rule('name', 'user'),
  rule('name', 'owner', { sure: 0.8 }),
  rule('active', 'active', { may: 'status user' }),
  rule('active', 'status', { may: 'user', sure: 0.75 }),
];
