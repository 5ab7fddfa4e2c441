import type { RunningSandbox } from '../../sandbox/index.ts';
import type { TestMigration } from './e2e.ts';

type Shown = Record<string, unknown>;

/** All records of one kind that a sandbox holds, as its API shows them. */
export function dumpOf(sandbox: RunningSandbox, object: string): Shown[] {
  return (sandbox.control.dump(object)[object] ?? []) as Shown[];
}

const customised = ['lead', 'contact', 'opportunity'];

/** A list of the vendor's API, as an administrator sees it. */
export async function listed(close: RunningSandbox, path: string): Promise<Shown[]> {
  const authorization = `Basic ${btoa(`${close.credentials['apiKey']}:`)}`;
  const answer = await fetch(`${close.url}${path}`, { headers: { authorization } });
  if (!answer.ok) throw new Error(`the sandbox answers ${answer.status}`);
  return ((await answer.json()) as { data: Shown[] }).data;
}

/** The key of a custom field by its name. */
export async function customKey(close: RunningSandbox, object: string, name: string): Promise<string> {
  const fields = (await listed(close, `/custom_field/${object}/`)).filter((field) => field['name'] === name);
  if (fields.length !== 1) throw new Error(`the sandbox has ${fields.length} fields "${name}" of ${object}`);
  return `custom.${fields[0]?.['id']}`;
}

/** Groups of records with the same source id: what must never exist. */
export async function duplicatesBySourceId(close: RunningSandbox): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {};
  for (const object of customised) {
    const url = new URL('/__sandbox/duplicates', close.url);
    url.search = new URLSearchParams({ object, field: await customKey(close, object, 'Source ID') }).toString();
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`the sandbox answers ${answer.status}`);
    found[object] = (await answer.json()) as unknown[];
  }
  return found;
}

/** Names of definitions that exist more than once: a lost answer must not make a field twice. */
export async function definitionsTwice(close: RunningSandbox): Promise<string[]> {
  const fields = await Promise.all(
    customised.map(async (object) =>
      (await listed(close, `/custom_field/${object}/`)).map((field) => `${object} ${field['name']}`),
    ),
  );
  const stages = dumpOf(close, 'opportunity_status').map((stage) => `${stage['pipeline_id']} ${stage['label']}`);
  const pipelines = dumpOf(close, 'pipeline').map((pipeline) => `${pipeline['name']}`);
  const names = [...fields.flat(), ...stages, ...pipelines];
  return names.filter((name, index) => names.indexOf(name) !== index);
}

/** How many records a migration says it has created, by kind: nothing else is in a sandbox that was empty before. */
export async function createdByObject(migration: TestMigration): Promise<Record<string, number>> {
  const rows = await migration.engine.db
    .selectFrom('effects')
    .select(({ fn }) => ['destination_object as object' as const, fn.countAll<number>().as('count')])
    .where('migration_id', '=', migration.id)
    .where('operation', '=', 'create')
    .where('state', 'in', ['written', 'verified'])
    .groupBy('destination_object')
    .execute();
  return Object.fromEntries(rows.map((row) => [row.object, row.count]));
}
