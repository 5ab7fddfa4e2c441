import { expect, test } from 'vitest';
import { PortageError } from '../src/model/errors.ts';
import { createLog, type Log } from '../src/runtime/logging.ts';
import { redact, redactText } from '../src/runtime/redaction.ts';

function logged(write: (log: Log) => void, format: 'json' | 'line' = 'json'): string {
  const lines: string[] = [];
  write(createLog({ level: 'trace', format, destination: { write: (line: string) => void lines.push(line) } }));
  return lines.join('');
}

test.each([
  ['apiToken', 'tok_1'],
  ['api_key', 'tok_1'],
  ['X-Api-Key', 'tok_1'],
  ['Authorization', 'Basic tok_1'],
  ['databaseUrl', 'tok_1'],
  ['clientSecret', { value: 'tok_1' }],
  ['email', 'tok_1'],
  ['emails', ['tok_1']],
  ['firstName', 'tok_1'],
  ['phone_numbers', ['tok_1']],
  ['payload', { anything: 'tok_1' }],
  ['beforeImage', { anything: 'tok_1' }],
])('the value of a field named %s is not logged', (name, value) => {
  expect(JSON.stringify(redact({ deep: { list: [{ [name]: value }] } }))).not.toContain('tok_1');
});

test.each([
  ['mail to jane.o’neil@acme.example failed', 'mail to jane.o’[email] failed'],
  ['call +44 20 7946 0958 back', 'call [phone] back'],
  ['GET https://api.acme.example/v1/x?api_token=abc&x=1 failed', 'GET https://api.acme.example/v1/x?[query] failed'],
  ['postgres://portage:hunter2@127.0.0.1:5432/portage', 'postgres://[secret]@127.0.0.1:5432/portage'],
  ['Authorization: Bearer abcdefgh12345', 'Authorization: Bearer [secret]'],
  ['2026-11-21T12:00:00+01:00 page 3 of 1200, id 18446744073709551615', undefined],
])('%s is logged without what is private in it', (text, expected) => {
  expect(redactText(text)).toBe(expected ?? text);
});

test('messages, fields, errors with their causes, and children are all redacted', () => {
  const cause = new Error('duplicate key jane@acme.example');
  const error = new PortageError('record', 'refused jane@acme.example', {
    code: 'x',
    cause,
    details: { email: 'jane@acme.example' },
  });
  const text = logged((log) => {
    log.info('hello jane@acme.example');
    log.info({ object: 'contact', contact: { email: 'jane@acme.example' } }, 'row %s', 'jane@acme.example');
    log.error({ err: error }, 'failed');
    log.error(error);
    log.child({ user: 'jane@acme.example' }).warn('child');
  });
  expect(text).not.toContain('jane@');
  expect(text).toContain('duplicate key [email]');
  expect(text).toContain('"object":"contact"');
});

test('a loop, a huge list or bytes in a field do not break the log', () => {
  const loop: Record<string, unknown> = {
    items: Array.from({ length: 500 }, (_, index) => index),
    bytes: Buffer.alloc(9),
  };
  loop['self'] = loop;
  const text = logged((log) => log.info(loop, 'x'));
  expect(text).toContain('[450 more]');
  expect(text).toContain('[9 bytes]');
  expect(text).toContain('[deep]');
});

test('people get one line each with the reason of an error', () => {
  const text = logged((log) => log.warn({ err: new Error('no route'), waitedMs: 900 }, 'slow'), 'line');
  expect(text).toMatch(/^\d\d:\d\d:\d\d warn {2}slow: no route {2}\(waitedMs=900\)\n$/);
});
