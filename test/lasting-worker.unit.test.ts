import { expect, test } from 'vitest';
import { startLastingWorker } from '../src/runtime/lasting-worker.ts';

/** Workers that end as the test says; `said` is what was logged. */
function bench(failingStarts: number[] = []) {
  const ends: { break(): void; end(): void }[] = [];
  const said: string[] = [];
  let starts = 0;
  return {
    ends,
    said,
    log: { warn: (...parts: unknown[]) => void said.push(String(parts.at(-1))) },
    async start() {
      starts += 1;
      if (failingStarts.includes(starts)) throw new Error('no server');
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      ends.push({ break: () => reject(new Error('Namespace default is not found.')), end: () => resolve() });
      return { done: promise, stop: async () => resolve() };
    },
    pause: async () => undefined,
  };
}

const until = async (isSo: () => boolean) => {
  while (!isSo()) await new Promise((done) => setImmediate(done));
};

test('a worker that breaks is followed by another, however often the server refuses it meanwhile', async () => {
  const workers = bench([2, 3]);
  const lasting = await startLastingWorker(workers);
  workers.ends[0]?.break();
  await until(() => workers.ends.length === 2);
  await until(() => workers.said.includes('the worker runs again'));
  expect(workers.said).toEqual([
    'the worker does not start again yet',
    'the worker does not start again yet',
    'the worker runs again',
  ]);
  await lasting.stop();
  expect(workers.ends).toHaveLength(2);
});

test('a worker that is stopped is followed by none', async () => {
  const workers = bench();
  const lasting = await startLastingWorker(workers);
  await lasting.stop();
  expect(workers.ends).toHaveLength(1);
});

test('a first worker that does not start is told to whoever starts it', async () => {
  await expect(startLastingWorker(bench([1]))).rejects.toThrow('no server');
});
