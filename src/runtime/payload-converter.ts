/**
 * Bundled into workflow code as well as loaded by clients and workers: it may import nothing but the SDK's common package.
 */
import { defaultPayloadConverter, type Payload, type PayloadConverter } from '@temporalio/common';

/** What a payload that cannot be decoded becomes. Every check of an argument refuses it, and its reason can be shown. */
export interface Undecodable {
  __undecodable: true;
  encoding: string;
  reason: string;
}

/** True for the value that stands for a payload nobody could read. */
export function isUndecodable(value: unknown): value is Undecodable {
  return typeof value === 'object' && value !== null && (value as Partial<Undecodable>).__undecodable === true;
}

/**
 * The default converter, except that decoding never throws. Temporal decodes a signal's arguments before any handler runs:
 * one `json/protobuf` or broken JSON payload, sent by hand from the Temporal UI, would fail every workflow task from then on.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value, context, hint) => defaultPayloadConverter.toPayload(value, context, hint),
  fromPayload<T>(
    payload: Payload,
    context?: Parameters<PayloadConverter['fromPayload']>[1],
    hint?: Parameters<PayloadConverter['fromPayload']>[2],
  ): T {
    try {
      return defaultPayloadConverter.fromPayload<T>(payload, context, hint as never);
    } catch (error) {
      return undecodable(payload, error) as T;
    }
  },
};

function undecodable(payload: Payload, error: unknown): Undecodable {
  return { __undecodable: true, encoding: encodingOf(payload), reason: reasonOf(error, payload) };
}

function encodingOf(payload: Payload): string {
  const bytes = payload?.metadata?.['encoding'];
  // Only what an encoding's name can hold, so that nothing else reaches a log.
  return bytes ? String.fromCharCode(...bytes.subarray(0, 40)).replaceAll(/[^\w/.+-]/g, '?') : 'none';
}

/** The JSON parser quotes the text it could not read, which may be a customer's: keep the kind of the error only. */
function reasonOf(error: unknown, payload: Payload): string {
  if (error instanceof SyntaxError) return 'not valid JSON';
  return `the encoding ${encodingOf(payload)} is not read here, choose json/plain`;
}
