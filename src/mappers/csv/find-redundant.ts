import type { FileInspection } from './inspection.ts';

export interface FileWithObjects {
  file: FileInspection;
  objects: readonly string[];
}

export interface Redundancy {
  file: string;
  /** Columns that only this file has. */
  onlyHere: string[];
}

const identities = ['id', 'email', 'domain', 'website', 'name'];

/**
 * Files whose every kind of record stands in files of its own: a "master" export given together with the linked ones. Reading
 * both would bring everything twice.
 */
export function findRedundant(files: readonly FileWithObjects[]): Redundancy[] {
  const combined = files.filter(({ objects }) => objects.length > 1);
  return combined
    .filter(({ file, objects }) =>
      objects.every((object) =>
        files.some(
          (other) =>
            other.file !== file &&
            other.objects.length === 1 &&
            other.objects[0] === object &&
            holds(other.file, file, object),
        ),
      ),
    )
    .map(({ file, objects }) => ({
      file: file.file,
      onlyHere: onlyHere(
        file,
        files.filter((other) => other.file !== file && objects.includes(other.objects[0] ?? '')),
      ),
    }));
}

/** True where nearly all keys of the object in `file` stand in `other` too. */
function holds(other: FileInspection, file: FileInspection, object: string): boolean {
  for (const identity of identities) {
    const here =
      file.columns.find(
        ({ role, filled }) =>
          filled > 0 && role.aspect === identity && role.objects.length === 1 && role.objects[0] === object,
      ) ?? file.columns.find(({ role, filled }) => filled > 0 && role.aspect === identity && role.objects.length === 0);
    const there = other.columns.find(
      ({ role, filled }) =>
        filled > 0 && role.aspect === identity && (role.objects.length === 0 || role.objects[0] === object),
    );
    if (!here || !there) continue;
    const overlap = here.foldedKeys.overlap(there.foldedKeys);
    if (overlap.values > 0) return overlap.valuesFound >= overlap.values * 0.98;
  }
  return false;
}

/** Columns of a kind that no other file has: what would be lost by leaving the file out. */
function onlyHere(file: FileInspection, others: readonly FileWithObjects[]): string[] {
  const elsewhere = new Set(others.flatMap((other) => other.file.columns.map(({ role }) => role.aspect)));
  return file.columns
    .filter(({ role, filled }) => filled > 0 && role.aspect !== null && !elsewhere.has(role.aspect))
    .map(({ column }) => column);
}
