import { expect, it } from 'vitest';
import type { SystemMetadata } from '../../../src/model/catalogue.ts';
import type { Json } from '../../../src/model/json.ts';
import { Samples } from './samples.ts';
import { benchFor, type DestinationSuite, failureOf, writing } from './suite.ts';

const kinds: [type: string, value: Json, options: string[]][] = [
  ['text', 'Ünïcode 漢字', []],
  ['html', 'several\nlines', []],
  ['number', 12.5, []],
  ['integer', 7, []],
  ['choice', 'B & C', ['A', 'B & C']],
  ['date', '2024-02-29', []],
  ['instant', '2024-02-29T09:30:00Z', []],
  ['url', 'https://contract.example/', []],
  ['money', '12.50 EUR', []],
];

/** Fields, pipelines, stages and statuses: made, found again, used, and taken away. */
export function definitionsContract(suite: DestinationSuite): void {
  const bench = benchFor(suite);
  const { field, pipeline, stage, recordStatus } = bench.definition.define;
  const prepared = async () => {
    const { writer } = await bench.prepare();
    return { writer, samples: new Samples(suite, await writer.describe(), writer) };
  };
  const labelled = (metadata: SystemMetadata, object: string, label: string) =>
    metadata.objects[object]?.fields.find((candidate) => candidate.label === label);

  it.each(Object.keys(field))(
    'fields of %s are made for every type, found by their label, filled, and removed',
    async (object) => {
      const { writer, samples } = await prepared();
      const payload = await samples.payload(object);
      const made: string[] = [];
      for (const [type, value, options] of kinds) {
        const label = `Contract ${type}`;
        const { key } = await writer.define('field', object, { label, type, many: false, options }, writing);
        made.push(key);
        payload[key] = value;
      }
      const metadata = await writer.describe();
      for (const [type] of kinds)
        expect(labelled(metadata, object, `Contract ${type}`)).toMatchObject({ custom: true });
      const record = await writer.create(object, payload, writing);
      const read = await writer.get(object, record.id);
      for (const [index, key] of made.entries()) {
        const [type, value] = kinds[index] ?? [];
        const found = read?.data[key];
        if (type === 'instant') expect(Date.parse(String(found))).toBe(Date.parse(String(value)));
        else expect(found).toEqual(value);
      }
      for (const key of made) await writer.undefine('field', object, key, writing);
      expect(labelled(await writer.describe(), object, 'Contract text')).toBeUndefined();
    },
  );

  it.each(Object.keys(field))('a choice of %s without choices takes any word', async (object) => {
    const { writer, samples } = await prepared();
    const definition = { label: 'Contract words', type: 'choice', many: false, options: [] };
    const { key } = await writer.define('field', object, definition, writing);
    const record = await writer.create(object, { ...(await samples.payload(object)), [key]: 'anything' }, writing);
    expect((await writer.get(object, record.id))?.data[key]).toBe('anything');
  });

  it.each(Object.keys(field))('a field of %s with several values keeps them all', async (object) => {
    const { writer, samples } = await prepared();
    const definition = { label: 'Contract list', type: 'choices', many: true, options: ['A', 'B', 'C'] };
    const { key } = await writer.define('field', object, definition, writing);
    const record = await writer.create(object, { ...(await samples.payload(object)), [key]: ['A', 'C'] }, writing);
    expect((await writer.get(object, record.id))?.data[key]).toEqual(['A', 'C']);
  });

  it.runIf(pipeline !== undefined && stage !== undefined)(
    'a pipeline with stages of each kind is made, found, and removed',
    async () => {
      const { writer } = await prepared();
      const made = await writer.define('pipeline', 'pipeline', { name: 'Contract' }, writing);
      const stages: string[] = [];
      for (const [order, kind] of ['open', 'won', 'lost'].entries()) {
        const payload = { name: `Contract ${kind}`, kind, pipeline: made.key, order, probability: null };
        stages.push((await writer.define('stage', 'stage', payload, writing)).id);
      }
      const found = (await writer.describe()).pipelines.find(({ id }) => id === made.key);
      expect(found?.stages.map(({ name, kind }) => [name, kind])).toEqual([
        ['Contract open', 'open'],
        ['Contract won', 'won'],
        ['Contract lost', 'lost'],
      ]);
      for (const id of stages) await writer.undefine('stage', 'stage', id, writing);
      await writer.undefine('pipeline', 'pipeline', made.id, writing);
      expect((await writer.describe()).pipelines.some(({ id }) => id === made.key)).toBe(false);
    },
  );

  it.runIf(recordStatus !== undefined)('a status of records is made, found, and removed', async () => {
    const { writer } = await prepared();
    const { id } = await writer.define('recordStatus', 'status', { label: 'Contract', name: 'Contract' }, writing);
    expect((await writer.describe()).recordStatuses).toContainEqual({ id, name: 'Contract' });
    await writer.undefine('recordStatus', 'status', id, writing);
    expect((await writer.describe()).recordStatuses.some((status) => status.id === id)).toBe(false);
  });

  it('leave for a definition is drawn like for a record', async () => {
    const { writer } = await prepared();
    expect(await writer.reserve('define', Object.keys(bench.definition.objects)[0] ?? '')).toHaveProperty(
      'validUntilMs',
    );
  });

  it('what the API cannot make is told as something for a person to do', async () => {
    const { writer } = await prepared();
    const object = Object.keys(bench.definition.objects).find((name) => field[name] === undefined);
    if (object === undefined) return;
    const made = writer.define('field', object, { label: 'X', type: 'text', many: false, options: [] }, writing);
    expect(await failureOf(made)).toMatchObject({ kind: 'config', code: 'define_unsupported' });
  });
}
