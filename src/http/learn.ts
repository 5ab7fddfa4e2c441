import type { BudgetDefinition, LimitDefinition } from '../model/limit-definition.ts';
import type { BudgetDraw, BudgetNews } from '../model/pacing.ts';
import { budgetOf } from './draws.ts';
import { rateNews } from './rate-headers.ts';

/** Below this part of the stated limit, a header that does not tell its window is taken to speak of another window. */
const plausiblePart = 0.2;

/** What an answer's headers say about the budgets that its request drew on. */
export function newsOf(
  limits: LimitDefinition,
  draws: BudgetDraw[],
  headers: Record<string, string>,
  nowMs: number,
): { draw: BudgetDraw; news: BudgetNews }[] {
  // headers in the common names belong to one window; a definition that has several of them says which are whose
  const first = draws.find((draw) => draw.kind === 'window');
  return draws.flatMap((draw) => {
    const budget = budgetOf(limits, draw);
    if (budget === undefined || budget.kind === 'concurrency') return [];
    if (budget.headers === undefined && draw !== first) return [];
    const news = newsFor(budget, headers, nowMs);
    return news === undefined ? [] : [{ draw, news }];
  });
}

type CountedBudget = Exclude<BudgetDefinition, { kind: 'concurrency' }>;

function newsFor(budget: CountedBudget, headers: Record<string, string>, nowMs: number): BudgetNews | undefined {
  const news = rateNews(headers, nowMs, budget.headers);
  if (news === undefined) return undefined;
  const { windowMs, remaining, resetMs } = news;
  return { limit: limitFor(budget, news.limit, windowMs), remaining, resetMs };
}

/** The told limit over the budget's own window. */
function limitFor(budget: CountedBudget, limit: number | undefined, windowMs: number | undefined): number | undefined {
  if (limit === undefined || limit <= 0) return undefined;
  if (budget.kind === 'window' && windowMs !== undefined && windowMs > 0) return (limit * budget.windowMs) / windowMs;
  return budget.headers !== undefined || limit >= budget.limit * plausiblePart ? limit : undefined;
}
