import { defaultPayloadConverter } from '@temporalio/common';
import { expect, test } from 'vitest';
import { isUndecodable, payloadConverter } from '../src/runtime/payload-converter.ts';
import { fc } from './support/property.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

test('whatever the default converter can carry comes across alike', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const payload = payloadConverter.toPayload(value);
      expect(payload).toEqual(defaultPayloadConverter.toPayload(value));
      expect(payloadConverter.fromPayload(payload)).toEqual(defaultPayloadConverter.fromPayload(payload));
    }),
  );
});

test('no payload at all makes decoding throw', () => {
  const maybeBytes = fc.option(fc.uint8Array(), { nil: undefined });
  const metadata = fc.dictionary(
    fc.constantFrom('encoding', 'messageType', 'other'),
    fc.oneof(
      fc.uint8Array(),
      fc.constantFrom(...['json/plain', 'json/protobuf', 'binary/null', 'binary/plain', 'binary/protobuf'].map(bytes)),
    ),
  );
  const payload = fc.record({ metadata: fc.option(metadata, { nil: undefined }), data: maybeBytes });
  fc.assert(fc.property(payload, (any) => void payloadConverter.fromPayload(any)));
});

test.each([
  ['json/protobuf', '{"version":1}', /is not read here, choose json\/plain/],
  ['json/plain', '{"name":"Jane', /^not valid JSON$/],
  ['json/plain; charset=utf8', '{}', /is not read here, choose json\/plain/],
])('%s %s becomes a value that tells why, without its content', (encoding, data, reason) => {
  const value = payloadConverter.fromPayload({ metadata: { encoding: bytes(encoding) }, data: bytes(data) });
  expect(isUndecodable(value)).toBe(true);
  expect(value).toMatchObject({ reason: expect.stringMatching(reason) });
  expect(JSON.stringify(value)).not.toContain('Jane');
});
