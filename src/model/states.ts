/** States of effects, migrations and runs. Which follows which is drawn in docs/architecture.md. */

const effectStates = [
  'planned',
  'intended',
  'written',
  'verified',
  'failed',
  'skipped',
  'blocked',
  'unresolved',
  'undone',
] as const;
export type EffectState = (typeof effectStates)[number];

/** The stages of a migration, in their order; shown to people under these names. */
export const stages = [
  'created',
  'scheduled',
  'preflight',
  'export',
  'mapping',
  'dryRun',
  'quiet',
  'sample',
  'approval',
  'import',
  'reconcile',
  'handover',
  'closed',
] as const;
export type Stage = (typeof stages)[number];

/** Until the first record is read, files and the migration file are looked at anew. */
export const stagesBeforeExport: ReadonlySet<Stage> = new Set(['created', 'scheduled', 'preflight']);

/** How long a finished migration can still be topped up, retried and rolled back before it closes itself. */
export const handoverDays = 90;

export const runStatuses = [
  'running',
  'waiting',
  'paused',
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'rolled_back',
] as const;
/** As the report and the API name it. */
export type RunStatus = (typeof runStatuses)[number];

export const finalStatuses: ReadonlySet<RunStatus> = new Set([
  'completed',
  'completed_with_errors',
  'failed',
  'cancelled',
  'rolled_back',
]);
