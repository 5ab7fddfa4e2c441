import { expect, it } from 'vitest';
import { readAll, readStream } from './open-source.ts';
import { benchFor, type Dump, type SourceSuite } from './suite.ts';

/** Records change and vanish while they are read and afterwards. */
export function changesContract(suite: SourceSuite): void {
  const bench = benchFor(suite);

  it.each(Object.keys(suite.deletable))(
    'reads all that is left of %s where records vanish in the middle',
    async (stream) => {
      const sandbox = await bench.sandboxWith({ records: 400 });
      const call = bench.callerOf(sandbox);
      const reader = bench.open(sandbox);
      const deleted: string[] = [];
      const reading = await readStream(reader, stream, {
        async between({ rows, pages }) {
          if (pages > 2) return;
          // one at the beginning, and the very last one that was read
          for (const row of [rows.at(-3), rows.at(-1)]) {
            if (row === undefined || deleted.includes(row.rawKey)) continue;
            await call('DELETE', suite.deletable[stream]?.(row.rawKey) ?? '');
            deleted.push(row.rawKey);
          }
        },
      });
      const read = new Set(reading.rows.map(({ rawKey }) => rawKey));
      const left = (await readStream(bench.open(sandbox), stream)).rows.map(({ rawKey }) => rawKey);
      expect(deleted.length).toBeGreaterThan(2);
      expect(left.length).toBeGreaterThan(7);
      expect(left.filter((id) => !read.has(id))).toStrictEqual([]);
    },
  );

  it('finds a record that changed since, without reading the rest again', async () => {
    const sandbox = await bench.sandboxWith({ records: 400 });
    const reader = bench.open(sandbox);
    const whole = await readAll(reader);
    const since = new Date().toISOString();
    const changed = await suite.change(bench.callerOf(sandbox), sandbox.control.dump() as Dump);
    const readings = await readAll(reader, { since });
    const found = [...readings.values()].flatMap(({ records }) => records);
    expect(found.map(({ object, sourceId }) => `${object}:${sourceId}`)).toContain(`${changed.object}:${changed.id}`);
    const filtered = (await reader.streams()).filter(({ incremental }) => incremental).map(({ name }) => name);
    const count = (from: typeof whole) =>
      filtered.reduce(
        (sum, name) => sum + (from.get(name)?.records.filter(({ state }) => state === undefined).length ?? 0),
        0,
      );
    expect(count(whole)).toBeGreaterThan(100);
    expect(count(readings)).toBeLessThan(10);
  });

  it('finds nothing new in an account that nobody has touched', async () => {
    const sandbox = await bench.sandboxWith();
    const readings = await readAll(bench.open(sandbox), { since: new Date().toISOString() });
    const found = [...readings.entries()].flatMap(([name, { records }]) =>
      records.filter(({ state }) => state === undefined).map(({ sourceId }) => `${name} ${sourceId}`),
    );
    const unfiltered = Object.entries(suite.connector.source?.streams ?? {}).filter(
      ([, stream]) => stream.incremental === undefined && stream.changes === undefined,
    );
    expect(found.filter((name) => !unfiltered.some(([stream]) => name.startsWith(`${stream} `)))).toStrictEqual([]);
  });

  it('gives a second reading the same records, word for word', async () => {
    const sandbox = await bench.sandboxWith();
    const first = await readAll(bench.open(sandbox));
    const second = await readAll(bench.open(sandbox));
    expect([...second.values()].map(({ records }) => records)).toStrictEqual(
      [...first.values()].map(({ records }) => records),
    );
  });
}
