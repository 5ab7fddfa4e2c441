/**
 * Joins single calls into one statement: what is asked for while a flush is under way, or within `maxDelayMs` of the first
 * call, goes out together. Intents and answers of requests in flight pass through it, so that exactly-once costs some dozen
 * statements a second, not two a request.
 */
export function createBatcher<Item, Result>(
  flush: (items: Item[]) => Promise<Result[]>,
  options: { maxItems: number; maxDelayMs: number },
): (item: Item) => Promise<Result> {
  interface Waiting {
    item: Item;
    resolve: (result: Result) => void;
    reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;
  let flushing = false;

  async function run(): Promise<void> {
    timer = undefined;
    flushing = true;
    const batch = waiting.splice(0, options.maxItems);
    try {
      const results = await flush(batch.map((entry) => entry.item));
      for (const [index, entry] of batch.entries()) entry.resolve(results[index] as Result);
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    }
    flushing = false;
    schedule();
  }

  function schedule(): void {
    if (flushing || waiting.length === 0) return;
    if (waiting.length < options.maxItems) timer ??= setTimeout(() => void run(), options.maxDelayMs);
    else {
      clearTimeout(timer);
      void run();
    }
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      schedule();
    });
}
