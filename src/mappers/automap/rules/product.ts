import { commonRules, rule } from './rule.ts';

/** Header meanings that name a field of a product. */
export const productRules = [
  ...commonRules,
  rule('name', 'name'),
  rule('name', 'title'),
  rule('code', 'code', { may: 'number' }),
  rule('code', 'number', { sure: 0.8 }),
  rule('price', 'amount', { may: 'unit' }),
  rule('currency', 'currency', { may: 'code amount' }),
  rule('description', 'description', { may: 'note' }),
  rule('active', 'active', { may: 'status' }),
  rule('unit', 'unit', { may: 'name' }),
  rule('category', 'category', { may: 'name' }),
  rule('category', 'type', { sure: 0.7 }),
  rule('tax', 'tax', { may: 'amount' }),
];
