import { stamp } from './moments.ts';
import { addUser } from './organization.ts';
import { addStatus } from './pipelines.ts';
import { seedRecords } from './seed-records.ts';
import type { CloseState } from './state.ts';

/** Two of them are also users of the other sandboxes; the third is known only here. */
const USERS = [
  ['ann.lee@seller.example', 'Ann', 'Lee'],
  ['sam.ito@seller.example', 'Sam', 'Ito'],
  ['zoe.okafor@closer.example', 'Zoe', 'Okafor'],
] as const;

const LEAD_STATUSES = ['Potential', 'Bad Fit', 'Qualified', 'Customer', 'Interested', 'Canceled', 'Not Interested'];

const OPPORTUNITY_STATUSES = [
  ['Demo Completed', 'active'],
  ['Proposal Sent', 'active'],
  ['Contract Sent', 'active'],
  ['Won', 'won'],
  ['Lost', 'lost'],
] as const;

/** A new organization as the vendor sets it up, and then as many leads as are asked for. */
export function seed(state: CloseState): { admin: string; restricted: string } {
  const ids = USERS.map(([email, first, last]) => addUser(state, email, first, last).id);
  const { organization } = state;
  for (const label of LEAD_STATUSES) {
    state.leadStatuses.insert({ id: state.newId('stat'), label, organization_id: organization.id });
  }
  const now = stamp();
  const pipeline = { id: state.newId('pipe'), name: 'Sales', organization_id: organization.id, status_ids: [] };
  state.pipelines.insert({ ...pipeline, date_created: now, date_updated: now });
  for (const [label, type] of OPPORTUNITY_STATUSES) addStatus(state, pipeline.id, label, type);
  if (state.context.records > 0) seedRecords(state, ids);
  return { admin: ids[0]!, restricted: ids[1]! };
}
