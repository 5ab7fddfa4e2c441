import { Context } from '@temporalio/activity';
import { isPortageError, messageOf } from '../model/errors.ts';
import { canonicalJson } from '../model/json.ts';
import type { ReadingPlan, StoredReadingPlan } from '../model/reading-plan.ts';
import type { Need, PreflightResult } from '../model/stage-results.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { enterPair, updateMigration } from '../store/migration-store.ts';
import { type ActivityContext, type ById, destinationOf, migrationOf } from './context.ts';

export function preflightActivities(context: ActivityContext) {
  return {
    /** Both connections answer, rights suffice, metadata is read. What a person must do is returned in words, not thrown. */
    async preflight(input: ById): Promise<PreflightResult> {
      const row = await migrationOf(context, input);
      const signal = Context.current().cancellationSignal;
      try {
        return await check(context, row, signal);
      } catch (error) {
        const need = needOf(error);
        if (need === null) throw error;
        return { needs: need, quietNeeded: true, estimatedSeconds: 0 };
      }
    },
  };
}

async function check(context: ActivityContext, row: MigrationRow, signal: AbortSignal): Promise<PreflightResult> {
  const definition = destinationOf(context, row);
  if (definition.assumed.length > 0 && !row.file.acceptAssumed && (await context.liveDestination(row))) {
    return stop(
      'assumed_not_accepted',
      `${context.connector(row.destinationSystem).name} does not document: ${definition.assumed.join('; ')}`,
      'Check these with the vendor, then set acceptAssumed: true in the migration file.',
    );
  }
  const [source, destination] = await Promise.all([
    at('source', row.sourceSystem, context.openSource(row)),
    at('destination', row.destinationSystem, context.openDestination(row)),
  ]);
  const [from, to] = await Promise.all([
    at('source', row.sourceSystem, source.check(signal)),
    at('destination', row.destinationSystem, destination.check(signal)),
  ]);
  const missing = [
    ...from.missingScopes.map((scope) => `${row.sourceSystem}: ${scope}`),
    ...to.missingScopes.map((scope) => `${row.destinationSystem}: ${scope}`),
  ];
  if (missing.length > 0)
    return stop(
      'missing_scope',
      `rights are missing: ${missing.join(', ')}`,
      'Grant them at the vendor: a scope to the app that the token belongs to, a right to the role of the user whose key it is. Then give the same command again.',
    );
  const [sourceMetadata, destinationMetadata] = await Promise.all([
    at('source', row.sourceSystem, source.describe(signal)),
    at('destination', row.destinationSystem, destination.describe(signal)),
  ]);
  const readingPlan = await source.readingPlan?.(signal);
  const pairId = await enterPair(
    context.db,
    row.tenantId,
    { system: row.sourceSystem, account: from.id },
    { system: row.destinationSystem, account: to.id },
  );
  const harmless = await context.harmlessDestination(row);
  const given = row.file.quiet ?? null;
  await updateMigration(context.db, scopeOf(row), {
    pairId,
    sourceMetadata,
    destinationMetadata,
    ...(readingPlan && { readingPlan: nextVersion(row.readingPlan, readingPlan) }),
    ...(given && row.quiet === null && { quiet: { by: given.confirmedBy, at: new Date().toISOString() } }),
  });
  return { needs: null, quietNeeded: !harmless && given === null && row.quiet === null, estimatedSeconds: 0 };
}

/** The same plan keeps its version, so that the version says whether the files are read as before. */
function nextVersion(known: StoredReadingPlan | null, plan: ReadingPlan): StoredReadingPlan {
  if (known === null) return { version: 1, plan };
  return canonicalJson(known.plan) === canonicalJson(plan) ? known : { version: known.version + 1, plan };
}

/** Says which end an error is about: "wrong credentials" alone helps nobody who has two of them. */
async function at<T>(side: string, system: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isPortageError(error)) error.message = `${side} ${system}: ${error.message}`;
    throw error;
  }
}

function stop(code: string, message: string, hint: string): PreflightResult {
  return { needs: { code, message, hint, decision: 'resume' }, quietNeeded: true, estimatedSeconds: 0 };
}

const curable: ReadonlySet<string> = new Set(['auth', 'permission', 'config', 'contract', 'transient']);

/** What a person can cure is asked for; a fault of ours is not. */
function needOf(error: unknown): Need | null {
  if (!isPortageError(error) || !curable.has(error.kind)) return null;
  return {
    code: error.code,
    message: messageOf(error),
    hint: error.hint ?? 'Correct the connection.',
    decision: 'resume',
  };
}
