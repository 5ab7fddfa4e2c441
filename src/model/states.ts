/** States and their legal transitions, as tables: whoever changes a state asks here. */

export const effectStates = [
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

const effectTransitions: Record<EffectState, readonly EffectState[]> = {
  planned: ['intended', 'failed', 'skipped', 'blocked', 'undone'],
  // back to planned only when it is certain that nothing was applied
  intended: ['planned', 'written', 'failed', 'skipped', 'unresolved'],
  written: ['verified', 'undone'],
  verified: ['undone', 'written'],
  failed: ['planned', 'undone'],
  skipped: ['planned', 'undone'],
  blocked: ['planned', 'undone'],
  unresolved: ['written', 'planned', 'undone'],
  undone: [],
};

export function canMove(from: EffectState, to: EffectState): boolean {
  return effectTransitions[from].includes(to);
}

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
