import { rowNormaliser } from '../../mappers/csv/normalise-row.ts';
import type { SystemUser } from '../../model/catalogue.ts';
import type { Json } from '../../model/json.ts';
import type { FilePlan, PartPlan, ReadingPlan } from '../../model/reading-plan.ts';
import { readCsv } from './read-csv.ts';

/** No company has more seats in a CRM; a longer file is not one of users. */
const maximumUsers = 100_000;

/** The people in the files of users: whom owners are matched with. */
export async function readUsers(plan: ReadingPlan, pathOf: (file: FilePlan) => string): Promise<SystemUser[]> {
  const users = new Map<string, SystemUser>();
  for (const file of plan.files) {
    const part = file.parts.find(({ object }) => object === 'user');
    if (file.use === 'ignore' || !part) continue;
    const normalise = rowNormaliser(file, { timezone: 'UTC' });
    for await (const row of readCsv(pathOf(file), { layout: file.layout })) {
      for (const { object, sourceId, values } of normalise(row).records) {
        if (object === 'user' && users.size < maximumUsers) users.set(sourceId, userOf(part, sourceId, values));
      }
    }
  }
  return [...users.values()];
}

function userOf(part: PartPlan, id: string, values: Readonly<Record<string, Json>>): SystemUser {
  const key = (by: 'email' | 'name') =>
    part.keys
      .find((candidate) => candidate.by === by)
      ?.columns.map((column) => String(values[column] ?? ''))
      .join(' ')
      .trim();
  const active = Object.entries(part.concepts).find(([, concept]) => concept === 'user.active')?.[0];
  return {
    id,
    email: key('email') || null,
    name: key('name') || null,
    active: active === undefined || values[active] !== false,
  };
}
