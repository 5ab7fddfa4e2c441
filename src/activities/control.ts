import type { MigrationBrief, Need } from '../model/stage-results.ts';
import type { RunStatus, Stage } from '../model/states.ts';
import { audit } from '../store/audit-store.ts';
import { type LockAnswer, lockDestination as takeLock, unlockDestination } from '../store/lock-store.ts';
import { scopeOf } from '../store/migration-row.ts';
import { enterStage, updateMigration } from '../store/migration-store.ts';
import { type ActivityContext, type ById, metadataOf, migrationOf } from './context.ts';
import { keepOverride, needsTwoPeople } from './override.ts';

/** Decisions, stages and ends: short work on the store, each safe to run twice. */
export function controlActivities(context: ActivityContext) {
  const { db } = context;
  return {
    async briefOf(input: ById): Promise<MigrationBrief> {
      const row = await migrationOf(context, input);
      return {
        id: row.id,
        customer: row.customer,
        source: row.sourceSystem,
        destination: row.destinationSystem,
        stage: row.stage,
        startAt: row.file.startAt ?? null,
        paused: row.status === 'paused',
        cancelled: row.status === 'cancelled',
        mappingVersion: row.mappingVersion,
        snapshot: row.snapshot,
        secondPerson: row.file.approval?.second ?? false,
        quiet: row.quiet !== null || (await context.harmlessDestination(row)),
      };
    },

    async recordDecision(input: ById & { name: string; payload: unknown; via: string }): Promise<void> {
      const row = await migrationOf(context, input);
      const { by, ...rest } = input.payload as { by?: string } & Record<string, unknown>;
      const actor = actorOf(input.via, by ?? null) ?? input.via;
      const at = new Date().toISOString();
      await audit(db, {
        tenantId: row.tenantId,
        migrationId: row.id,
        actor,
        via: input.via,
        action: input.name,
        accepted: true,
        payload: rest,
      });
      const scope = scopeOf(row);
      if (input.name === 'pause') await updateMigration(db, scope, { status: 'paused' });
      if (input.name === 'resume')
        await updateMigration(db, scope, { status: row.waitingFor === null ? 'running' : 'waiting' });
      if (input.name === 'confirmQuiet') await updateMigration(db, scope, { quiet: { by: actor, at } });
      if (input.name === 'override' && !needsTwoPeople(row))
        await keepOverride(context, row, { by: actor, reason: String(rest['reason'] ?? '') });
      if (input.name === 'pause') {
        await context.notify(row, {
          event: 'paused',
          subject: `${row.customer}: migration paused`,
          text: `Paused by ${actor}. Resume it when you are ready.`,
        });
      }
    },

    async recordRefusal(input: ById & { name: string; by: string | null; reason: string; via: string }): Promise<void> {
      const row = await migrationOf(context, input);
      await audit(db, {
        tenantId: row.tenantId,
        migrationId: row.id,
        actor: actorOf(input.via, input.by) ?? 'unknown',
        via: input.via,
        action: input.name,
        accepted: false,
        reason: input.reason,
      });
    },

    async setNeed(input: ById & { need: Need | null }): Promise<void> {
      const row = await migrationOf(context, input);
      const status: RunStatus = row.status === 'paused' ? 'paused' : input.need === null ? 'running' : 'waiting';
      await updateMigration(db, scopeOf(row), { waitingFor: input.need, status });
      if (input.need && input.need.decision !== 'approve') {
        await context.notify(row, {
          event: 'needsYou',
          subject: `${row.customer}: the migration needs you`,
          text: `${input.need.message}\n\n${input.need.hint}`,
        });
      }
    },

    async enterStage(input: ById & { stage: Stage }): Promise<void> {
      const row = await migrationOf(context, input);
      await enterStage(db, scopeOf(row), input.stage);
    },

    /** A round at hand-over begins: a retry, a top-up, a roll back. */
    async beginRound(input: ById): Promise<void> {
      const row = await migrationOf(context, input);
      await updateMigration(db, scopeOf(row), { status: 'running' });
    },

    async lockDestination(input: ById): Promise<LockAnswer> {
      const row = await migrationOf(context, input);
      return takeLock(db, scopeOf(row), row.destinationSystem, metadataOf(row).destination.account.id);
    },

    async endClosed(input: ById): Promise<void> {
      const row = await migrationOf(context, input);
      await enterStage(db, scopeOf(row), 'closed');
      await unlockDestination(db, scopeOf(row));
    },

    async endCancelled(input: ById): Promise<void> {
      const row = await migrationOf(context, input);
      await updateMigration(db, scopeOf(row), { status: 'cancelled', waitingFor: null });
      await unlockDestination(db, scopeOf(row));
      await context.notify(row, {
        event: 'finished',
        subject: `${row.customer}: migration cancelled`,
        text: 'Everything that was written so far is in the report and can be rolled back.',
      });
    },

    async endFailed(input: ById & { message: string }): Promise<void> {
      const row = await migrationOf(context, input);
      await updateMigration(db, scopeOf(row), {
        status: 'failed',
        error: { message: input.message },
        waitingFor: null,
      });
      await unlockDestination(db, scopeOf(row));
      await context.notify(row, {
        event: 'failed',
        subject: `${row.customer}: the migration could not finish`,
        text: `${input.message}\n\nNothing is lost: start the same migration again when the cause is cured and it goes on where it stood.`,
      });
    },
  };
}

/** A signal from the Temporal UI is not signed in with us: its `by` is a claim. */
function actorOf(via: string, by: string | null): string | null {
  return by !== null && via === 'Temporal UI' ? `${by} (claimed)` : by;
}
