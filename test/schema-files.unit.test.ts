import { readdir } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('each step of the schema has a number of its own, without gaps', async () => {
  const names = await readdir(new URL('../src/store/migrations/', import.meta.url));
  const numbers = names.map((name) => name.split('_')[0]).sort();
  expect(numbers).toEqual(names.map((_, at) => String(at + 1).padStart(4, '0')));
});
