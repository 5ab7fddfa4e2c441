import type { Account } from './account.ts';
import type { Body } from './bodies.ts';
import { numberAt, type View, v2Time } from './records.ts';
import { invalid } from './replies.ts';

/** Keeps a deal's status, its times and its stage in agreement, as the vendor does. */
export function closeDeal(account: Account, view: View, own: Body, before: View, now: string): void {
  const status = view['status'];
  if (own['lost_reason'] && status !== 'lost') throw invalid('lost_reason: can only be set if the status is lost');
  if (own['won_time'] && status !== 'won') throw invalid('won_time: can only be set if the status is won');
  if (own['lost_time'] && status !== 'lost') throw invalid('lost_time: can only be set if the status is lost');
  if (own['close_time'] && status === 'open') throw invalid('close_time: can only be set if the status is won or lost');
  const closedAt = own['won_time'] ?? own['lost_time'] ?? own['close_time'] ?? before['close_time'] ?? now;
  const time = status === 'open' ? null : v2Time(Date.parse(String(closedAt)));
  view['close_time'] = time;
  view['won_time'] = status === 'won' ? time : null;
  view['lost_time'] = status === 'lost' ? time : null;
  view['local_close_date'] = time?.slice(0, 10) ?? null;
  view['local_won_date'] = status === 'won' ? view['local_close_date'] : null;
  view['local_lost_date'] = status === 'lost' ? view['local_close_date'] : null;
  if (status !== 'lost') view['lost_reason'] = null;
  if (own['is_deleted'] === true) view['status'] = 'deleted';
  if (own['is_archived'] !== undefined)
    view['archive_time'] = own['is_archived'] === true ? (own['archive_time'] ?? now) : null;
  placeInStage(account, view, own, before, now);
}

/** A stage brings its pipeline with it; a pipeline alone means its first stage. */
function placeInStage(account: Account, view: View, own: Body, before: View, now: string): void {
  const stages = account.rows.stages.all().filter((stage) => stage.view['is_deleted'] !== true);
  if (own['stage_id'] !== undefined) {
    const stage = stages.find((known) => known.view.id === own['stage_id']);
    if (stage === undefined) throw invalid('stage_id: the stage is deleted');
    const pipelineId = numberAt(stage, 'pipeline_id');
    if (own['pipeline_id'] !== undefined && own['pipeline_id'] !== pipelineId) {
      throw invalid('stage_id: the stage does not belong to the pipeline');
    }
    view['pipeline_id'] = pipelineId;
  } else if (own['pipeline_id'] !== undefined || view['stage_id'] === null) {
    const pipelineId = own['pipeline_id'] ?? numberAt(stages[0]!, 'pipeline_id');
    const first = stages.find((stage) => numberAt(stage, 'pipeline_id') === pipelineId);
    if (first === undefined) throw invalid('pipeline_id: the pipeline has no stages');
    view['pipeline_id'] = pipelineId;
    view['stage_id'] = first.view.id;
  }
  if (view['stage_id'] !== before['stage_id']) view['stage_change_time'] = now;
}
