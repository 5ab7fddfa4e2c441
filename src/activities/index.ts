import { approvalActivities } from './approval.ts';
import { beforeImportActivities } from './before-import.ts';
import type { ActivityContext } from './context.ts';
import { controlActivities } from './control.ts';
import { exportActivities } from './export.ts';
import { guarded } from './guard.ts';
import { handoverActivities } from './handover.ts';
import { loadActivities } from './load.ts';
import { mappingActivities } from './mapping.ts';
import { measureActivities } from './measure.ts';
import { createOutageLog } from './outage.ts';
import { overrideActivities } from './override.ts';
import { planActivities } from './plan.ts';
import { preflightActivities } from './preflight.ts';
import { previewActivities } from './preview.ts';
import { reconcileActivities } from './reconcile.ts';
import { rollbackActivities } from './rollback.ts';
import { sampleActivities } from './sample.ts';

/** All activities, one group a stage. Workflows import the type alone. */
export function createActivities(context: ActivityContext) {
  return guarded(
    {
      // biome-ignore lint/nursery/noMisusedPromises: it takes the spread of an object of functions for a promise
      ...controlActivities(context),
      ...preflightActivities(context),
      ...measureActivities(context),
      ...exportActivities(context),
      ...mappingActivities(context),
      ...planActivities(context),
      ...previewActivities(context),
      ...sampleActivities(context),
      ...approvalActivities(context),
      ...overrideActivities(context),
      ...beforeImportActivities(context),
      // biome-ignore lint/nursery/noMisusedPromises: as above
      ...loadActivities(context),
      ...reconcileActivities(context),
      ...handoverActivities(context),
      ...rollbackActivities(context),
    },
    createOutageLog(context.log),
    context.meter,
  );
}

export type Activities = ReturnType<typeof createActivities>;
