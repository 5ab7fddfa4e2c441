import { defineSearchAttributeKey, SearchAttributeType, type SearchAttributeUpdatePair } from '@temporalio/common';
import * as workflow from '@temporalio/workflow';
import type { Stage } from '../model/states.ts';

/** By what staff look for runs while they last; what never changes is set at the start. Names as in runtime/search-attributes.ts. */
export interface RunAttributes {
  stage: Stage;
  needsApproval: boolean;
  failed: number;
}

const keys = {
  stage: defineSearchAttributeKey('PortageStage', SearchAttributeType.KEYWORD),
  needsApproval: defineSearchAttributeKey('PortageNeedsApproval', SearchAttributeType.BOOL),
  failed: defineSearchAttributeKey('PortageFailed', SearchAttributeType.INT),
};

/**
 * Sets those that have changed. Whoever starts the run writes into its memo which ones the server knows: setting another one
 * would hang the workflow.
 */
export class SearchAttributes {
  private last: Partial<RunAttributes> = {};

  set(next: RunAttributes): void {
    const known: unknown = workflow.workflowInfo().memo?.['attributes'];
    if (!Array.isArray(known)) return;
    const pairs: SearchAttributeUpdatePair[] = [];
    if (next.stage !== this.last.stage) pairs.push({ key: keys.stage, value: next.stage });
    if (next.needsApproval !== this.last.needsApproval)
      pairs.push({ key: keys.needsApproval, value: next.needsApproval });
    if (next.failed !== this.last.failed) pairs.push({ key: keys.failed, value: next.failed });
    this.last = next;
    const usable = pairs.filter((pair) => known.includes(pair.key.name));
    if (usable.length > 0) workflow.upsertSearchAttributes(usable);
  }
}
