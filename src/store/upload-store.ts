import { sql } from 'kysely';
import { v7 as newId } from 'uuid';
import { PortageError } from '../model/errors.ts';
import { finalStatuses } from '../model/states.ts';
import type { BlobStore, StagedBlob } from './blob-store.ts';
import type { Database, Executor } from './database.ts';

export interface UploadRow {
  id: string;
  fileName: string;
  /** SHA-256 in hex. */
  contentHash: string;
  sizeBytes: number;
  createdBy: string;
  createdAt: Date;
}

const columns = [
  'id',
  'file_name as fileName',
  'content_hash as contentHash',
  'size_bytes as sizeBytes',
  'created_by as createdBy',
  'created_at as createdAt',
] as const;

/** How a migration names an upload where the command line names a path. */
const reference = /^upload:([\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12})$/;

/** The id in `upload:<id>`; null for a path. */
export function uploadIdOf(path: string): string | null {
  return reference.exec(path)?.[1] ?? null;
}

/** Keeps staged content as a tenant's upload. */
export async function storeUpload(
  db: Database,
  input: { tenantId: string; fileName: string; createdBy: string; blob: StagedBlob },
): Promise<UploadRow> {
  const { tenantId, blob } = input;
  try {
    return await db.transaction().execute(async (transaction) => {
      await lockContent(transaction, tenantId, blob.hash);
      const row = await transaction
        .insertInto('uploads')
        .values({
          id: newId(),
          tenant_id: tenantId,
          file_name: input.fileName,
          content_hash: blob.hash,
          size_bytes: blob.sizeBytes,
          created_by: input.createdBy,
        })
        .returning(columns)
        .executeTakeFirstOrThrow();
      // last, so that a row that cannot be stored leaves no content behind
      await blob.keep(tenantId);
      return row;
    });
  } catch (error) {
    await blob.discard();
    throw error;
  }
}

export async function getUpload(db: Executor, tenantId: string, id: string): Promise<UploadRow> {
  const row = await db
    .selectFrom('uploads')
    .select(columns)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw new PortageError('config', `there is no upload ${id}`, { code: 'upload_not_found', status: 404 });
  return row;
}

export async function listUploads(
  db: Executor,
  tenantId: string,
  page: { before: string | null; limit: number },
): Promise<UploadRow[]> {
  let query = db.selectFrom('uploads').select(columns).where('tenant_id', '=', tenantId);
  if (page.before !== null) query = query.where('id', '<', page.before);
  return query.orderBy('id', 'desc').limit(page.limit).execute();
}

/** Removes an upload, and its content with the last upload that names it. One that a migration still reads stays. */
export async function deleteUpload(db: Database, blobs: BlobStore, tenantId: string, id: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const { contentHash } = await getUpload(transaction, tenantId, id);
    await refuseWhileRead(transaction, tenantId, id);
    await transaction.deleteFrom('uploads').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
    await removeUnnamed(transaction, blobs, tenantId, contentHash);
  });
}

/** Removes content that no upload names any more; in the transaction that took the last name away. */
export async function removeUnnamed(
  transaction: Executor,
  blobs: BlobStore,
  tenantId: string,
  contentHash: string,
): Promise<void> {
  await lockContent(transaction, tenantId, contentHash);
  const other = await transaction
    .selectFrom('uploads')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('content_hash', '=', contentHash)
    .limit(1)
    .executeTakeFirst();
  if (!other) await blobs.remove(tenantId, contentHash);
}

async function refuseWhileRead(db: Executor, tenantId: string, id: string): Promise<void> {
  const file = JSON.stringify({ source: { files: [{ path: `upload:${id}` }] } });
  const { rows } = await sql<{ customer: string }>`
    select customer from migrations where tenant_id = ${tenantId} and file @> ${file}::jsonb
      and stage <> 'closed' and not (status = any(${endedForGood})) limit 1`.execute(db);
  const [user] = rows;
  if (!user) return;
  throw new PortageError('conflict', `the migration of ${user.customer} reads this file`, {
    code: 'upload_in_use',
    hint: 'Close or cancel the migration first.',
  });
}

/** Completed and failed ones may go on: a top-up or a new start reads the files again. */
const endedForGood = [...finalStatuses].filter((status) => status === 'cancelled' || status === 'rolled_back');

/** Until the transaction ends: content that is being kept is not removed at the same moment with the last other upload of it. */
async function lockContent(transaction: Executor, tenantId: string, hash: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`blob ${tenantId} ${hash}`}, 0))`.execute(transaction);
}

/**
 * Files with each `upload:<id>` replaced by a local path that ends in the name the customer gave it. Paths, which only the
 * command line can name, stay as they are. Called by whatever opens a migration's source.
 */
export async function resolveUploads<File extends { path: string }>(
  db: Executor,
  blobs: BlobStore,
  tenantId: string,
  files: readonly File[],
): Promise<File[]> {
  return Promise.all(
    files.map(async (file) => {
      const id = uploadIdOf(file.path);
      if (id === null) return file;
      const upload = await getUpload(db, tenantId, id);
      return { ...file, path: await blobs.pathOf(tenantId, upload.contentHash, upload.fileName) };
    }),
  );
}
