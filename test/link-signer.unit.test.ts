import { describe, expect, test } from 'vitest';
import type { LinkPurpose } from '../src/model/sample-link.ts';
import { createLinkSigner } from '../src/runtime/link-signer.ts';
import { fc } from './support/property.ts';

const [oldKey, newKey] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)] as const;
const claims = {
  purpose: 'sample',
  migrationId: '0199aaaa-0000-7000-8000-000000000001',
  linkId: '0199aaaa-0000-7000-8000-000000000002',
  expiresAt: new Date('2026-12-05T12:00:00Z'),
} as const;

describe('a signed link', () => {
  test('says what it was signed for, and fits into one address without marks that a mail would break', () => {
    const token = createLinkSigner([newKey]).sign(claims);
    expect(token).toMatch(/^[\w-]{96}$/);
    expect(createLinkSigner([newKey]).read(token, 'sample')).toEqual(claims);
  });

  test('says nothing once a single character is another one', () => {
    const signer = createLinkSigner([newKey]);
    const token = signer.sign(claims);
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...letters), (at, letter) => {
        fc.pre(token[at] !== letter);
        expect(signer.read(token.slice(0, at) + letter + token.slice(at + 1), 'sample')).toBeNull();
      }),
    );
  });

  test('says nothing for another purpose, at another installation, or as any other text', () => {
    const signer = createLinkSigner([newKey]);
    expect(signer.read(signer.sign(claims), 'report' as LinkPurpose)).toBeNull();
    expect(signer.read(signer.sign({ ...claims, purpose: 'report' as LinkPurpose }), 'sample')).toBeNull();
    expect(createLinkSigner([oldKey]).read(signer.sign(claims), 'sample')).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => signer.read(text, 'sample') === null));
  });

  test('goes on to hold after the key was changed, for as long as the earlier one is given', () => {
    const token = createLinkSigner([oldKey]).sign(claims);
    expect(createLinkSigner([newKey, oldKey]).read(token, 'sample')).toEqual(claims);
    expect(createLinkSigner([newKey]).read(token, 'sample')).toBeNull();
  });
});
