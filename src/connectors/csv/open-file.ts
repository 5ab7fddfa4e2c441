import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { PortageError } from '../../model/errors.ts';
import { looksBinary, recogniseForeignFile } from './file-kind.ts';
import type { ByteScan } from './scan-bytes.ts';

/** Refuses what cannot be read before any byte is, in words that say what to do. */
export async function checkReadable(path: string): Promise<void> {
  let isFile = false;
  try {
    isFile = (await stat(path)).isFile();
  } catch (cause) {
    throw readError(path, cause);
  }
  if (!isFile) {
    throw new PortageError('config', `${basename(path)} is a folder, not a file`, {
      code: 'file_is_folder',
      hint: 'name each CSV file in it',
      location: path,
    });
  }
}

/** The error of a failed open or read, told apart by cause. */
export function readError(path: string, cause: unknown): PortageError {
  const reason = (cause as NodeJS.ErrnoException).code;
  const [code, said, hint] =
    reason === 'ENOENT'
      ? ['file_not_found', 'does not exist', 'check the path: it is relative to the migration file']
      : reason === 'EACCES' || reason === 'EPERM'
        ? ['file_not_readable', 'may not be read by this user', 'change its permissions (chmod +r)']
        : ['file_not_readable', `cannot be read (${reason ?? 'unknown reason'})`, 'check the disk and try again'];
  return new PortageError('config', `${basename(path)} ${said}`, { code, hint, location: path, cause });
}

/** Refuses files that hold no CSV: empty ones, workbooks, archives, web pages. The error says what the file is. */
export function checkIsCsv(path: string, scan: ByteScan, wide: boolean): void {
  const name = basename(path);
  if (scan.sizeBytes === 0 || isBlankText(scan)) {
    throw new PortageError('config', `${name} is empty`, {
      code: 'file_empty',
      hint: 'export it again: the export may still have been running',
      location: path,
    });
  }
  const foreign = recogniseForeignFile(scan.head);
  if (foreign) {
    throw new PortageError('config', `${name} is ${foreign.name}, not a CSV`, {
      code: foreign.code,
      hint: foreign.todo,
      location: path,
    });
  }
  if (!wide && looksBinary(scan.head)) {
    throw new PortageError('config', `${name} is a binary file, not a CSV`, {
      code: 'file_is_binary',
      hint: 'export again and choose CSV',
      location: path,
    });
  }
}

function isBlankText(scan: ByteScan): boolean {
  return scan.sizeBytes < 64 * 1024 && /^[\s\0\xEF\xBB\xBF\xFE\xFF]*$/.test(scan.head.toString('latin1'));
}
