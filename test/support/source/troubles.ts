import { expect, it } from 'vitest';
import type { RunningSandbox } from '../../../sandbox/index.ts';
import type { SourceReaderDeps } from '../../../src/connectors/kit/read-source.ts';
import { isPortageError } from '../../../src/model/errors.ts';
import type { SourceReader } from '../../../src/model/ports.ts';
import { inventory, readAll, readStream } from './open-source.ts';
import { benchFor, type Signed, type SourceSuite } from './suite.ts';
import { startTokenServer } from './token-server.ts';

const troubles: [name: string, faults: string][] = [
  ['429 with Retry-After', '429;after=2;times=3,429;after=20;times=2'],
  ['429 without Retry-After', '429-bare;after=2;times=3,429-bare;after=20;times=2'],
  ['server errors', '500-before;after=3;times=3,500-before;after=20;times=2'],
  ['truncated JSON', 'truncate;after=3;times=3,truncate;after=20;times=2'],
  ['a web page with status 200', 'html;after=3;times=3,html;after=20;times=2'],
  ['dropped connections', 'drop-before;after=3;times=3,drop-before;after=20;times=2'],
];

/** What goes wrong on the way costs no record, and what cannot be got over is told for what it is. */
export function troublesContract(suite: SourceSuite): void {
  const bench = benchFor(suite);

  it.each(troubles)('survives %s without losing a record', async (_, faults) => {
    const sandbox = await bench.sandboxWith({ faults });
    const readings = await readAll(bench.open(sandbox));
    expect(inventory(readings.values())).toStrictEqual(bench.expectedOf(sandbox));
    expect(Object.values(sandbox.control.stats().faults)).toStrictEqual([5]);
  });

  it('gives up after bounded tries where the vendor stays down, and says so', async () => {
    const sandbox = await bench.sandboxWith({ faults: '500-before' });
    const error = await failureOf(bench.open(sandbox).check());
    expect(isPortageError(error, 'transient')).toBe(true);
    expect(sandbox.control.stats().requests).toBeLessThanOrEqual(10);
  });

  it('renews a token that was refused in the middle, once', async () => {
    const sandbox = await bench.sandboxWith({ faults: 'expire-token;after=6' });
    const { reader, tokensGiven } = await signedIn(sandbox, suite.oauth);
    const readings = await readAll(reader);
    expect(inventory(readings.values())).toStrictEqual(bench.expectedOf(sandbox));
    expect(tokensGiven()).toBe(2);
  });

  it('says that a key is refused, and does not try again', async () => {
    const sandbox = await bench.sandboxWith();
    const wrong = Object.fromEntries(Object.keys(sandbox.credentials).map((name) => [name, 'wrong']));
    const error = await failureOf(bench.open({ url: sandbox.url, credentials: wrong }).check());
    expect(isPortageError(error, 'auth')).toBe(true);
    expect(sandbox.control.stats().requests).toBeLessThanOrEqual(2);
  });

  it('names the rights that a key lacks, and skips with the reason what a plan may lack', async () => {
    const sandbox = await bench.sandboxWith();
    const metadata = await bench.open(sandbox).describe();
    const { reader } = await signedIn(sandbox, suite.weak.sign, { metadata });
    expect((await reader.check()).missingScopes.sort()).toStrictEqual([...suite.weak.missing].sort());
    for (const stream of suite.weak.skipped) {
      const { skipped, records } = await readStream(reader, stream);
      expect(skipped).toStrictEqual([expect.stringContaining('403')]);
      expect(records).toStrictEqual([]);
    }
  });

  async function signedIn(
    sandbox: RunningSandbox,
    sign: SourceSuite['oauth'],
    deps: Partial<SourceReaderDeps> = {},
  ): Promise<{ reader: SourceReader; tokensGiven(): number }> {
    if (suite.tokenPath !== undefined) {
      const signed = sign(bench.small, sandbox.url);
      const route = `POST ${suite.tokenPath}`;
      return { reader: opened(sandbox, signed, deps), tokensGiven: () => sandbox.control.stats().byRoute[route] ?? 0 };
    }
    const tokens = await startTokenServer(sandbox.url);
    bench.close(tokens.close);
    return { reader: opened(sandbox, sign(bench.small, tokens.url), deps), tokensGiven: tokens.given };
  }

  function opened(
    sandbox: RunningSandbox,
    { connector, credentials }: Signed,
    deps: Partial<SourceReaderDeps>,
  ): SourceReader {
    return bench.open({ url: sandbox.url, credentials }, connector, deps);
  }
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}
