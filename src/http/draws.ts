import type { BudgetDefinition, DrawRule, LimitDefinition } from '../model/limit-definition.ts';
import type { BudgetDraw } from '../model/pacing.ts';
import type { PreparedRequest } from './template.ts';

/** Whose budgets are drawn on. */
export interface BudgetOwner {
  system: string;
  /** The vendor's own account id where it is known, else what stands for it. */
  account: string;
  /** Digest of the key. */
  key: string;
  /** The vendor's id of the connecting user, where budgets are by user. */
  user?: string;
  /** Part of each limit that is ours. */
  share: number;
}

/** The budgets that a request draws on. Their keys are the same for every worker and migration of the same account. */
export function drawsFor(limits: LimitDefinition, request: PreparedRequest, owner: BudgetOwner): BudgetDraw[] {
  return limits.budgets.map((budget) => drawOn(budget, request, owner)).filter((draw) => draw !== undefined);
}

function drawOn(budget: BudgetDefinition, request: PreparedRequest, owner: BudgetOwner): BudgetDraw | undefined {
  const rule = budget.groups?.find((candidate) => ruleMatches(candidate, request));
  if (budget.groups !== undefined && rule === undefined) return undefined;
  const cost = request.cost * (rule?.cost ?? 1);
  if (cost === 0) return undefined;
  const base = { key: keyOf(budget, rule, request, owner), limit: budget.limit, share: owner.share, cost };
  switch (budget.kind) {
    case 'window':
      return { ...base, kind: 'window', windowMs: budget.windowMs };
    case 'daily':
      return { ...base, kind: 'daily', resetAt: budget.resetAt };
    case 'concurrency':
      return { ...base, kind: 'concurrency', leaseMs: budget.leaseMs, cost: 1 };
  }
}

/** The budget that a draw came from: its name is the third part of the key. */
export function budgetOf(limits: LimitDefinition, draw: BudgetDraw): BudgetDefinition | undefined {
  const name = draw.key.split('/')[2];
  return limits.budgets.find((budget) => encodeURIComponent(budget.name) === name);
}

function ruleMatches(rule: DrawRule, request: PreparedRequest): boolean {
  const path = request.route.slice(request.method.length + 1);
  return (
    (rule.pathPrefix === undefined || path.startsWith(rule.pathPrefix)) &&
    (rule.methods === undefined || rule.methods.includes(request.method)) &&
    (rule.limitGroup === undefined || rule.limitGroup === request.limitGroup) &&
    (rule.effect === undefined || rule.effect === request.effect)
  );
}

function keyOf(
  budget: BudgetDefinition,
  rule: DrawRule | undefined,
  request: PreparedRequest,
  owner: BudgetOwner,
): string {
  const group = rule?.name ?? request.limitGroup ?? endpointOf(request);
  const whose = {
    account: [],
    key: [owner.key],
    user: [owner.user ?? owner.key],
    endpointGroup: [owner.key, group],
  }[budget.scope];
  return [owner.system, owner.account, budget.name, ...whose].map(encodeURIComponent).join('/');
}

/** Method and the fixed beginning of the path: what vendors that count by endpoint take for one. */
function endpointOf(request: PreparedRequest): string {
  return request.route.replace(/\/?\{.*$/, '').replace(/\/+$/, '');
}
