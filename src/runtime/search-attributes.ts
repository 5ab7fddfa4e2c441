import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectionLike } from '@temporalio/client';
import { messageOf } from '../model/errors.ts';
import type { Log } from './logging.ts';

/** By what staff look for migrations in the Temporal UI. One that a server does not know hangs the workflow that sets it. */
export const searchAttributes = {
  PortageCustomer: 'Keyword',
  PortageSource: 'Keyword',
  PortageDestination: 'Keyword',
  PortageStage: 'Keyword',
  PortageNeedsApproval: 'Bool',
  PortageFailed: 'Int',
} as const;
export type SearchAttributeName = keyof typeof searchAttributes;

/** IndexedValueType of Temporal's API. */
const typeNumbers = { Keyword: 2, Int: 3, Bool: 5 } as const;
const VISIBLE_LIMIT_MS = 20_000;
const POLL_INTERVAL_MS = 250;

export interface SearchAttributeState {
  /** May be set by workflows. */
  present: SearchAttributeName[];
  /** Left out, and told. */
  missing: SearchAttributeName[];
}

type ServerConnection = Pick<ConnectionLike, 'workflowService' | 'operatorService'>;

const names = Object.keys(searchAttributes) as SearchAttributeName[];

/** Flags that give a server of our own all of them from its start. */
export function searchAttributeFlags(): string[] {
  return names.flatMap((name) => ['--search-attribute', `${name}=${searchAttributes[name]}`]);
}

/** Reads which of ours a namespace knows; one of another type counts as missing, since setting it hangs a workflow as well. */
export async function readSearchAttributes(
  connection: ServerConnection,
  namespace: string,
): Promise<SearchAttributeState> {
  const known = await knownAttributes(connection, namespace);
  const present = names.filter((name) => known[name] === typeNumbers[searchAttributes[name]]);
  return { present, missing: names.filter((name) => !present.includes(name)) };
}

/** Asked of the workflow service first: Temporal Cloud has no operator service, older servers do not answer the other. */
async function knownAttributes(connection: ServerConnection, namespace: string): Promise<Record<string, number>> {
  try {
    const answer = await connection.operatorService.listSearchAttributes({ namespace });
    return { ...answer.customAttributes } as Record<string, number>;
  } catch {
    const answer = await connection.workflowService.getSearchAttributes({});
    return { ...answer.keys } as Record<string, number>;
  }
}

/**
 * Registers what is missing where we may, and waits until the server has taken notice. Where we may not (Temporal Cloud, a
 * cluster of others) the missing ones are reported with the commands that add them.
 */
export async function ensureSearchAttributes(
  connection: ServerConnection,
  namespace: string,
  log: Log,
): Promise<SearchAttributeState> {
  let state = await readSearchAttributes(connection, namespace);
  if (state.missing.length === 0) return state;
  try {
    const wanted = state.missing.map((name) => [name, typeNumbers[searchAttributes[name]]]);
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: Object.fromEntries(wanted) });
    const deadline = Date.now() + VISIBLE_LIMIT_MS;
    while (state.missing.length > 0 && Date.now() < deadline) {
      await delay(POLL_INTERVAL_MS);
      state = await readSearchAttributes(connection, namespace);
    }
  } catch (error) {
    log.debug({ reason: messageOf(error) }, 'search attributes cannot be registered');
  }
  if (state.missing.length > 0) {
    log.warn({ missing: state.missing }, `the Temporal server lacks search attributes; ${registerHint(state.missing)}`);
  }
  return state;
}

/** What to run where only an administrator may register them. */
export function registerHint(missing: readonly SearchAttributeName[]): string {
  const commands = missing.map(
    (name) => `temporal operator search-attribute create --name ${name} --type ${searchAttributes[name]}`,
  );
  return `have an administrator run (in Temporal Cloud: Namespace › Search Attributes):\n${commands.join('\n')}`;
}
