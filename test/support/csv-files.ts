import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type InspectOptions, inspectFile } from '../../src/connectors/csv/inspect-file.ts';
import type { ReadCsvOptions } from '../../src/connectors/csv/read-csv.ts';
import { readCsv } from '../../src/connectors/csv/read-csv.ts';
import type { CsvRow } from '../../src/mappers/csv/csv-row.ts';
import type { FileInspection } from '../../src/mappers/csv/inspection.ts';
import { rowNormaliser } from '../../src/mappers/csv/normalise-row.ts';
import { proposeReadingPlan } from '../../src/mappers/csv/propose-reading-plan.ts';
import type { ReadingPlan } from '../../src/model/reading-plan.ts';
import type { RecordProblem, SourceRecord } from '../../src/model/record.ts';

/** Small files for one test file, in a folder of their own that is removed at the end. */
export function csvFiles() {
  let folder: Promise<string> | null = null;
  let count = 0;
  afterAll(async () => {
    if (folder) await rm(await folder, { recursive: true, force: true });
  });
  const write = async (content: string | Buffer, name = `file-${++count}.csv`): Promise<string> => {
    folder ??= mkdtemp(join(tmpdir(), 'portage-csv-'));
    const path = join(await folder, name);
    await writeFile(path, content);
    return path;
  };
  return {
    write,
    inspect: async (
      content: string | Buffer,
      options: InspectOptions & { name?: string } = {},
    ): Promise<FileInspection> => inspectFile(await write(content, options.name), options),
    /** Inspects several named files and proposes how they are read together. */
    plan: async (
      files: Record<string, string>,
      hints: Parameters<typeof proposeReadingPlan>[1] = {},
    ): Promise<ReadingPlan> => {
      const inspections: FileInspection[] = [];
      for (const [name, content] of Object.entries(files))
        inspections.push(await inspectFile(await write(content, name)));
      return proposeReadingPlan(inspections, hints);
    },
  };
}

export async function readAll(path: string, options: ReadCsvOptions): Promise<CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of readCsv(path, options)) rows.push(row);
  return rows;
}

/** Every record and problem that the rows of a planned file make. */
export async function recordsOf(
  path: string,
  plan: ReadingPlan,
  file = path.split('/').at(-1)!,
): Promise<{ records: SourceRecord[]; problems: RecordProblem[]; rowKeys: string[]; refused: number }> {
  const filePlan = plan.files.find((candidate) => candidate.file === file)!;
  const normalise = rowNormaliser(filePlan, { timezone: 'UTC' });
  const all = { records: [] as SourceRecord[], problems: [] as RecordProblem[], rowKeys: [] as string[], refused: 0 };
  for await (const row of readCsv(path, { layout: filePlan.layout, shortRows: filePlan.shortRows })) {
    const { records, problems, rowKey, refused } = normalise(row);
    all.records.push(...records);
    all.problems.push(...problems);
    all.rowKeys.push(rowKey);
    if (refused) all.refused++;
  }
  return all;
}

/** Codes of the problems of a file, with column and count: what a test compares. */
export function problemsOf(inspection: FileInspection): string[] {
  return inspection.problems.map(
    ({ code, column, count }) => `${code}${column === undefined ? '' : ` ${column}`} ${count}`,
  );
}
