import { basename } from 'node:path';
import type { FileInspection } from '../../mappers/csv/inspection.ts';
import { type ProposalHints, proposeReadingPlan } from '../../mappers/csv/propose-reading-plan.ts';
import { PortageError } from '../../model/errors.ts';
import type { ReadingPlan } from '../../model/reading-plan.ts';
import { inspectFile } from './inspect-file.ts';

/** A file of a migration: where it lies, and what a person said of it. */
export interface GivenFile {
  path: string;
  object?: string;
  encoding?: string;
  delimiter?: string;
}

export interface PlannedFiles {
  plan: ReadingPlan;
  inspections: FileInspection[];
}

/** Inspects the files one after the other and proposes how they are read together. */
export async function planFiles(
  files: readonly GivenFile[],
  hints: ProposalHints = {},
  signal?: AbortSignal,
): Promise<PlannedFiles> {
  const inspections: FileInspection[] = [];
  const objects: Record<string, string> = { ...hints.objects };
  for (const { file, name } of named(files)) {
    if (file.object !== undefined) objects[name] = file.object;
    const { path, object: _, ...given } = file;
    inspections.push(await inspectFile(path, { ...given, name, ...(signal && { signal }) }));
  }
  return { plan: proposeReadingPlan(inspections, { ...hints, objects }), inspections };
}

/** Files by the names that the plan calls them: as short as tells them apart. */
export function named<File extends { path: string }>(files: readonly File[]): { file: File; name: string }[] {
  const found = files.map((file) => {
    const base = basename(file.path);
    const alone = files.filter((other) => basename(other.path) === base).length === 1;
    return { file, name: alone ? base : file.path };
  });
  if (new Set(found.map(({ name }) => name)).size < found.length) {
    throw new PortageError('config', 'The same file is given twice', {
      code: 'file_given_twice',
      hint: 'name each file once',
    });
  }
  return found;
}
