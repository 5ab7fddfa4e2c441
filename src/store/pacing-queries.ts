import { sql } from 'kysely';
import { z } from 'zod';
import type { BudgetDraw } from '../model/pacing.ts';
import type { Database } from './database.ts';

const blockSchema = z.union([
  z.object({ now: z.number(), notBefore: z.number() }),
  z.object({
    now: z.number(),
    first: z.number(),
    step: z.number(),
    count: z.number(),
    late: z.number(),
    /** For each concurrency budget the leases of the slots, in their order. */
    leases: z.array(z.array(z.string())),
  }),
]);
/** A block of slots, or when to ask again; in the database's epoch milliseconds. */
export type Block = z.infer<typeof blockSchema>;

export interface Returned {
  key: string;
  units: number;
}

export interface ReserveRequest {
  draws: BudgetDraw[];
  wanted: number;
  maxWaitMs: number;
  urgent: boolean;
  returned: Returned[];
  released: string[];
}

/** One round trip; the arithmetic stands with its reasons in migrations/0002_pacing.sql. */
export async function reserveBlock(db: Database, request: ReserveRequest): Promise<Block> {
  const { draws, wanted, maxWaitMs, urgent, returned, released } = request;
  const answer = await sql<{ block: unknown }>`select pacing_reserve(
    ${JSON.stringify(draws)}::jsonb, ${wanted}::int, ${maxWaitMs}::float8, ${urgent}::boolean,
    ${JSON.stringify(returned)}::jsonb, ${released}::uuid[]
  ) as block`.execute(db);
  return blockSchema.parse(answer.rows[0]?.block);
}

export async function releaseLeases(db: Database, leases: string[]): Promise<void> {
  await sql`delete from pacing_leases where id = any (${leases}::uuid[])`.execute(db);
}

export async function penaliseBudgets(
  db: Database,
  draws: BudgetDraw[],
  tightest: string,
  retryAfterMs: number | undefined,
): Promise<void> {
  await sql`select pacing_penalise(${JSON.stringify(draws)}::jsonb, ${tightest}, ${retryAfterMs ?? null}::float8)`.execute(
    db,
  );
}

export interface Observation {
  toldLimit?: number;
  blockedMs?: number;
  leftToday?: number;
}

export async function observeBudget(db: Database, draw: BudgetDraw, news: Observation): Promise<void> {
  await sql`select pacing_observe(
    ${JSON.stringify(draw)}::jsonb, ${news.toldLimit ?? null}::float8, ${news.blockedMs ?? 0}::float8, ${news.leftToday ?? null}::float8
  )`.execute(db);
}
