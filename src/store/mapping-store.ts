import { createHash } from 'node:crypto';
import { PortageError } from '../model/errors.ts';
import { canonicalJson } from '../model/json.ts';
import { type Mapping, mappingSchema } from '../model/mapping.ts';
import type { Executor } from './database.ts';
import type { Scope } from './scope.ts';

export interface MappingVersion {
  version: number;
  hash: string;
  document: Mapping;
  createdBy: string;
  createdAt: Date;
}

export async function getMapping(db: Executor, scope: Scope, version: number): Promise<MappingVersion> {
  const row = await db
    .selectFrom('mappings')
    .select(['version', 'hash', 'document', 'created_by as createdBy', 'created_at as createdAt'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .where('version', '=', version)
    .executeTakeFirst();
  if (!row) {
    throw new PortageError('config', `there is no mapping version ${version}`, {
      code: 'mapping_version_not_found',
      hint: 'portage status shows the current one.',
    });
  }
  return { ...row, document: mappingSchema.parse(row.document) };
}

export async function listMappings(db: Executor, scope: Scope): Promise<Omit<MappingVersion, 'document'>[]> {
  return db
    .selectFrom('mappings')
    .select(['version', 'hash', 'created_by as createdBy', 'created_at as createdAt'])
    .where('migration_id', '=', scope.migrationId)
    .where('tenant_id', '=', scope.tenantId)
    .orderBy('version')
    .execute();
}

/** The newest version; null before there is one. */
export async function latestMapping(db: Executor, scope: Scope): Promise<MappingVersion | null> {
  const last = (await listMappings(db, scope)).at(-1);
  return last === undefined ? null : getMapping(db, scope, last.version);
}

/** Stores a document as the next version; the same document again keeps its version. */
export async function addMapping(
  db: Executor,
  scope: Scope,
  document: Mapping,
  by: string,
): Promise<{ version: number; hash: string }> {
  const hash = createHash('sha256').update(canonicalJson(document)).digest('hex');
  const last = (await listMappings(db, scope)).at(-1);
  if (last?.hash === hash) return { version: last.version, hash };
  const version = (last?.version ?? 0) + 1;
  await db
    .insertInto('mappings')
    .values({
      migration_id: scope.migrationId,
      tenant_id: scope.tenantId,
      version,
      document: JSON.stringify(document),
      hash,
      created_by: by,
    })
    .execute();
  return { version, hash };
}
