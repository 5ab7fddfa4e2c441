/**
 * A small process that outlives the one that started it: when that one is gone without having stopped its servers (killed,
 * out of memory), it stops them. It lives from its standard input, which closes with its parent, however that ends.
 *
 * Lines it understands: `watch PID SIGNAL` and `forget PID`.
 */
import { createInterface } from 'node:readline';
import { endProcess } from './processes.ts';

const watched = new Map<number, NodeJS.Signals>();

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const [word, pid, signal] = line.split(' ');
  if (word === 'watch') watched.set(Number(pid), signal as NodeJS.Signals);
  else watched.delete(Number(pid));
});
lines.on('close', () => {
  void Promise.allSettled([...watched].map(([pid, signal]) => endProcess(pid, signal))).finally(() => process.exit());
});

// Ctrl-C in a terminal and a service manager's SIGTERM are for the parent, which stops things in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
