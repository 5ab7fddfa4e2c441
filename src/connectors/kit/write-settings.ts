import type { HttpClient } from '../../http/client.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import { PortageError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import type { BudgetDraw } from '../../model/pacing.ts';
import type { DefineKind, WriteOptions } from '../../model/ports.ts';
import type { Caller } from './caller.ts';
import { bareRequest } from './write-compile.ts';
import { definitionFor, definitionValues, idOfKey, keyOfId } from './write-define.ts';
import { recordOf } from './write-record.ts';
import type { WriteSender } from './write-sender.ts';

/** Makes and removes settings of the account: custom fields, pipelines, stages, statuses. */
export class SettingsWriter {
  readonly #destination: DestinationDefinition;
  readonly #caller: Caller;
  readonly #client: HttpClient;
  readonly #sender: WriteSender;
  readonly #draws = new Map<string, BudgetDraw[]>();

  constructor(destination: DestinationDefinition, caller: Caller, client: HttpClient, sender: WriteSender) {
    this.#destination = destination;
    this.#caller = caller;
    this.#client = client;
    this.#sender = sender;
  }

  /** All definitions of an account draw alike; which kind comes is not known when leave is taken. */
  draws(object: string): BudgetDraw[] {
    const known = this.#draws.get(object);
    if (known !== undefined) return known;
    const { field, pipeline, stage, recordStatus } = this.#destination.define;
    const request = (field[object] ?? pipeline ?? stage ?? recordStatus ?? Object.values(field)[0])?.request;
    const draws = request === undefined ? [] : this.#client.draws(bareRequest(request));
    this.#draws.set(object, draws);
    return draws;
  }

  async define(
    kind: DefineKind,
    object: string,
    payload: JsonObject,
    options: WriteOptions,
  ): Promise<{ id: string; key: string }> {
    const definition = definitionFor(this.#destination, kind, object);
    const request = this.#caller.prepare(definition.request, definitionValues(definition, object, payload));
    const label = `${kind} "${String(payload['label'] ?? payload['name'] ?? '')}"`;
    const answer = await this.#sender.send(request, options, label);
    const made = answer.body === undefined ? null : recordOf(answer.body as JsonObject, definition.id);
    if (made === null) {
      throw new PortageError('in_doubt', `The vendor's answer to a new ${kind} has no id`, {
        code: 'created_without_id',
      });
    }
    return { id: made.id, key: keyOfId(definition, made.id) };
  }

  async undefine(kind: DefineKind, object: string, id: string, options: WriteOptions): Promise<void> {
    const definition = definitionFor(this.#destination, kind, object);
    if (definition.remove === undefined) {
      throw new PortageError('record', `The vendor cannot remove a ${kind}`, {
        code: 'undefine_unsupported',
        hint: 'Remove it at the destination by hand.',
      });
    }
    const request = this.#caller.prepare(definition.remove, { id: idOfKey(definition, id), object });
    await this.#sender.remove(request, options, kind);
  }
}
