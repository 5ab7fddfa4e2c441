import { z } from 'zod';
import { undecodableReason } from './undecodable.ts';

/** What people decide about a migration. Signals, updates, API bodies and CLI commands all carry these. */
const by = z.string().min(1).max(200);
/** A reason names fields that somebody else has typed: it is kept short. */
const longestReason = 300;

export const decisionSchemas = {
  confirmQuiet: z.strictObject({ by }),
  approve: z.strictObject({
    by,
    mappingVersion: z.int().positive(),
    note: z.string().max(2000).optional(),
    /** An agreement that the API has stored: what counts where more than one person has to agree. */
    agreement: z.uuid().optional(),
  }),
  requestChanges: z.strictObject({
    by,
    mappingVersion: z.int().positive().optional(),
    note: z.string().max(2000).optional(),
  }),
  /** Overrides a dry run with more than 5 % rejected, or a plan that moved since the approval; the reason is kept. */
  override: z.strictObject({ by, reason: z.string().min(3).max(2000), agreement: z.uuid().optional() }),
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

/** What to send, for refusals and for people: `by` is always needed. */
const examples: Partial<Record<DecisionName, string>> = {
  approve: '{"by": "you@example.com", "mappingVersion": 1}',
  override: '{"by": "you@example.com", "reason": "why it may go on"}',
  rollback: '{"by": "you@example.com", "customer": "Acme Ltd"}',
};

/** An input that the decision takes, as JSON. */
export function exampleOf(name: DecisionName): string {
  return examples[name] ?? '{"by": "you@example.com"}';
}

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
    return {
      ok: false,
      reason: `there is no decision "${String(name).slice(0, 60)}"; known are ${decisionNames.join(', ')}`,
    };
  }
  const known = name as DecisionName;
  const refuse = (reason: string): ParsedDecision => ({
    ok: false,
    reason: `${reason}; send JSON, for example ${exampleOf(known)}`,
  });
  const unread = undecodableReason(payload);
  if (unread !== null) return refuse(`the input could not be read (${unread})`);
  if (payload === undefined || payload === null) return refuse('there was no input');
  if (!isPlainObject(payload)) return refuse('the input is not a JSON object');
  const parsed = decisionSchemas[known].safeParse(payload);
  if (parsed.success) return { ok: true, decision: { name, payload: parsed.data } as Decision };
  const issue = parsed.error.issues[0];
  const place = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  return refuse(`${place}${issue?.message ?? 'not understood'}`.slice(0, longestReason));
}

/** Whose name an input carries, for the trail of what was refused: read from whatever can be read, null where nothing can. */
export function claimedBy(payload: unknown): string | null {
  if (!isPlainObject(payload)) return null;
  const parsed = by.safeParse(payload['by']);
  return parsed.success ? parsed.data : null;
}

/** Bytes and lists are objects as well, but nobody's decision. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && !ArrayBuffer.isView(value);
}
