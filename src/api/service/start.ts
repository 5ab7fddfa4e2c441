import type { Client } from '@temporalio/client';
import { WorkflowIdConflictPolicy, WorkflowIdReusePolicy } from '@temporalio/client';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { exampleOf, handSignals } from '../../model/decisions.ts';
import { canonicalJson, type Json } from '../../model/json.ts';
import type { DestinationSettings, MigrationFile, SourceSettings } from '../../model/migration-file.ts';
import { stagesBeforeExport } from '../../model/states.ts';
import { workflowIdOf } from '../../model/workflow-id.ts';
import { readSearchAttributes, type SearchAttributeName } from '../../runtime/search-attributes.ts';
import { audit } from '../../store/audit-store.ts';
import { createConnection, getConnection, replaceCredentials, sealContextOf } from '../../store/connection-store.ts';
import type { Database } from '../../store/database.ts';
import { type MigrationRow, refusePurged, scopeOf } from '../../store/migration-row.ts';
import { createMigration, findByFile, updateMigration } from '../../store/migration-store.ts';

/** What starting and steering migrations needs; the API and the CLI hand it in. */
export interface ServiceContext {
  db: Database;
  temporal: Client;
  taskQueue: string;
  seal(text: string, context: string): string;
}

export interface StartInput {
  tenantId: string;
  by: string;
  via: 'API' | 'CLI';
  file: MigrationFile;
  /** Names the file: the same one given again resumes what is unfinished. */
  fileKey: string;
  idempotencyKey?: string;
  /** Starts afresh although an unfinished migration of this file exists. */
  fresh?: boolean;
}

export interface Started {
  migration: MigrationRow;
  resumed: boolean;
  /** Keys of the file that say something else than when it began, and come too late for this migration. */
  tooLate: string[];
}

/** Creates a migration and starts its workflow, or goes on with the unfinished one of the same file. */
export async function startMigration(context: ServiceContext, input: StartInput): Promise<Started> {
  const known = input.fresh ? null : await findByFile(context.db, input.tenantId, input.fileKey);
  if (known !== null && isUnfinished(known) && sameSystems(known, input.file)) {
    const tooLate = await takeUp(context, known, input.file);
    await renewConnection(context, known, known.sourceConnectionId, input.file.source);
    await renewConnection(context, known, known.destinationConnectionId, input.file.destination);
    // a failed run goes on from the stage that the store names
    if (known.status === 'failed')
      await updateMigration(context.db, scopeOf(known), { status: 'running', error: null });
    await startWorkflow(context, known);
    return { migration: known, resumed: true, tooLate };
  }
  const migration = await createUnstarted(context, input);
  await audit(context.db, {
    tenantId: input.tenantId,
    migrationId: migration.id,
    actor: input.by,
    via: input.via,
    action: 'start',
    accepted: true,
  });
  await startWorkflow(context, migration);
  return { migration, resumed: false, tooLate: [] };
}

/** A file that now names other systems describes another migration. */
function sameSystems(known: MigrationRow, { source, destination }: MigrationFile): boolean {
  return known.sourceSystem === source.system && known.destinationSystem === destination.system;
}

/** What is looked at on its own whenever the command is given again. */
const alwaysTaken: ReadonlySet<string> = new Set(['orphans', 'mapping', 'defaultOwner', 'owners']);
/** What a migration is known by from its beginning. */
const neverTaken: ReadonlySet<string> = new Set(['customer', 'marker']);

/** Until the first record is read, a corrected file is taken up as it is. Later on it is told what comes too late. */
async function takeUp(context: ServiceContext, known: MigrationRow, file: MigrationFile): Promise<string[]> {
  const [before, now] = [comparable(known.file), comparable(file)];
  const changed = Object.keys({ ...before, ...now }).filter((key) => before[key] !== now[key]);
  if (changed.length === 0 || !stagesBeforeExport.has(known.stage))
    return changed.filter((key) => !alwaysTaken.has(key));
  const { customer, marker } = known.file;
  await updateMigration(context.db, scopeOf(known), { file: { ...file, customer, marker } });
  return changed.filter((key) => neverTaken.has(key));
}

/** Each key's value as text; how to sign in may change at any time. */
function comparable(file: MigrationFile): Record<string, string> {
  const bare = <T extends SourceSettings | DestinationSettings>({ connection: _, ...end }: T) => end;
  const { source, destination, ...rest } = file;
  const values = { ...rest, source: bare(source), destination: bare(destination) };
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, canonicalJson(value as Json)]));
}

/** Stores a migration with its connections, without starting anything. */
export async function createUnstarted(context: ServiceContext, input: StartInput): Promise<MigrationRow> {
  const sourceConnectionId = await connectionFor(context, input, input.file.source);
  const destinationConnectionId = await connectionFor(context, input, input.file.destination);
  return createMigration(context.db, {
    tenantId: input.tenantId,
    file: input.file,
    fileKey: input.fileKey,
    sourceConnectionId,
    destinationConnectionId,
    createdBy: input.by,
    ...(input.idempotencyKey !== undefined && { idempotencyKey: input.idempotencyKey }),
  });
}

