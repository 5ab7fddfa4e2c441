import type { Opportunity } from './types.ts';

const known = new WeakMap<readonly Opportunity[], { revision: number; totals: Record<string, unknown> }>();

/** The sums that every list of opportunities carries, over all that match and not only the page. */
export function totalsOf(opportunities: readonly Opportunity[], revision: number): Record<string, unknown> {
  const cached = known.get(opportunities);
  if (cached?.revision === revision) return cached.totals;
  const counts: Record<string, number> = { one_time: 0, monthly: 0, annual: 0 };
  const values: Record<string, number> = { one_time: 0, monthly: 0, annual: 0 };
  for (const { value, value_period } of opportunities) {
    counts[value_period]! += 1;
    values[value_period]! += value ?? 0;
  }
  const totals = {
    total_results: opportunities.length,
    count_by_value_period: counts,
    total_value_one_time: values['one_time'],
    total_value_monthly: values['monthly'],
    total_value_annual: values['annual'],
    total_value_annualized: values['one_time']! + values['monthly']! * 12 + values['annual']!,
  };
  known.set(opportunities, { revision, totals });
  return totals;
}
