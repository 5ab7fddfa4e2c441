import type { Planned } from '../mappers/plan/plan-record.ts';
import type { FirstPreview } from '../model/dry-run.ts';
import type { RecordView } from '../model/views.ts';
import { forgetFirstPreview, saveFirstPreview } from '../store/first-preview-store.ts';
import { nextIndexObject } from '../store/index-store.ts';
import { getMapping } from '../store/mapping-store.ts';
import { type MigrationRow, pairScopeOf, scopeOf } from '../store/migration-row.ts';
import { recordsByKey, stagedObjects } from '../store/plan-page-store.ts';
import { savePlans } from '../store/plan-store.ts';
import { recordsToPreview } from '../store/preview-store.ts';
import { type ActivityContext, type ById, destinationOf, migrationOf } from './context.ts';
import { pageGatherer, plannerOf, planOrder } from './plan-page.ts';

const previewSize = 100;

interface PreviewInput extends ById {
  mappingVersion: number;
}

/** The first hundred records, with what they need: people see what is going to happen while the rest is still on its way. */
export function previewActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /**
     * The preview of before the destination was read, which may take long: nothing is matched with what is there, so that some
     * of what it creates will be an update or a merge. It is kept apart from the plans, which only a matched record enters. Null
     * where nothing is to be matched: then the preview itself follows at once.
     */
    async previewFirst(input: PreviewInput): Promise<FirstPreview | null> {
      const row = await migrationOf(context, input);
      if ((await nextIndexObject(db, scopeOf(row))) === null) return null;
      const plans: Planned[] = [];
      await planFirst(context, row, input, false, async (planned) => void plans.push(...planned));
      await saveFirstPreview(db, scopeOf(row), input.mappingVersion, plans);
      return { records: plans.length, outcomes: countOutcomes(plans) };
    },

    /** The preview that stays: these plans are those of the dry run. */
    async planPreview(input: PreviewInput): Promise<{ planned: number }> {
      const row = await migrationOf(context, input);
      let planned = 0;
      await planFirst(context, row, input, true, async (plans) => {
        await savePlans(db, scopeOf(row), input.mappingVersion, plans, true);
        planned += plans.length;
      });
      await forgetFirstPreview(db, scopeOf(row));
      return { planned };
    },
  };
}

async function planFirst(
  context: ActivityContext,
  row: MigrationRow,
  input: PreviewInput,
  matching: boolean,
  take: (plans: Planned[]) => Promise<void>,
): Promise<void> {
  const { db } = context;
  const scope = pairScopeOf(row);
  const { document } = await getMapping(db, scope, input.mappingVersion);
  const order = planOrder(document, destinationOf(context, row), await stagedObjects(db, scope));
  const each = Math.max(1, Math.floor(previewSize / Math.max(1, order.length)));
  const wanted = await recordsToPreview(db, scope, input.mappingVersion, order, each);
  const planner = plannerOf(context, row, document);
  const known = new Map<string, Planned>();
  for (const object of order) {
    const page = await recordsByKey(db, scope, object, wanted.get(object) ?? []);
    if (page.length === 0) continue;
    await pageGatherer(context, row, document, { ...input, object }, matching)(page);
    if (!matching) for (const record of page) showParents(record, known);
    const plans = page.map(planner);
    for (const plan of plans) known.set(`${plan.object} ${plan.sourceId}`, plan);
    await take(plans);
  }
}

/** What became of the other ends of its links, where no plan of theirs is stored. */
function showParents(record: RecordView, known: ReadonlyMap<string, Planned>): void {
  for (const link of record.links) {
    const plan = known.get(`${link.toObject} ${link.toId}`);
    if (link.plan !== null || plan === undefined) continue;
    const { outcome, destinationObject, placement, matchedId } = plan;
    link.plan = {
      outcome,
      destinationObject,
      placement: placement ?? null,
      ...(matchedId !== undefined && { matchedId }),
    };
  }
}

function countOutcomes(plans: readonly Planned[]): FirstPreview['outcomes'] {
  const counts: Record<string, Record<string, number>> = {};
  for (const { object, outcome } of plans) {
    counts[object] = { ...counts[object], [outcome]: (counts[object]?.[outcome] ?? 0) + 1 };
  }
  return counts;
}
