import { PortageError } from '../../model/errors.ts';

/** A failed write to the output folder, told apart by what a person can do. Nothing was written: files appear whole or not at all. */
export function writeError(path: string, cause: unknown): PortageError {
  const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
  if (reason === 'ENOSPC' || reason === 'EDQUOT') {
    return new PortageError('transient', 'The disk of the output folder is full', {
      code: 'disk_full',
      hint: 'Free some space; writing goes on by itself.',
      location: path,
      cause,
    });
  }
  if (reason === 'EACCES' || reason === 'EPERM' || reason === 'EROFS') {
    return new PortageError('config', 'The output folder may not be written by this user', {
      code: 'folder_not_writable',
      hint: 'Change its permissions, or name another folder.',
      location: path,
      cause,
    });
  }
  if (reason === 'ENOTDIR' || reason === 'EEXIST') {
    return new PortageError('config', 'The output folder is a file', {
      code: 'folder_is_file',
      hint: 'Name a folder.',
      location: path,
      cause,
    });
  }
  return new PortageError('transient', `The output folder cannot be written (${reason})`, {
    code: 'write_failed',
    hint: 'Check the disk.',
    location: path,
    cause,
  });
}
