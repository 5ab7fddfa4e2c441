import { expect, test } from 'vitest';
import { whyUnreachable } from '../src/http/unreachable.ts';

test.each([
  ['ENOTFOUND', 'there is no host named api.acme.example'],
  ['EAI_AGAIN', 'cannot be looked up'],
  ['ECONNREFUSED', 'nothing listens at'],
  ['CERT_HAS_EXPIRED', 'has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'made out to another name'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'signed by nobody'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'signed by nobody'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS'],
  ['UND_ERR_CONNECT_TIMEOUT', 'does not answer'],
  ['ENETUNREACH', 'no way to'],
])('%s says in words why nothing was reached, and what to look at', (code, reason) => {
  const why = whyUnreachable(['SOMETHING_ELSE', code], 'api.acme.example');
  expect(why.reason).toContain(reason);
  expect(why.reason).toContain('api.acme.example');
  expect(why.hint).toMatch(/base URL|name server/);
});
