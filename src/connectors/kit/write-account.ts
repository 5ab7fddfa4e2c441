import { digestOf } from '../../http/auth-context.ts';
import type { HttpConnection } from '../../http/client.ts';
import type { PreparedRequest } from '../../http/template.ts';
import type { DescribeDefinition } from '../../model/describe-definition.ts';
import { isPortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';
import type { Caller } from './caller.ts';

/**
 * For vendors that do not tell which account a key belongs to: the connection test's answer gets what the connection says
 * of it, as `connection.account`; without that a digest of the key stands for the account, which changes with the key. A key without the right to the tested list is still known; the probes name the right.
 */
export function namingAccount(
  caller: Caller,
  { id, request: tested }: DescribeDefinition['account'],
  connection: HttpConnection,
): Caller {
  if (!id.startsWith('connection.')) return caller;
  const given = connection.options?.['account'];
  const account = typeof given === 'string' && given !== '' ? given : `key ${digestOf(connection.credentials)}`;
  const tests = new WeakSet<PreparedRequest>();
  return {
    prepare: (template, values) => {
      const request = caller.prepare(template, values);
      if (template === tested) tests.add(request);
      return request;
    },
    send: async (request, options) => {
      if (!tests.has(request)) return caller.send(request, options);
      try {
        const answer = await caller.send(request, options);
        return { ...answer, body: { ...membersOf(answer.body), connection: { account } } };
      } catch (error) {
        if (!isPortageError(error, 'permission')) throw error;
        return { status: error.status ?? 403, headers: {}, body: { connection: { account } } };
      }
    },
  };
}

function membersOf(body: Json | undefined): { [name: string]: Json } {
  return body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {};
}
