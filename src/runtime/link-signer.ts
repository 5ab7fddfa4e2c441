import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parse, stringify } from 'uuid';
import type { LinkClaims, LinkPurpose, LinkSigner } from '../model/sample-link.ts';

const VERSION = 'v1';
const UUID_BYTES = 16;
const TIME_BYTES = 8;
const CLAIM_BYTES = 2 * UUID_BYTES + TIME_BYTES;
const MAC_BYTES = 32;
/** 72 bytes are 96 characters of base64url without a spare bit: one link has one spelling. */
const form = /^[\w-]{96}$/;

/**
 * HMAC-SHA256 over purpose, migration, link and expiry. Its key is derived from the installation's secret, so that what signs
 * links opens no stored credential; the first key signs, the others still check what they once signed.
 */
export function createLinkSigner(secretKeys: readonly Buffer[]): LinkSigner {
  const keys = secretKeys.map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `portage link ${VERSION}`, 32)),
  );
  const macOf = (key: Buffer, purpose: LinkPurpose, claims: Buffer) =>
    createHmac('sha256', key).update(`${VERSION}\0${purpose}\0`).update(claims).digest();
  return {
    sign(claims) {
      const [current] = keys;
      if (current === undefined) throw new Error('there is no key to sign with');
      const bytes = bytesOf(claims);
      return Buffer.concat([bytes, macOf(current, claims.purpose, bytes)]).toString('base64url');
    },
    read(token, purpose) {
      if (!form.test(token)) return null;
      const bytes = Buffer.from(token, 'base64url');
      const claims = bytes.subarray(0, CLAIM_BYTES);
      const mac = bytes.subarray(CLAIM_BYTES, CLAIM_BYTES + MAC_BYTES);
      // every key is tried, so that the time says nothing about which one it was
      const known = keys.map((key) => timingSafeEqual(macOf(key, purpose, claims), mac));
      return known.includes(true) ? claimsOf(claims, purpose) : null;
    },
  };
}

function bytesOf({ migrationId, linkId, expiresAt }: LinkClaims): Buffer {
  const time = Buffer.alloc(TIME_BYTES);
  time.writeBigUInt64BE(BigInt(expiresAt.getTime()));
  return Buffer.concat([parse(migrationId), parse(linkId), time]);
}

function claimsOf(bytes: Buffer, purpose: LinkPurpose): LinkClaims {
  return {
    purpose,
    migrationId: stringify(bytes.subarray(0, UUID_BYTES)),
    linkId: stringify(bytes.subarray(UUID_BYTES, 2 * UUID_BYTES)),
    expiresAt: new Date(Number(bytes.readBigUInt64BE(2 * UUID_BYTES))),
  };
}
