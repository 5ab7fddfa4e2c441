import { CommanderError } from 'commander';
import { isPortageError, messageOf, PortageError } from '../model/errors.ts';
import { interruption } from '../runtime/shutdown.ts';
import { isDatabaseLost } from '../store/database-fault.ts';

/** Tells a person what went wrong and what to do next. Returns the exit code. */
export function fail(thrown: unknown): number {
  const interrupted = interruption();
  if (interrupted !== null) return interrupted;
  // its text has been shown by commander itself: help and version are no errors
  if (thrown instanceof CommanderError) return thrown.exitCode;
  const error = known(thrown);
  if (error !== null) {
    process.stderr.write(`\n${error.message}\n`);
    if (error.location) process.stderr.write(`  where: ${error.location}\n`);
    if (error.hint) process.stderr.write(`  next:  ${error.hint}\n`);
    if (error.kind === 'bug') process.stderr.write(`${error.stack ?? ''}\n`);
    return 1;
  }
  process.stderr.write(
    `\nPortage ran into a fault of its own: ${messageOf(thrown)}\n${thrown instanceof Error ? (thrown.stack ?? '') : ''}\n` +
      '  next:  Run it again; if it stays, report it with the lines above. portage doctor checks the machine.\n',
  );
  return 1;
}

/** Errors of ours, and those of the machine that have an answer. */
function known(thrown: unknown): PortageError | null {
  if (isPortageError(thrown)) return thrown;
  const code = (thrown as { code?: unknown } | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG' || code === '53100') {
    return new PortageError('transient', `The disk ${code === '53100' ? 'of the database ' : ''}is full`, {
      code: 'disk_full',
      hint: 'Free some space and run the same command again: nothing is lost.',
    });
  }
  if (isServerGone(thrown, code)) {
    return new PortageError('transient', 'The database or Temporal has gone away', {
      code: 'server_gone',
      hint: 'If another terminal ran the stack, it has ended. Run the same command again: nothing is lost. portage doctor says what is up.',
    });
  }
  return null;
}

/** The database's errors, and gRPC's UNAVAILABLE. */
function isServerGone(thrown: unknown, code: unknown): boolean {
  return isDatabaseLost(thrown) || (thrown instanceof Error && code === 14);
}
