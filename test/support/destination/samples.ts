import { putField, toWire } from '../../../src/mappers/plan/wire.ts';
import type { SystemMetadata } from '../../../src/model/catalogue.ts';
import type { DestinationDefinition } from '../../../src/model/destination-definition.ts';
import type { DestinationField } from '../../../src/model/destination-object.ts';
import type { Json, JsonObject } from '../../../src/model/json.ts';
import type { DestinationWriter } from '../../../src/model/ports.ts';
import { type DestinationSuite, writing } from './suite.ts';

/** Text that goes wrong where an encoding, an escape or a normalisation is wrong. */
export const awkward = 'Zoë & Söhne “漢字” 🧑‍🚀 <b>&amp; "x" \\ 100 %';

/** Makes records of every object from the definition alone: each field by its type, parents and references first. */
export class Samples {
  readonly #suite: DestinationSuite;
  readonly #definition: DestinationDefinition;
  readonly #metadata: SystemMetadata;
  readonly #writer: DestinationWriter;
  readonly #made = new Map<string, string>();
  readonly #making = new Set<string>();
  #number = 0;

  constructor(suite: DestinationSuite, metadata: SystemMetadata, writer: DestinationWriter) {
    this.#suite = suite;
    this.#definition = suite.connector.destination as DestinationDefinition;
    this.#metadata = metadata;
    this.#writer = writer;
  }

  /** A payload of the object, different from every other one, its parents already there. */
  async payload(object: string): Promise<JsonObject> {
    const definition = this.#definition.objects[object];
    if (definition === undefined) throw new Error(`no object ${object}`);
    const { nest, references, fields } = definition;
    this.#number += 1;
    const number = this.#number;
    const payload: JsonObject = {};
    for (const field of this.#usable(object, fields)) {
      const value = this.#valueOf(object, field, number);
      if (value !== undefined) putField(payload, field, value);
    }
    if (nest) payload[nest.field] = await this.#parent(nest.under);
    this.#making.add(object);
    for (const { field, to, need } of references) {
      if (need !== 'later' && !this.#making.has(to)) payload[field] = await this.#parent(to);
    }
    this.#making.delete(object);
    return payload;
  }

  /** Other values for what can be changed after a record was made. */
  change(object: string): JsonObject {
    const { fields = [] } = this.#definition.objects[object] ?? {};
    this.#number += 1;
    const changes: JsonObject = {};
    for (const field of this.#usable(object, fields)) {
      if (field.createOnly || field.path !== undefined) continue;
      const value = this.#valueOf(object, field, this.#number, 1);
      if (value !== undefined) changes[field.key] = value;
    }
    return changes;
  }

  /** A key of the object that takes text, with a value that differs from record to record. */
  textKey(object: string): string | undefined {
    const { fields = [], footerField } = this.#definition.objects[object] ?? {};
    return footerField ?? fields.find((field) => field.type === 'text' && !field.path && !field.maxLength)?.key;
  }

  #usable(object: string, fields: DestinationField[]): DestinationField[] {
    const left = new Set(this.#suite.leaveOut?.[object] ?? []);
    // what depends on a stage that the sample does not have is not sent by the planner either
    return fields.filter((field) => !field.readOnly && !left.has(field.key) && field.stageKinds === undefined);
  }

  async #parent(object: string): Promise<string> {
    const known = this.#made.get(object);
    if (known !== undefined) return known;
    const record = await this.#writer.create(object, await this.payload(object), writing);
    this.#made.set(object, record.id);
    return record.id;
  }

  #valueOf(object: string, field: DestinationField, number: number, variant = 0): Json | undefined {
    const given = this.#suite.samples?.[object]?.[field.key];
    if (given !== undefined) return given;
    if (field.type === 'reference') return this.#reference(field, variant);
    if (field.options && field.options.length > 0) return field.options[variant % field.options.length]?.value;
    if (field.default !== undefined) return field.default;
    const value = sampleOf(field, number);
    return value === undefined ? undefined : toWire(field, field.many ? [{ value }] : value);
  }

  #reference(field: DestinationField, variant: number): Json | undefined {
    const { users, pipelines, recordStatuses } = this.#metadata;
    if (field.concept?.endsWith('.owner')) return users[variant % Math.max(1, users.length)]?.id;
    if (field.concept === 'deal.stage')
      return pipelines[0]?.stages.filter((stage) => stage.kind === 'open')[variant]?.id;
    if (field.concept?.endsWith('.status')) return recordStatuses[variant]?.id;
    return undefined;
  }
}

function sampleOf(field: DestinationField, number: number): Json | undefined {
  switch (field.type) {
    case 'text':
    case 'choice':
      return field.maxLength === undefined ? `${awkward} ${number}` : `Sample ${number}`.slice(0, field.maxLength);
    case 'choices':
      return `tag ${number}`;
    case 'html':
      return `<p>Zoë &amp; <b>漢字</b> 🧑‍🚀 ${number}</p>`;
    case 'id':
      return `source-${number}`;
    case 'email':
      return `person${number}@contract.example`;
    case 'phone':
      return `+4420794${String(60_000 + number).slice(-5)}`;
    case 'url':
      return `https://contract.example/${number}`;
    case 'domain':
      return `contract${number}.example`;
    case 'date':
      return '2024-02-29';
    case 'instant':
      return `2024-02-29T09:30:${String(number % 60).padStart(2, '0')}Z`;
    case 'local_time':
      return '2024-02-29T09:30:00[Europe/London]';
    case 'number':
    case 'integer':
      return number % 100;
    case 'money':
      return { minor: 123_400 + number, currency: 'USD' };
    case 'currency':
      return 'USD';
    case 'boolean':
      return number % 2 === 0;
    case 'country':
      return 'DE';
    case 'duration_s':
      return 60 + number;
    case 'reference':
      return undefined;
  }
}
