import type { HttpClient } from '../../http/client.ts';
import type { HttpAnswer } from '../../http/read-answer.ts';
import type { PreparedRequest } from '../../http/template.ts';
import { isPortageError } from '../../model/errors.ts';
import type { WriteOptions } from '../../model/ports.ts';
import { refusalOf } from './write-errors.ts';

/** Sends what changes something at the vendor, under the leave that was taken for it. */
export class WriteSender {
  readonly #client: HttpClient;
  readonly #system: string;

  constructor(client: HttpClient, system: string) {
    this.#client = client;
    this.#system = system;
  }

  /** `label` names in a refusal what was sent; `idempotent`: the same twice is the same as once. */
  async send(
    request: PreparedRequest,
    { timeoutMs, slot, signal }: WriteOptions,
    label: string,
    idempotent = false,
  ): Promise<HttpAnswer> {
    try {
      return await this.#client.send(request, { timeoutMs, signal, reservation: slot, idempotent });
    } catch (error) {
      throw refusalOf(error, this.#system, label);
    }
  }

  /** Sends a removal: what is gone already is removed. */
  async remove(request: PreparedRequest, options: WriteOptions, label: string): Promise<void> {
    try {
      await this.send(request, options, label, true);
    } catch (error) {
      if (!isPortageError(error) || (error.status !== 404 && error.status !== 410)) throw error;
    }
  }
}
