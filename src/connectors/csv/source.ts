import type { ProposalHints } from '../../mappers/csv/build-file-plan.ts';
import { csvCatalogues, objectsOf } from '../../mappers/csv/csv-catalogue.ts';
import type { RowError } from '../../mappers/csv/csv-row.ts';
import type { SystemMetadata } from '../../model/catalogue.ts';
import { PortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { MigrationFile } from '../../model/migration-file.ts';
import type { AccountInfo, RequestCounts, SourcePage, SourceReader, StreamInfo } from '../../model/ports.ts';
import type { FilePlan, ReadingPlan } from '../../model/reading-plan.ts';
import { FileReading } from './file-reading.ts';
import { checkReadable } from './open-file.ts';
import { type GivenFile, named, planFiles } from './plan-files.ts';
import { readUsers } from './read-users.ts';

/** What the source needs to know of its migration. */
export interface CsvMigration {
  customer: string;
  file: Pick<MigrationFile, 'source' | 'timezone'>;
  /** Fixed at preflight. Without it the files are inspected again, which gives the same plan for the same files. */
  readingPlan?: ReadingPlan | null;
  sourceMetadata?: SystemMetadata | null;
}

export interface RefusedRow extends RowError {
  line: number;
  rawKey: string;
}

/** A page of a file, with the rows that make no record and why. */
export interface CsvPage extends SourcePage {
  refused: RefusedRow[];
}

export interface CsvSource extends SourceReader {
  /** How the files are read: to be stored with the migration and shown to a person. */
  readingPlan(signal?: AbortSignal): Promise<ReadingPlan>;
  readPage(stream: string, cursor: Json | null, options: { since?: string; signal?: AbortSignal }): Promise<CsvPage>;
}

/** Opens a customer's files as a source: a stream for each file. */
export function openCsvSource(migration: CsvMigration, connection: { options: Record<string, Json> }): CsvSource {
  const files = migration.file.source.files ?? [];
  if (files.length === 0) {
    throw new PortageError('config', 'No files are given', {
      code: 'no_files',
      hint: 'list them under source.files',
      location: 'source.files',
    });
  }
  return new FileSource(migration, files, connection.options);
}

function hintsOf({ dateOrder, duplicateRows }: Record<string, Json>): ProposalHints {
  return {
    ...((dateOrder === 'day-first' || dateOrder === 'month-first') && { dateOrder }),
    ...((duplicateRows === 'keep' || duplicateRows === 'skip') && { duplicateRows }),
  };
}

class FileSource implements CsvSource {
  readonly #migration: CsvMigration;
  readonly #files: readonly GivenFile[];
  readonly #hints: ProposalHints;
  readonly #readings = new Map<string, FileReading>();
  #known: Promise<{ plan: ReadingPlan; metadata: SystemMetadata }> | null = null;
  #pages = 0;

  constructor(migration: CsvMigration, files: readonly GivenFile[], options: Record<string, Json>) {
    this.#migration = migration;
    this.#files = files;
    this.#hints = hintsOf(options);
  }

  async check(signal?: AbortSignal): Promise<AccountInfo> {
    for (const { path } of this.#files) await checkReadable(path);
    // a file may have been corrected since it was last looked at
    if (!this.#migration.readingPlan) this.#known = null;
    const { plan } = await this.#know(signal);
    const open = plan.decisions.filter((decision) => decision.open);
    if (open.length > 0) {
      const questions = open.map(
        ({ file, column, message }) => `${file}${column === undefined ? '' : `, column ${column}`}: ${message}`,
      );
      throw new PortageError('config', questions.join('; '), { code: 'reading_plan_open', hint: open[0]!.hint });
    }
    const { customer, file } = this.#migration;
    return {
      id: `${customer}/${file.source.account ?? 'files'}`,
      name: file.source.account ?? 'files',
      user: null,
      missingScopes: [],
    };
  }

  async describe(signal?: AbortSignal): Promise<SystemMetadata> {
    return (await this.#know(signal)).metadata;
  }

  async readingPlan(signal?: AbortSignal): Promise<ReadingPlan> {
    return (await this.#know(signal)).plan;
  }

  async streams(): Promise<StreamInfo[]> {
    const { plan } = await this.#know();
    return plan.files
      .filter(({ use }) => use === 'records')
      .map((file) => ({ name: file.file, objects: [...new Set(file.parts.flatMap(objectsOf))], incremental: false }));
  }

  async readPage(stream: string, cursor: Json | null, options: { signal?: AbortSignal }): Promise<CsvPage> {
    const { plan } = await this.#know(options.signal);
    const file = plan.files.find((candidate) => candidate.file === stream && candidate.use === 'records');
    if (!file)
      throw new PortageError('config', `${stream} is not among the files that are read`, { code: 'unknown_stream' });
    let reading = this.#readings.get(stream);
    if (!reading) {
      reading = new FileReading(this.#pathOf(file), file, this.#timezone);
      this.#readings.set(stream, reading);
    }
    this.#pages++;
    return reading.page(cursor, options.signal);
  }

  requestCounts(): RequestCounts {
    return { total: this.#pages, throttled: 0 };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#readings.values()].map((reading) => reading.close()));
    this.#readings.clear();
  }

  get #timezone(): string {
    return this.#migration.file.timezone ?? 'UTC';
  }

  #pathOf(file: FilePlan): string {
    return named(this.#files).find(({ name }) => name === file.file)!.file.path;
  }

  #know(signal?: AbortSignal): Promise<{ plan: ReadingPlan; metadata: SystemMetadata }> {
    if (this.#known) return this.#known;
    const { readingPlan, sourceMetadata } = this.#migration;
    const known =
      readingPlan && sourceMetadata
        ? Promise.resolve({ plan: readingPlan, metadata: sourceMetadata })
        : this.#inspect(signal);
    this.#known = known;
    // What failed (a file that was missing) is tried again the next time.
    known.catch(() => {
      this.#known = null;
    });
    return known;
  }

  async #inspect(signal?: AbortSignal): Promise<{ plan: ReadingPlan; metadata: SystemMetadata }> {
    const proposed = await planFiles(this.#files, this.#hints, signal);
    const plan = this.#migration.readingPlan ?? proposed.plan;
    const users = await readUsers(plan, (file) => this.#pathOf(file));
    const { customer, file } = this.#migration;
    return {
      plan,
      metadata: {
        account: { id: `${customer}/${file.source.account ?? 'files'}`, name: file.source.account ?? null },
        self: null,
        timezone: file.timezone ?? null,
        currency: null,
        objects: csvCatalogues(plan, proposed.inspections),
        users,
        pipelines: [],
        recordStatuses: [],
        automations: [],
      },
    };
  }
}
