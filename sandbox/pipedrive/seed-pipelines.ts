import { PIPELINES } from '../story/selling.ts';
import type { Account } from './account.ts';
import { v2Time } from './records.ts';
import { ACTIVITY_TYPES } from './v1-settings.ts';

const SET_UP_MS = Date.UTC(2013, 0, 7, 9, 30);

const LEAD_LABELS = [
  { id: 'f08b42a0-4e75-41ea-9643-03698ef1cfd6', name: 'Hot', color: 'red' },
  { id: 'f08b42a1-4e75-41ea-9643-03698ef1cfd6', name: 'Cold', color: 'blue' },
  { id: 'f08b69b0-4e75-41ea-9643-03698ef1cfd6', name: 'Warm', color: 'yellow' },
];

/** The pipelines, stages, lead labels and activity types that every account has from its first day. */
export function seedPipelines(account: Account): void {
  const { rows } = account;
  const times = { add_time: v2Time(SET_UP_MS), update_time: v2Time(SET_UP_MS) };
  PIPELINES.forEach(({ name, stages }, order) => {
    const pipelineId = account.nextId('pipelines');
    const pipeline = {
      id: pipelineId,
      name,
      order_nr: order + 1,
      is_deleted: false,
      is_deal_probability_enabled: true,
      ...times,
    };
    rows.pipelines.insert({ view: pipeline, extra: {} });
    stages.forEach((stage, position) => {
      const view = {
        id: account.nextId('stages'),
        order_nr: position + 1,
        name: stage,
        is_deleted: false,
        deal_probability: 20 * (position + 1),
        pipeline_id: pipelineId,
        is_deal_rot_enabled: false,
        days_to_rotten: null,
        ...times,
      };
      rows.stages.insert({ view, extra: {} });
    });
  });
  account.activityTypes = [...ACTIVITY_TYPES];
  const labelTime = new Date(SET_UP_MS).toISOString();
  account.leadLabels = LEAD_LABELS.map((label) => ({ ...label, add_time: labelTime, update_time: labelTime }));
}

/** The id of a story's stage. */
export function stageIdOf(pipeline: 0 | 1, stage: number): number {
  return (pipeline === 0 ? 1 : 1 + PIPELINES[0].stages.length) + stage;
}
