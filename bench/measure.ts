import { readFileSync } from 'node:fs';
import type { BenchStore, SandboxProcess } from './support.ts';

/** What a stage took. */
export interface Measured {
  records: number;
  seconds: number;
  perSecond: number;
  /** Microseconds of processor time a record, by process; only where /proc tells. Steadier than seconds on a busy machine. */
  cpuUs: { worker: number; postgres: number; sandbox: number } | null;
}

/** Starts to measure; what is returned ends it. */
export function measure(store: BenchStore, sandbox: SandboxProcess): (records: number) => Measured {
  const before = spent(store, sandbox);
  const begun = performance.now();
  return (records) => {
    const seconds = (performance.now() - begun) / 1000;
    const after = spent(store, sandbox);
    const each = (name: keyof Spent) => ((after?.[name] ?? 0) - (before?.[name] ?? 0)) / records;
    return {
      records,
      seconds,
      perSecond: records / seconds,
      cpuUs: before && after ? { worker: each('worker'), postgres: each('postgres'), sandbox: each('sandbox') } : null,
    };
  };
}

type Spent = Record<'worker' | 'postgres' | 'sandbox', number>;

function spent(store: BenchStore, sandbox: SandboxProcess): Spent | null {
  const { user, system } = process.cpuUsage();
  try {
    const children = readFileSync(`/proc/${store.pid}/task/${store.pid}/children`, 'utf8').trim().split(' ');
    return {
      worker: user + system,
      postgres: [store.pid, ...children.map(Number)].reduce((sum, pid) => sum + cpuUsOf(pid), 0),
      sandbox: cpuUsOf(sandbox.pid),
    };
  } catch {
    return null; // no /proc on this system
  }
}

/** Fields 14 to 17 of /proc/<pid>/stat: ticks of a hundredth of a second, its own and those of children that ended. */
function cpuUsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks) * 10_000, 0);
}

/** The most that was in use right after a collection. */
export interface Memory {
  heapMiB: number;
  /** All of the process, the heap's free pages included. */
  rssMiB: number;
}

/** Watches this process: call `look` now and then. Collections count into what is measured, so they should be few. */
export class MemoryWatch {
  readonly #most: Memory = { heapMiB: 0, rssMiB: 0 };
  readonly #everyRecords: number;
  #next = 0;

  constructor(everyRecords: number) {
    this.#everyRecords = everyRecords;
  }

  look(records: number): void {
    if (records < this.#next) return;
    this.#next = records + this.#everyRecords;
    globalThis.gc?.();
    const mebi = 1024 * 1024;
    const { heapUsed, external, rss } = process.memoryUsage();
    this.#most.heapMiB = Math.max(this.#most.heapMiB, (heapUsed + external) / mebi);
    this.#most.rssMiB = Math.max(this.#most.rssMiB, rss / mebi);
  }

  result(): Memory {
    return this.#most;
  }
}
