import { isPortageError, messageOf } from '../model/errors.ts';

/** Tells a person what went wrong and what to do next. Returns the exit code. */
export function fail(error: unknown): number {
  if (isPortageError(error)) {
    process.stderr.write(`\n${error.message}\n`);
    if (error.location) process.stderr.write(`  where: ${error.location}\n`);
    if (error.hint) process.stderr.write(`  next:  ${error.hint}\n`);
    if (error.kind === 'bug') process.stderr.write(`${error.stack ?? ''}\n`);
    return 1;
  }
  process.stderr.write(
    `\nPortage ran into a fault of its own: ${messageOf(error)}\n${error instanceof Error ? (error.stack ?? '') : ''}\n`,
  );
  return 1;
}
