import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { chmod, link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { PortageError } from '../model/errors.ts';

const VERSION = 'v1';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;

export interface SecretBox {
  /**
   * Encrypts a text. `context` says whose it is (tenant and connection): an envelope that was copied to another row does not
   * open there.
   */
  seal(text: string, context: string): string;
  open(envelope: string, context: string): string;
  /** True for an envelope sealed with an earlier key: seal it again when it is next touched. */
  isOutdated(envelope: string): boolean;
}

/** AES-256-GCM with the first key; the others only open what they once sealed, so keys can be changed without a stop. */
export function createSecretBox(keys: readonly Buffer[]): SecretBox {
  const [current] = keys;
  if (!current) throw keyError('there is no key');
  const byId = new Map(keys.map((key) => [keyId(key), key]));
  return {
    seal(text, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', current, nonce).setAAD(Buffer.from(context));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = [nonce, sealed, cipher.getAuthTag()].map((part) => part.toString('base64url'));
      return [VERSION, keyId(current), ...parts].join('.');
    },
    open(envelope, context) {
      const [version, id, ...parts] = envelope.split('.');
      if (version !== VERSION || id === undefined || parts.length !== 3) throw openError('it is no envelope of ours');
      const key = byId.get(id);
      if (!key) throw openError(`its key ${id} is not among those given`);
      const [nonce, sealed, tag] = parts.map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
        decipher.setAAD(Buffer.from(context)).setAuthTag(tag);
        return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
      } catch {
        throw openError('it was changed, or belongs to another connection');
      }
    },
    isOutdated: (envelope) => !envelope.startsWith(`${VERSION}.${keyId(current)}.`),
  };
}

/** Tells keys apart without giving them away. */
function keyId(key: Buffer): string {
  return createHash('sha256').update('portage secret key\0').update(key).digest('hex').slice(0, 8);
}

/**
 * The keys of PORTAGE_SECRET_KEY (one or more, the current first, 32 bytes each in hex or base64), else of the key file, which
 * is created on first use for the owner only.
 */
export async function loadSecretKeys(options: { secretKey?: string | undefined; file: string }): Promise<Buffer[]> {
  if (options.secretKey !== undefined) return parseKeys(options.secretKey, 'PORTAGE_SECRET_KEY');
  await createKeyFile(options.file);
  const { mode } = await stat(options.file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) await chmod(options.file, 0o600);
  return parseKeys(await readFile(options.file, 'utf8'), options.file);
}

/** Written beside its place and linked: of two processes that start together one wins, and nobody reads half a key. */
async function createKeyFile(file: string): Promise<void> {
  if (await stat(file).catch(() => undefined)) return;
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600 });
  try {
    await link(unfinished, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(unfinished, { force: true });
  }
}

function parseKeys(text: string, location: string): Buffer[] {
  const keys = text
    .split(/[\s,]+/)
    .filter((part) => part !== '')
    .map((part) => Buffer.from(part, /^[\da-f]{64}$/i.test(part) ? 'hex' : 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== KEY_BYTES)) {
    throw keyError('each key must be 32 bytes in hex or base64', location);
  }
  return keys;
}

function keyError(reason: string, location?: string): PortageError {
  return new PortageError('config', `The key for stored credentials cannot be used: ${reason}.`, {
    code: 'secret_key_invalid',
    hint: 'Make one with: openssl rand -base64 32',
    location,
  });
}

function openError(reason: string): PortageError {
  return new PortageError('config', `A stored credential cannot be decrypted: ${reason}.`, {
    code: 'secret_unreadable',
    hint: 'Give the key it was stored with (PORTAGE_SECRET_KEY takes several, the current one first), or enter the credential again.',
  });
}
