import { z } from 'zod';

/** What people decide about a migration. Signals, updates, API bodies and CLI commands all carry these. */
const by = z.string().min(1).max(200);

export const decisionSchemas = {
  confirmQuiet: z.strictObject({ by }),
  approve: z.strictObject({ by, mappingVersion: z.int().positive(), note: z.string().max(2000).optional() }),
  requestChanges: z.strictObject({
    by,
    mappingVersion: z.int().positive().optional(),
    note: z.string().max(2000).optional(),
  }),
  /** Overrides a dry run with more than 5 % rejected, or a plan that moved since the approval; the reason is kept. */
  override: z.strictObject({ by, reason: z.string().min(3).max(2000) }),
  pause: z.strictObject({ by, reason: z.string().max(500).optional() }),
  resume: z.strictObject({ by }),
  cancel: z.strictObject({ by, reason: z.string().max(500).optional() }),
  retryFailed: z.strictObject({ by, object: z.string().optional() }),
  topUp: z.strictObject({ by }),
  reconcile: z.strictObject({ by }),
  rollback: z.strictObject({ by, customer: z.string(), scope: z.enum(['sample', 'all']).default('all') }),
  close: z.strictObject({ by }),
} as const;

export type DecisionName = keyof typeof decisionSchemas;
export type Decision<N extends DecisionName = DecisionName> = {
  [K in N]: { name: K; payload: z.infer<(typeof decisionSchemas)[K]> };
}[N];

export const decisionNames = Object.keys(decisionSchemas) as DecisionName[];

/** Signals that staff can send by hand from the Temporal UI: the documented set. The rest work too, through API and CLI. */
export const handSignals = [
  'confirmQuiet',
  'approve',
  'requestChanges',
  'pause',
  'resume',
  'cancel',
  'retryFailed',
] as const;

export type ParsedDecision = { ok: true; decision: Decision } | { ok: false; reason: string };

/**
 * Checks a decision that may come from anywhere, a hand-typed signal included. Never throws: a refusal is a value with the
 * reason in words, so that one bad signal cannot fail a workflow task.
 */
export function parseDecision(name: string, payload: unknown): ParsedDecision {
  if (!Object.hasOwn(decisionSchemas, name)) {
    return { ok: false, reason: `there is no decision "${name}"; known are ${decisionNames.join(', ')}` };
  }
  const undecodable = payload as { __undecodable?: boolean; reason?: string } | null;
  if (undecodable !== null && typeof undecodable === 'object' && undecodable.__undecodable === true) {
    return {
      ok: false,
      reason: `the input could not be read (${undecodable.reason ?? 'unknown encoding'}); send JSON, for example {"by": "you@example.com"}`,
    };
  }
  const parsed = decisionSchemas[name as DecisionName].safeParse(payload);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
    return { ok: false, reason: `${place}${issue?.message ?? 'not understood'}` };
  }
  return { ok: true, decision: { name, payload: parsed.data } as Decision };
}
