import type { MeasuredStream, PreflightResult } from '../model/stage-results.ts';
import { vendor } from './activities.ts';

export interface PreflightInput {
  id: string;
}

export interface PreflightAnswer {
  preflight: PreflightResult;
  streams: MeasuredStream[];
}

/** The first stage alone, and how much there is to read: what `portage plan` tells before anything is started. */
export async function preflightWorkflow(input: PreflightInput): Promise<PreflightAnswer> {
  const preflight = await vendor.preflight({ id: input.id });
  if (preflight.needs !== null) return { preflight, streams: [] };
  return { preflight, streams: await vendor.measureSource({ id: input.id }) };
}
