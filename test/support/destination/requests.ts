import { expect, it } from 'vitest';
import type { DestinationDefinition } from '../../../src/model/destination-definition.ts';
import { Samples } from './samples.ts';
import { benchFor, type DestinationSuite, failureOf, writing } from './suite.ts';

/** What leaves the house: only what the definition says, once for each leave, and never what would write to somebody. */
export function requestsContract(suite: DestinationSuite): void {
  const bench = benchFor(suite);
  const { definition } = bench;
  const objects = Object.keys(definition.objects);
  const prepared = async () => {
    const sandbox = await bench.sandboxWith();
    const { writer, pacer } = bench.open(sandbox);
    return { sandbox, writer, pacer, samples: new Samples(suite, await writer.describe(), writer) };
  };

  it('draws on the budgets once for a write that has leave, and does so for every object and operation', async () => {
    const { writer, pacer, samples } = await prepared();
    for (const object of objects) {
      const payload = await samples.payload(object);
      pacer.drawn = [];
      const slot = await writer.reserve('create', object);
      if ('notBeforeMs' in slot) throw new Error('no leave');
      const made = await writer.create(object, payload, { ...writing, slot });
      expect(pacer.drawn).toHaveLength(1);
      expect(await writer.reserve('update', object)).toHaveProperty('validUntilMs');
      expect(await writer.reserve('remove', object)).toHaveProperty('validUntilMs');
      await writer.remove(object, made.id, writing);
    }
  });

  it('sends no request but those of its definition', async () => {
    const { sandbox, writer, samples } = await prepared();
    for (const object of objects) {
      const made = await writer.create(object, await samples.payload(object), writing);
      await writer.update(object, made.id, samples.change(object), writing).catch(() => undefined);
      await writer.candidates(object, await samples.payload(object));
      await writer.remove(object, made.id, writing);
    }
    const allowed = patternsIn(definition);
    const base = new URL(sandbox.url).pathname;
    const others = sandbox.control
      .requests()
      .map(({ method, path }) => `${method} ${path.slice(base.length).replace(/\/$/, '')}`)
      .filter((request) => !allowed.some((pattern) => pattern.test(request)));
    expect(others).toEqual([]);
  });

  it('refuses what must never be sent, before it leaves', async () => {
    const { sandbox, writer, samples } = await prepared();
    for (const rule of definition.never) {
      const payload = await samples.payload(rule.object);
      const before = sandbox.control.stats().requests;
      for (const value of rule.values) {
        const sent = writer.create(rule.object, { ...payload, [rule.field]: value }, writing);
        expect(await failureOf(sent)).toMatchObject({ kind: 'record', code: 'never_sent' });
      }
      expect(sandbox.control.stats().requests).toBe(before);
    }
    const [object = ''] = objects;
    const sent = writer.create(object, { [`new:${object}.field`]: 'x' }, writing);
    expect(await failureOf(sent)).toMatchObject({ kind: 'bug', code: 'undefined_field_sent' });
  });
}

/** Requests of a definition as patterns: `GET /contact/[^/]+`. */
function patternsIn(definition: DestinationDefinition): RegExp[] {
  const found: RegExp[] = [];
  const look = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    if (!Array.isArray(value) && 'path' in value && 'method' in value) {
      const { method, path } = value as { method: string; path: string };
      const fixed = path.replace(/\/$/, '').replace(/[.*+?^$()|[\]\\]/g, '\\$&');
      found.push(new RegExp(`^${method} ${fixed.replace(/\{[^}]+\}/g, '[^/]+')}$`));
    }
    for (const member of Object.values(value)) look(member);
  };
  look(definition);
  return found;
}
