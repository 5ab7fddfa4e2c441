import { MultiBar, Presets, type SingleBar } from 'cli-progress';

/** Where progress goes: bars in a terminal, plain lines otherwise. Everything but the report is written to standard error. */
export interface Screen {
  line(text: string): void;
  /** Progress of a named part; total null where it is not known. */
  progress(name: string, done: number, total: number | null): void;
  /** Takes down the bars, so that a prompt or a report stands on a clean screen. */
  settle(): void;
}

export function createScreen(): Screen {
  return process.stderr.isTTY ? new BarScreen() : new LineScreen();
}

class BarScreen implements Screen {
  #bars: MultiBar | null = null;
  readonly #byName = new Map<string, SingleBar>();

  line(text: string): void {
    this.settle();
    process.stderr.write(`${text}\n`);
  }

  progress(name: string, done: number, total: number | null): void {
    this.#bars ??= new MultiBar(
      { format: '  {name} {bar} {value}/{total}', hideCursor: true, clearOnComplete: false, stream: process.stderr },
      Presets.shades_classic,
    );
    const known = this.#byName.get(name);
    const whole = Math.max(total ?? done, done, 1);
    if (!known) this.#byName.set(name, this.#bars.create(whole, done, { name: name.padEnd(12) }));
    else {
      known.setTotal(whole);
      known.update(done);
    }
  }

  settle(): void {
    this.#bars?.stop();
    this.#bars = null;
    this.#byName.clear();
  }
}

/** A line when a part has moved on by a quarter or is done, or every few seconds: logs stay readable. */
class LineScreen implements Screen {
  readonly #last = new Map<string, { share: number; at: number }>();

  line(text: string): void {
    process.stderr.write(`${text}\n`);
  }

  progress(name: string, done: number, total: number | null): void {
    // nothing has happened yet
    if (total !== null && done === 0) return;
    const share = total === null || total === 0 ? 0 : done / total;
    const last = this.#last.get(name);
    const now = Date.now();
    if (last && share < 1 && share - last.share < 0.25 && now - last.at < 10_000) return;
    if (last && last.share === share && total !== null) return;
    this.#last.set(name, { share, at: now });
    process.stderr.write(`  ${name}: ${done}${total === null ? '' : ` of ${total}`}\n`);
  }

  settle(): void {
    this.#last.clear();
  }
}
