import { z } from '@hono/zod-openapi';
import { type DecisionName, decisionNames, decisionSchemas } from '../../model/decisions.ts';
import { isPortageError } from '../../model/errors.ts';
import { decisionRoles } from '../../model/roles.ts';
import { audit } from '../../store/audit-store.ts';
import type { MigrationRow } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import type { ApiDeps } from '../deps.ts';
import { invalidRequest } from '../problem.ts';
import { createRouter, idParam, jsonAnswer, routeFor } from '../route.ts';
import { agreeAndSend, agreedTo } from '../service/agree.ts';
import { signed } from '../service/create-migration.ts';
import { decide } from '../service/decide.ts';
import { refuseOtherCustomer } from '../service/refuse-customer.ts';

const takenSchema = z
  .object({
    name: z.enum(decisionNames),
    by: z.string().openapi({ description: 'As the audit trail has it.' }),
  })
  .openapi('DecisionTaken');

const says: Record<DecisionName, string> = {
  confirmQuiet: 'Confirm the quiet plan: writing may begin',
  approve: 'Approve the sampled mapping version: the full import begins',
  requestChanges: 'Undo the sample and take it again with another mapping version',
  override: 'Go on in spite of a dry run or a plan that stopped the way, with a reason that is kept',
  pause: 'Pause: open requests are answered first',
  resume: 'Resume, check again, or start a failed migration again',
  cancel: 'Cancel: open requests are answered first, what was written stays',
  retryFailed: 'Try failed records again',
  topUp: 'Bring over what changed at the source since the export',
  reconcile: 'Read everything back again and compare',
  rollback: 'Take back what was written, as far as it is proven ours',
  close: 'Close the migration',
};

const routeOf = (name: DecisionName) =>
  routeFor(decisionRoles[name], {
    method: 'post',
    path: `/migrations/{id}/signals/${name}`,
    tags: ['Decisions'],
    summary: says[name],
    description:
      'Answers once the decision is stored. `by` is taken from the key; another name given there is kept as a claim beside it.',
    request: {
      params: idParam,
      body: { content: { 'application/json': { schema: bodyOf(name) } } },
    },
    responses: { 200: jsonAnswer('Stored', takenSchema) },
  });

/** The decision's own schema, but that `by` may be left out. */
function bodyOf(name: DecisionName) {
  const { by, ...rest } = decisionSchemas[name].shape;
  // an agreement is what the API itself stores for whoever has signed in
  const { agreement: _, ...fields } = rest as typeof rest & { agreement?: unknown };
  return z.strictObject({ ...fields, by: by.optional() });
}

/** A route for each decision, so that each has its own body and its own role. */
export const signals = createRouter();
for (const name of decisionNames) {
  signals.openapi(routeOf(name), async (c) => {
    const deps = c.get('deps');
    const caller = c.get('caller');
    const given = c.req.valid('json') as { by?: string };
    const by = signed(caller, given.by);
    const row = await getMigration(deps.db, c.req.valid('param').id, caller.tenantId);
    const payload = checked(name, { ...given, by });
    refuseOtherCustomer(row, payload.customer);
    const sendIt = (what: { by: string }) => send(deps, c.get('limits').decisionMs, row, name, what);
    const agreed = agreedTo(row, name, { ...payload });
    if (agreed === null) await sendIt(payload);
    else await agreeAndSend(deps.db, row, caller, agreed, (agreement) => sendIt({ ...payload, ...{ agreement } }));
    return c.json({ name, by }, 200);
  });
}

function checked(name: DecisionName, payload: object): { by: string; customer?: string } {
  const parsed = decisionSchemas[name].safeParse(payload);
  if (parsed.success) return parsed.data;
  throw invalidRequest(
    parsed.error.issues.map(({ path, message }) => ({ location: ['body', ...path.map(String)].join('.'), message })),
  );
}

async function send(
  deps: ApiDeps,
  timeoutMs: number,
  row: MigrationRow,
  name: DecisionName,
  payload: { by: string },
): Promise<void> {
  try {
    // without a worker nobody takes the decision up, and the call would wait for one for ever
    await deps.temporal.withDeadline(Date.now() + timeoutMs, () => decide(deps, row, name, payload, 'API'));
  } catch (error) {
    if (isPortageError(error) && error.code === 'decision_refused') {
      await audit(deps.db, {
        tenantId: row.tenantId,
        migrationId: row.id,
        actor: payload.by,
        via: 'API',
        action: name,
        accepted: false,
        reason: error.message,
      });
    }
    throw error;
  }
}
