export { exportWorkflow } from './export.ts';
export { loadWorkflow } from './load.ts';
export { migrationWorkflow } from './migration.ts';
export { planWorkflow } from './plan.ts';
export { preflightWorkflow } from './preflight.ts';
export { reconcileWorkflow } from './reconcile.ts';
export { rollbackWorkflow } from './rollback.ts';
