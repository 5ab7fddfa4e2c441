import { describe, expect, it, vi } from 'vitest';
import type { SandboxOptions } from '../../../sandbox/index.ts';
import type { JsonObject } from '../../../src/model/json.ts';
import type { DestinationWriter } from '../../../src/model/ports.ts';
import { Samples } from './samples.ts';
import { benchFor, failureOf, type VendorSuite, writing } from './suite.ts';
import { differences } from './writing.ts';

const lost: [name: string, faults: string, written: boolean][] = [
  ['the connection breaks after the write', 'drop-after', true],
  ['the connection breaks before the write', 'drop-before', false],
  ['the vendor answers 500 and has written', '500-after', true],
  ['the vendor answers 500 and has not written', '500-before', false],
  ['the answer ends in the middle', 'truncate', true],
  ['a web page answers with status 200', 'html', false],
];

/** What goes wrong is told for what it is: nothing is sent twice blindly, nothing that may have happened is called failed. */
export function troublesContract(suite: VendorSuite): void {
  const bench = benchFor(suite);
  const { definition } = bench;
  const objects = Object.keys(definition.objects);
  const prepared = async (options: SandboxOptions = {}) => {
    const sandbox = await bench.sandboxWith(options);
    const { writer, pacer } = bench.open(sandbox);
    return { sandbox, writer, pacer, samples: new Samples(suite, await writer.describe(), writer) };
  };

  /** The records among the candidates that are what was sent. */
  const found = async (writer: DestinationWriter, object: string, payload: JsonObject): Promise<number> => {
    const candidates = await writer.candidates(object, payload, new AbortController().signal);
    return (candidates ?? []).filter(({ data }) => differences(definition, object, payload, data).length === 0).length;
  };

  describe.each(objects)('%s: a create whose answer is lost', (object) => {
    it.each(lost)('is in doubt where %s, and a look-up tells', async (_, fault, written) => {
      const { sandbox, writer, samples } = await prepared();
      const payload = await samples.payload(object);
      await writer.create(object, await samples.payload(object), writing);
      sandbox.control.setFaults(`${fault};times=1`);
      expect(await failureOf(writer.create(object, payload, writing))).toMatchObject({ kind: 'in_doubt' });
      expect(await found(writer, object, payload)).toBe(written ? 1 : 0);
    });

    it('is in doubt when time is up, and is found when it lands later', async () => {
      const { sandbox, writer, samples } = await prepared();
      const payload = await samples.payload(object);
      sandbox.control.setFaults('late;ms=150;times=1');
      expect(await failureOf(writer.create(object, payload, writing))).toMatchObject({ kind: 'in_doubt' });
      await vi.waitFor(async () => expect(await found(writer, object, payload)).toBe(1), { timeout: 5_000 });
    });

    it('is in doubt when the answer does not come in time', async () => {
      const { sandbox, writer, samples } = await prepared();
      const payload = await samples.payload(object);
      sandbox.control.setFaults('slow;ms=2000;times=1');
      const sent = writer.create(object, payload, { timeoutMs: 100 });
      expect(await failureOf(sent)).toMatchObject({ kind: 'in_doubt', code: 'timeout' });
      expect(await found(writer, object, payload)).toBe(1);
    });
  });

  it('a change whose answer is lost may be sent again, so it is not in doubt', async () => {
    const { sandbox, writer, samples } = await prepared();
    for (const object of objects) {
      const changes = samples.change(object);
      if (Object.keys(changes).length === 0) continue;
      const made = await writer.create(object, await samples.payload(object), writing);
      sandbox.control.setFaults('drop-after;times=1');
      const sent = writer.update(object, made.id, changes, writing);
      expect(await failureOf(sent)).toMatchObject({ kind: 'transient' });
      sandbox.control.setFaults('');
      await writer.update(object, made.id, changes, writing);
      const read = await writer.get(object, made.id);
      expect(differences(definition, object, changes, read?.data ?? {})).toEqual([]);
    }
  });

  it('a record that the vendor refuses is told by field, without its value', async () => {
    const { writer, samples } = await prepared();
    const { object, broken, fields, value } = suite.refused;
    const payload = { ...(await samples.payload(object)), ...broken };
    const error = await failureOf(writer.create(object, payload, writing));
    expect(error).toMatchObject({ kind: 'record', hint: expect.stringMatching(/./) });
    const { message, hint, details } = error as { message: string; hint: string; details: unknown };
    for (const field of fields) expect(message).toContain(field);
    expect(JSON.stringify([message, hint, details])).not.toContain(value);
  });

  it.each([
    ['with Retry-After', '429;ms=3000', 3000],
    ['without Retry-After', '429-bare', undefined],
  ])('429 %s is certainly not applied, and the budgets hear of it', async (_, fault, retryAfterMs) => {
    const { sandbox, writer, pacer, samples } = await prepared();
    const [object = ''] = objects;
    const payload = await samples.payload(object);
    sandbox.control.setFaults(`${fault};times=1`);
    const error = await failureOf(writer.create(object, payload, writing));
    expect(error).toMatchObject({ kind: 'rate_limited', retryAfterMs });
    expect(pacer.penalties).toEqual([retryAfterMs]);
    expect(writer.requestCounts().throttled).toBe(1);
    expect(await found(writer, object, payload)).toBe(0);
  });

  it('a key that the vendor does not know is told as such, and asked about once', async () => {
    const sandbox = await bench.sandboxWith();
    const wrong = Object.fromEntries(Object.keys(sandbox.credentials).map((name) => [name, 'wrong']));
    const { writer } = bench.open({ url: sandbox.url, credentials: wrong });
    expect(await failureOf(writer.check())).toMatchObject({ kind: 'auth' });
    expect(sandbox.control.stats().requests).toBeLessThanOrEqual(2);
    const [object = ''] = objects;
    expect(await failureOf(writer.create(object, {}, writing))).toMatchObject({ kind: 'auth' });
  });

  it('a right that the key lacks is named before the first write, and a forbidden write is told as such', async () => {
    const sandbox = await bench.sandboxWith();
    const { writer } = bench.open({ url: sandbox.url, credentials: suite.weak.credentials });
    expect((await writer.check()).missingScopes).toEqual(suite.weak.missing);
    expect(await failureOf(suite.weak.forbidden(writer))).toMatchObject({ kind: 'permission' });
  });

  it('a host that cannot be reached is trouble that passes: nothing was sent', async () => {
    const sandbox = await bench.sandboxWith();
    const { writer, samples } = await prepared();
    const [object = ''] = objects;
    const payload = await samples.payload(object);
    await sandbox.close();
    const { writer: away } = bench.open(sandbox);
    expect(await failureOf(away.create(object, payload, writing))).toMatchObject({
      kind: 'transient',
      code: 'unreachable',
    });
    expect(await found(writer, object, payload)).toBe(0);
  });

  it('a wait for leave that is ended says so instead of failing', async () => {
    const sandbox = await bench.sandboxWith();
    const { writer, pacer } = bench.open(sandbox);
    pacer.acquire = () => Promise.reject(new Error('aborted'));
    const [object = ''] = objects;
    expect(await writer.reserve('create', object, AbortSignal.abort())).toEqual({ notBeforeMs: 0 });
  });

  it('an object that the destination does not have is a mistake of the mapping, not of the vendor', async () => {
    const sandbox = await bench.sandboxWith();
    const { writer } = bench.open(sandbox);
    const error = await failureOf(writer.create('spaceship', {}, writing));
    expect(error).toMatchObject({ kind: 'config', code: 'unknown_object' });
    expect((error as Error).message).toContain(objects[0]);
  });
}
