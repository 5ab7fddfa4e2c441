import { readFile } from 'node:fs/promises';
import { messageOf, PortageError } from '../model/errors.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
};

/** The text of a file that a person has named, or why it cannot be read. */
export async function readText(path: string, hint: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    throw new PortageError('config', `cannot read ${path}: ${reasons[code] ?? messageOf(cause)}`, {
      code: 'file_unreadable',
      location: path,
      hint,
      cause,
    });
  });
  if (!text.includes('\0')) return text;
  // both marks of UTF-16 are no UTF-8
  if (text.startsWith('\ufffd\ufffd')) {
    throw new PortageError('config', `${path} is written in UTF-16`, {
      code: 'file_is_utf16',
      location: path,
      hint: 'Save it as UTF-8: in Notepad under Save as, Encoding.',
    });
  }
  throw new PortageError('config', `${path} is a binary file, not a text`, {
    code: 'file_is_binary',
    location: path,
    hint,
  });
}
