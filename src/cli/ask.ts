import { createInterface } from 'node:readline/promises';

/** Asks at the terminal, on standard error: standard output is for results. Null where nobody sits there. */
export async function ask(question: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  // the interface takes Ctrl-C for itself: it is passed on, so that everything stops in good order
  prompt.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return (await prompt.question(`\n${question} `)).trim();
  } finally {
    prompt.close();
  }
}

export async function askYes(question: string): Promise<boolean> {
  return /^y(es)?$/i.test((await ask(`${question} [y/N]`)) ?? '');
}
