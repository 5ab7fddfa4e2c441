import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Sees to it that servers do not outlive us, even when we are killed without a chance to stop them. */
export interface Reaper {
  watch(pid: number, signal: NodeJS.Signals): void;
  forget(pid: number): void;
  close(): void;
}

/** Starts the process that watches over our servers; see reaper-process.ts. */
export function startReaper(): Reaper {
  const script = fileURLToPath(new URL('./reaper-process.ts', import.meta.url));
  // In a process group of its own, so that a Ctrl-C in the terminal does not reach it; never a reason for us to stay alive.
  const child = spawn(process.execPath, [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.unref();
  const write = (line: string) => {
    if (child.stdin.writable) child.stdin.write(`${line}\n`);
  };
  // Its death costs the safety net, not the run.
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  return {
    watch: (pid, signal) => write(`watch ${pid} ${signal}`),
    forget: (pid) => write(`forget ${pid}`),
    close: () => child.stdin.end(),
  };
}
