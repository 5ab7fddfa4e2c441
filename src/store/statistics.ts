import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Tables that a stage has just filled. */
const tablesOf = {
  export: ['records', 'links', 'record_keys', 'duplicates'],
  plan: ['plans', 'match_index'],
  effects: ['effects', 'effect_payloads', 'crosswalk'],
} as const;

/**
 * Takes statistics of tables that have just been filled: until autovacuum comes by, the planner believes them empty and joins
 * them row by row. Reads a bounded sample, so it costs about the same for a thousand rows as for ten million.
 */
export async function takeStatistics(db: Database, after: keyof typeof tablesOf): Promise<void> {
  for (const table of tablesOf[after]) await sql`analyze ${sql.id(table)}`.execute(db);
}
