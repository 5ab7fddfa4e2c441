// Plain JavaScript without dependencies: runs on Node 20 before anything is installed.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { delimiter, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './install.mjs';
import { findNode24 } from './node24.mjs';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** A terminal sends Ctrl-C to every process in it, and npm passes it on as well: the same key press comes twice. */
const SAME_KEY_PRESS_MS = 500;

/** One line about what takes long, on standard error: standard output may belong to `--json`. */
export function say(line) {
  process.stderr.write(`portage: ${line}\n`);
}

/**
 * Gets ready whatever this machine lacks and gives back a function that runs Node 24 to its end and returns the exit code.
 * @param {{ development: boolean }} options development: with the packages that only tests and checks need
 */
export async function bootstrap({ development }) {
  // An image built for production has its packages already, and nobody there may change them.
  if (process.env.PORTAGE_SKIP_INSTALL !== '1') await installDependencies({ root, development, say });
  const node = await findNode24(say);
  return (args) => runNode(node, args);
}

/** Ends the process with what `main` returns; an error becomes one line, not a stack trace. */
export async function exitWith(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}

async function runNode(node, args) {
  const path = `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`;
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, PATH: path } });
  const stopForwarding = forwardSignals(child);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code, signal) => resolve(signal ? 128 + constants.signals[signal] : code));
    });
  } finally {
    stopForwarding();
  }
}

function forwardSignals(child) {
  let lastSentAt = 0;
  const forward = (signal) => {
    // The terminal has sent this one to the child already; a second one would mean "do not wait for a clean stop".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    if (Date.now() - lastSentAt < SAME_KEY_PRESS_MS) return;
    lastSentAt = Date.now();
    child.kill(signal);
  };
  const signals = process.platform === 'win32' ? ['SIGINT'] : ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, forward);
  return () => {
    for (const signal of signals) process.off(signal, forward);
  };
}
