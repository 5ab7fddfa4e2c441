import { expect, it } from 'vitest';
import { compareRecord } from '../../../src/mappers/compare/compare-record.ts';
import type { DestinationDefinition } from '../../../src/model/destination-definition.ts';
import type { DestinationField } from '../../../src/model/destination-object.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { DestinationRecord, DestinationWriter } from '../../../src/model/ports.ts';
import { Samples } from './samples.ts';
import { benchFor, type DestinationSuite, writing } from './suite.ts';

const values = { timezone: 'UTC', defaultCountry: null, currency: 'USD' };
const long = 'Ein langer Satz über 漢字 und 🧑‍🚀. '.repeat(600).trim();

/** Fields in which a record differs from what was sent, by each field's own comparison. */
export function differences(
  definition: DestinationDefinition,
  object: string,
  sent: JsonObject,
  found: JsonObject,
): string[] {
  const { fields = [] } = definition.objects[object] ?? {};
  const byKey = new Map(fields.map((field): [string, DestinationField] => [field.key, field]));
  return compareRecord(byKey, sent, found, values).map((difference) => difference.field);
}

async function wholeList(writer: DestinationWriter, object: string): Promise<DestinationRecord[]> {
  const records: DestinationRecord[] = [];
  let cursor: Json | null = null;
  do {
    const page = await writer.list(object, cursor);
    records.push(...page.records);
    cursor = page.cursor;
  } while (cursor !== null);
  return records;
}

/** Every object is written, read back, changed, listed and removed, and nothing of it is lost or altered on the way. */
export function writingContract(suite: DestinationSuite): void {
  const bench = benchFor(suite);
  const { definition } = bench;
  const objects = Object.keys(definition.objects);
  const prepared = async (options = {}) => {
    const { writer } = await bench.prepare(options);
    return { writer, samples: new Samples(suite, await writer.describe(), writer) };
  };

  it('tells whose account it is and that nothing is missing', async () => {
    const { writer } = await prepared();
    expect(await writer.check()).toMatchObject({ id: expect.stringMatching(/./), missingScopes: [] });
  });

  it.each(objects)('%s: is read back as it was sent, letters of every alphabet included', async (object) => {
    const { writer, samples } = await prepared();
    const payload = await samples.payload(object);
    const made = await writer.create(object, payload, writing);
    const read = await writer.get(object, made.id);
    expect(read?.id).toBe(made.id);
    expect(differences(definition, object, payload, read?.data ?? {})).toEqual([]);
  });

  it.each(objects)('%s: keeps a text of 20,000 characters', async (object) => {
    const { writer, samples } = await prepared();
    const key = samples.textKey(object);
    if (key === undefined) return;
    const payload = { ...(await samples.payload(object)), [key]: long };
    const made = await writer.create(object, payload, writing);
    expect(differences(definition, object, payload, (await writer.get(object, made.id))?.data ?? {})).toEqual([]);
  });

  it.each(objects)('%s: takes a change and leaves what it does not name', async (object) => {
    const { writer, samples } = await prepared();
    const changes = samples.change(object);
    if (definition.objects[object]?.update === undefined || Object.keys(changes).length === 0) return;
    const payload = await samples.payload(object);
    const made = await writer.create(object, payload, writing);
    await writer.update(object, made.id, changes, writing);
    const read = await writer.get(object, made.id);
    expect(differences(definition, object, { ...payload, ...changes }, read?.data ?? {})).toEqual([]);
  });

  it.each(objects)('%s: is gone when it was removed, and may be removed again', async (object) => {
    const { writer, samples } = await prepared();
    const made = await writer.create(object, await samples.payload(object), writing);
    await writer.remove(object, made.id, writing);
    expect(await writer.get(object, made.id)).toBeNull();
    await writer.remove(object, made.id, writing);
    expect((await wholeList(writer, object)).map(({ id }) => id)).not.toContain(made.id);
  });

  it.each(objects)('%s: shows before it is removed all that would go with it', async (object) => {
    const { writer, samples } = await prepared();
    const parent = await writer.create(object, await samples.payload(object), writing);
    const shown = async () => (await writer.get(object, parent.id)) ?? parent;
    const taken = async () => (await writer.takenWith(object, await shown())).flatMap(({ ids }) => ids).sort();
    expect(await taken()).toEqual([]);
    const children: { name: string; id: string }[] = [];
    for (const [name, { nest }] of Object.entries(definition.objects)) {
      if (nest?.under !== object) continue;
      const { references } = definition.objects[name] ?? {};
      const payload = { ...(await samples.payload(name)), [nest.field]: parent.id };
      for (const { field } of references ?? []) delete payload[field];
      children.push({ name, id: (await writer.create(name, payload, writing)).id });
    }
    const foretold = await taken();
    await writer.remove(object, parent.id, writing);
    const gone: string[] = [];
    for (const { name, id } of children) if ((await writer.get(name, id)) === null) gone.push(id);
    expect(foretold).toEqual(gone.sort());
  });

  it.each(objects)('%s: is listed whole, each record once, in pages that the vendor allows', async (object) => {
    const { writer, samples } = await prepared({ records: 300 });
    const payload = await samples.payload(object);
    const made = await writer.create(object, payload, writing);
    const first = await writer.list(object, null);
    const all = await wholeList(writer, object);
    const ids = new Set(all.map(({ id }) => id));
    expect(ids).toContain(made.id);
    if (first.total !== null) expect(ids.size).toBe(first.total);
    expect(first.cursor === null || all.length > first.records.length).toBe(true);
    expect(differences(definition, object, payload, all.find(({ id }) => id === made.id)?.data ?? {})).toEqual([]);
  });
}
