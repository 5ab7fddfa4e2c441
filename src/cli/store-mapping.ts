import { retakeOwners } from '../mappers/propose/propose-owners.ts';
import { canonicalJson } from '../model/json.ts';
import type { Mapping } from '../model/mapping.ts';
import type { MigrationFile } from '../model/migration-file.ts';
import { addMapping, latestMapping } from '../store/mapping-store.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { getMigration } from '../store/migration-store.ts';
import { parseMapping } from './mapping-yaml.ts';
import { readText } from './read-text.ts';
import type { Screen } from './screen.ts';
import { sendDecision } from './send-decision.ts';
import type { Session } from './session.ts';
import { userName } from './user-name.ts';

export interface GivenMapping {
  path: string;
  text: string;
}

/** The mapping that a migration file names, read before anything is started: a typing error should not cost a start. */
export async function readGivenMapping(path: string | undefined): Promise<GivenMapping | null> {
  if (path === undefined) return null;
  const text = await readText(path, 'Check the path after mapping: it is relative to the migration file.');
  parseMapping(text, path, null);
  return { path, text };
}

/**
 * Stores the mapping that came with the file as the next version, before the workflow proposes one. Where the migration has
 * gone past that, the change is asked for as `requestChanges`. True where something new was stored.
 */
export async function storeGivenMapping(
  session: Session,
  row: MigrationRow,
  file: MigrationFile,
  given: GivenMapping | null,
  screen: Screen,
): Promise<boolean> {
  const latest = await latestDocument(session, row);
  const document = given === null ? withFileChoices(latest, file, row) : parseMapping(given.text, given.path, latest);
  if (document === null) return false;
  if (latest !== null && canonicalJson(ofMigration(document, row)) === canonicalJson(latest)) return false;
  const version = await storeMapping(session, row, document);
  screen.line(`Mapping version ${version}: ${given === null ? 'with what the migration file now says' : given.path}`);
  return true;
}

/** Stores a mapping as the next version and has a running migration take it up. Returns the version. */
export async function storeMapping(
  session: Session,
  row: MigrationRow,
  document: Mapping,
  note?: string,
): Promise<number> {
  const own = ofMigration(document, row);
  const { version } = await addMapping(session.engine.db, scopeOf(row), own, userName());
  const now = await getMigration(session.engine.db, row.id, row.tenantId);
  // before the mapping stage the newest version is taken by itself
  if (now.mappingVersion === null || now.mappingVersion === version) return version;
  await sendDecision(session, now, 'requestChanges', { mappingVersion: version, ...(note && { note }) });
  return version;
}

/** The newest mapping of a migration; null before there is one. */
export async function latestDocument(session: Session, row: MigrationRow): Promise<Mapping | null> {
  return (await latestMapping(session.engine.db, scopeOf(row)))?.document ?? null;
}

/** A mapping may come from another migration: what it creates is marked as this one's. */
function ofMigration(document: Mapping, row: MigrationRow): Mapping {
  return { ...document, marker: row.marker };
}

/** Decisions that hints send a person to the migration file for; the same command then goes on with them. */
function withFileChoices(latest: Mapping | null, file: MigrationFile, row: MigrationRow): Mapping | null {
  if (latest === null) return null;
  const { sourceMetadata, destinationMetadata } = row;
  const owners =
    sourceMetadata === null || destinationMetadata === null
      ? null
      : retakeOwners(latest.owners, { before: row.file, now: file }, sourceMetadata, destinationMetadata);
  const orphans = file.orphans ?? latest.orphans;
  if (owners === null && orphans === latest.orphans) return null;
  return { ...latest, orphans, ...(owners !== null && { owners }) };
}
