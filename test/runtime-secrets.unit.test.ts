import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSecretBox, loadSecretKeys } from '../src/runtime/secrets.ts';
import { fc } from './support/property.ts';

const oldKey = randomBytes(32);
const newKey = randomBytes(32);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portage-secrets-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('any text comes back as it was, and never twice as the same envelope', () => {
  const box = createSecretBox([newKey]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
      const envelope = box.seal(text, context);
      expect(box.open(envelope, context)).toBe(Buffer.from(text).toString());
      expect(box.seal(text, context)).not.toBe(envelope);
    }),
  );
});

test('an envelope copied to another connection does not open there', () => {
  const box = createSecretBox([newKey]);
  const envelope = box.seal('s3cret', 'tenant-a/connection-1');
  expect(() => box.open(envelope, 'tenant-b/connection-1')).toThrow('belongs to another connection');
});

test('an envelope with one changed letter does not open', () => {
  const box = createSecretBox([newKey]);
  const envelope = box.seal('s3cret', 'c');
  const last = envelope.endsWith('A') ? 'B' : 'A';
  expect(() => box.open(`${envelope.slice(0, -2)}${last}${last}`, 'c')).toThrow('was changed');
});

test('after a change of keys old envelopes open and are known as outdated', () => {
  const envelope = createSecretBox([oldKey]).seal('s3cret', 'c');
  const box = createSecretBox([newKey, oldKey]);
  expect(box.open(envelope, 'c')).toBe('s3cret');
  expect(box.isOutdated(envelope)).toBe(true);
  expect(box.isOutdated(box.seal('s3cret', 'c'))).toBe(false);
  expect(() => createSecretBox([newKey]).open(envelope, 'c')).toThrow('not among those given');
});

test('the key file is made once, for the owner only, also when two processes start together', async () => {
  const file = join(folder, 'secret.key');
  const [first, second] = await Promise.all([loadSecretKeys({ file }), loadSecretKeys({ file })]);
  expect(first).toEqual(second);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await chmod(file, 0o644);
  expect(await loadSecretKeys({ file })).toEqual(first);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('keys are read from hex and from base64, the first one is current', async () => {
  const secretKey = `${newKey.toString('base64')}, ${oldKey.toString('hex')}`;
  expect(await loadSecretKeys({ secretKey, file: '/nowhere' })).toEqual([newKey, oldKey]);
});

test('a short key is refused without being shown', async () => {
  await expect(loadSecretKeys({ secretKey: 'hunter2', file: '/nowhere' })).rejects.toThrow(/^(?!.*hunter2).*32 bytes/);
});
