import { addressRules, commonRules, reachWords, rule } from './rule.ts';

/** Header meanings that name a field of a company. */
export const companyRules = [
  ...commonRules,
  ...addressRules,
  rule('name', 'name', { may: 'legal current' }),
  rule('name', 'full_name', { sure: 0.8 }),
  rule('phone', 'phone', { may: `${reachWords} number` }),
  rule('email', 'email', { may: `${reachWords} address` }),
  rule('website', 'website', { may: 'url work primary main address domain' }),
  rule('website', 'url', { sure: 0.8 }),
  rule('domain', 'domain', { may: 'name primary url' }),
  rule('linkedin_url', 'linkedin', { may: 'url website id' }),
  rule('industry', 'industry', { may: 'name primary type code id' }),
  rule('employee_count', 'employees', { may: 'number' }),
  rule('annual_revenue', 'revenue', { may: 'currency' }),
  rule('description', 'description', { may: 'note other' }),
  rule('description', 'note', { may: 'other' }),
  rule('parent_id', 'parent', { may: 'id name' }),
  rule('fax', 'fax', { may: 'work main primary number phone' }),
  rule('tags', 'tags', { may: 'name' }),
  rule('status', 'status', { may: 'name' }),
  rule('type', 'type', { may: 'name' }),
  rule('lifecycle_stage', 'lifecycle', { may: 'name stage' }),
  rule('lifecycle_stage', 'stage', { sure: 0.7 }),
  rule('lead_source', 'lead_source', { may: 'primary name' }),
  rule('lead_source', 'source', { may: 'primary name' }),
];