export function isUnfinished(row: MigrationRow): boolean {
  return (
    row.stage !== 'handover' && row.stage !== 'closed' && row.status !== 'cancelled' && row.status !== 'rolled_back'
  );
}

/** Starts the workflow of a migration; one that is running already is left as it is. */
export async function startWorkflow(context: ServiceContext, row: MigrationRow): Promise<void> {
  refusePurged(row);
  // the sweep leaves alone what was touched of late
  await updateMigration(context.db, scopeOf(row), {});
  const present = await knownAttributes(context.temporal);
  await context.temporal.workflow.start('migrationWorkflow', {
    workflowId: workflowIdOf(row.id),
    taskQueue: context.taskQueue,
    args: [{ id: row.id }],
    workflowIdConflictPolicy: WorkflowIdConflictPolicy.USE_EXISTING,
    workflowIdReusePolicy: WorkflowIdReusePolicy.ALLOW_DUPLICATE,
    staticSummary: `${row.customer}: ${row.sourceSystem} to ${row.destinationSystem}`,
    staticDetails: detailsOf(row),
    // what the server knows may be set later on by the workflow: any other attribute would hang it
    memo: { customer: row.customer, attributes: present },
    typedSearchAttributes: [
      { key: keys.PortageCustomer, value: row.customer },
      { key: keys.PortageSource, value: row.sourceSystem },
      { key: keys.PortageDestination, value: row.destinationSystem },
    ].filter((pair) => (present as string[]).includes(pair.key.name)),
  });
}

const keys = {
  PortageCustomer: defineSearchAttributeKey('PortageCustomer', SearchAttributeType.KEYWORD),
  PortageSource: defineSearchAttributeKey('PortageSource', SearchAttributeType.KEYWORD),
  PortageDestination: defineSearchAttributeKey('PortageDestination', SearchAttributeType.KEYWORD),
} satisfies Partial<Record<SearchAttributeName, unknown>>;

/** Without them staff find a migration less easily; that is no reason not to start it. */
async function knownAttributes(temporal: Client): Promise<SearchAttributeName[]> {
  try {
    return (await readSearchAttributes(temporal.connection, temporal.options.namespace)).present;
  } catch {
    return [];
  }
}

/** What staff read in the Temporal UI for as long as the run lasts. */
function detailsOf(row: MigrationRow): string {
  return [
    `Migration \`${row.id}\`, marker \`${row.marker}\`. Decide with **More Actions › Send a Signal**, encoding json/plain:`,
    '',
    ...Array.from(
      Map.groupBy(handSignals, exampleOf),
      ([example, names]) => `- ${names.map((name) => `\`${name}\``).join(' ')}: \`${example}\``,
    ),
    '',
    'The mapping version is the one that was sampled. A refused signal harms nothing; its reason stands under Current Details.',
    '',
    // the UI's box cuts off the last line
    '\u00a0',
  ].join('\n');
}

async function connectionFor(
  context: ServiceContext,
  input: StartInput,
  end: SourceSettings | DestinationSettings,
): Promise<string> {
  if (end.connectionId !== undefined) return (await getConnection(context.db, input.tenantId, end.connectionId)).id;
  const credentials = JSON.stringify(end.connection?.credentials ?? {});
  const row = await createConnection(context.db, {
    tenantId: input.tenantId,
    system: end.system,
    name: `${input.file.customer} ${end.system}`,
    baseUrl: end.connection?.baseUrl ?? null,
    options: optionsOf(end, input.file.customer),
    seal: (id) => context.seal(credentials, sealContextOf(input.tenantId, id)),
  });
  return row.id;
}

/** Files have no credentials: where they lie and whose they are stands in the options. */
function optionsOf(end: SourceSettings | DestinationSettings, customer: string): Record<string, Json> {
  const options = { ...(end.connection?.options as Record<string, Json> | undefined) };
  if ('files' in end && end.files !== undefined) {
    options['files'] = end.files.map((file) => ({ ...file })) as Json;
    options['account'] = `${customer}/${end.account ?? 'files'}`;
  }
  if ('path' in end && end.path !== undefined) {
    options['path'] = end.path;
    options['account'] = end.path;
  }
  return options;
}

async function renewConnection(
  context: ServiceContext,
  row: MigrationRow,
  connectionId: string,
  end: SourceSettings | DestinationSettings,
): Promise<void> {
  if (end.connectionId !== undefined) return;
  const connection = await getConnection(context.db, row.tenantId, connectionId);
  const sealed = context.seal(
    JSON.stringify(end.connection?.credentials ?? {}),
    sealContextOf(row.tenantId, connection.id),
  );
  await replaceCredentials(
    context.db,
    connection,
    sealed,
    end.connection?.baseUrl ?? null,
    optionsOf(end, row.customer),
  );
}
