import { PortageError } from '../../model/errors.ts';
import type { DestinationSettings, MigrationFile, SourceSettings } from '../../model/migration-file.ts';
import { type Role, roleReaches } from '../../model/roles.ts';
import type { Caller } from '../../store/api-key-store.ts';
import { getConnection } from '../../store/connection-store.ts';
import { getUpload, uploadIdOf } from '../../store/upload-store.ts';
import type { ApiDeps } from '../deps.ts';
import { roleTooLow } from '../route.ts';
import { checkWebhook } from './check-base-url.ts';
import { checkConnection, connectorNamed } from './check-connection.ts';
import { describeConnector, readsFiles } from './describe-connector.ts';

/**
 * Checks a migration as a user of the API may ask for it: nothing in it may name a file or an address of the server's own,
 * and what it refers to must be the caller's.
 */
export async function checkMigrationFile(deps: ApiDeps, caller: Caller, file: MigrationFile): Promise<void> {
  await checkEnd(deps, caller, 'source', file.source);
  await checkEnd(deps, caller, 'destination', file.destination);
  await checkFiles(deps, caller, file);
  if (
    file.destination.path !== undefined ||
    readsFiles(connectorNamed(deps.connectors, file.destination.system, 'body.destination.system'))
  ) {
    throw new PortageError('config', 'files as a destination are written by the command line only', {
      code: 'file_destination',
      hint: 'Run portage migrate on the machine that is to hold the files.',
      location: 'body.destination',
    });
  }
  if (file.mapping !== undefined) {
    throw new PortageError('config', 'a path to a mapping means nothing here', {
      code: 'mapping_by_path',
      hint: 'Leave it out, then store the mapping at /api/v1/migrations/{id}/mappings.',
      location: 'body.mapping',
    });
  }
  if (file.quiet !== undefined) needRole(caller.role, 'approver');
  for (const [index, target] of file.notify.entries()) {
    if (!target.startsWith('mailto:')) checkWebhook(target, deps, `body.notify.${index}`);
  }
}

/** Confirming the quiet plan lets writes begin: in the file as much as by a signal. */
function needRole(role: Role, needed: Role): void {
  if (!roleReaches(role, needed)) throw roleTooLow(role, needed);
}

type Side = 'source' | 'destination';

async function checkEnd(
  deps: ApiDeps,
  caller: Caller,
  side: Side,
  end: SourceSettings | DestinationSettings,
): Promise<void> {
  const location = `body.${side}`;
  const connector = connectorNamed(deps.connectors, end.system, `${location}.system`);
  if (!describeConnector(connector).roles.includes(side)) {
    throw new PortageError('config', `${connector.name} cannot be a ${side}`, {
      code: `not_a_${side}`,
      hint: '/api/v1/connectors tells what each can be.',
      location: `${location}.system`,
    });
  }
  if (end.connection !== undefined) checkConnection(connector, end.connection, deps, `${location}.connection`, side);
  if (end.connectionId !== undefined) {
    const stored = await getConnection(deps.db, caller.tenantId, end.connectionId);
    if (stored.system === end.system) return;
    throw new PortageError('config', `the connection is one to ${stored.system}, not to ${end.system}`, {
      code: 'connection_of_another_system',
      location: `${location}.connectionId`,
    });
  }
  if (end.connection === undefined && !readsFiles(connector)) {
    throw new PortageError('config', `the ${side} has no connection`, {
      code: 'no_connection',
      hint: 'Name a stored one by connectionId, or give its credentials under connection.',
      location,
    });
  }
}

async function checkFiles(deps: ApiDeps, caller: Caller, file: MigrationFile): Promise<void> {
  const location = 'body.source.files';
  const connector = connectorNamed(deps.connectors, file.source.system, 'body.source.system');
  const files = file.source.files ?? [];
  if (readsFiles(connector) !== files.length > 0) {
    throw new PortageError(
      'config',
      readsFiles(connector) ? 'no files are given' : `${connector.name} reads no files`,
      {
        code: readsFiles(connector) ? 'no_files' : 'files_not_read',
        location,
      },
    );
  }
  const names = new Set<string>();
  for (const [index, { path }] of files.entries()) {
    const id = uploadIdOf(path);
    if (id === null) {
      throw new PortageError('config', 'a file is named by its upload here, never by a path', {
        code: 'file_by_path',
        hint: 'Send it to /api/v1/uploads and write upload:<id>.',
        location: `${location}.${index}.path`,
      });
    }
    const { fileName } = await getUpload(deps.db, caller.tenantId, id);
    // files are known by their names from here on: in the reading plan, in reports, when one is given again corrected
    if (names.has(fileName)) {
      throw new PortageError('config', `two of the files are called ${fileName}`, {
        code: 'file_name_twice',
        hint: 'Upload one of them under another name.',
        location: `${location}.${index}.path`,
      });
    }
    names.add(fileName);
  }
}
