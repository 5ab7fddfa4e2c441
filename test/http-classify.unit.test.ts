import { describe, expect, test } from 'vitest';
import { classifyAnswer } from '../src/http/classify.ts';
import { readAnswer, wireFailure } from '../src/http/read-answer.ts';
import { WireError, type WireFault } from '../src/http/transport.ts';
import { isPortageError } from '../src/model/errors.ts';
import { type ErrorRule, errorRuleSchema } from '../src/model/http-definition.ts';
import type { Json } from '../src/model/json.ts';

const read = { route: 'GET /people', effect: 'read', idempotent: true } as const;
const create = { route: 'POST /people', effect: 'write', idempotent: false } as const;
const repeat = { route: 'PUT /people/{id}', effect: 'write', idempotent: true } as const;

const answer = (status: number, headers: Record<string, string> = {}, body?: Json) => ({
  status,
  headers,
  text: body === undefined ? '' : JSON.stringify(body),
  body,
});
const rule = (value: unknown): ErrorRule => errorRuleSchema.parse(value);

describe('what a status means', () => {
  test.each([
    // status, of a read, of a create, of a write that may be repeated
    [200, null, null, null],
    [204, null, null, null],
    [302, 'contract', 'contract', 'contract'],
    [400, 'contract', 'record', 'record'],
    [401, 'auth', 'auth', 'auth'],
    [402, 'permission', 'permission', 'permission'],
    [403, 'permission', 'permission', 'permission'],
    [404, 'record', 'record', 'record'],
    [408, 'transient', 'in_doubt', 'transient'],
    [409, 'record', 'record', 'record'],
    [418, 'record', 'record', 'record'],
    [422, 'contract', 'record', 'record'],
    [423, 'transient', 'transient', 'transient'],
    [429, 'rate_limited', 'rate_limited', 'rate_limited'],
    [500, 'transient', 'in_doubt', 'transient'],
    [501, 'contract', 'contract', 'contract'],
    [502, 'transient', 'in_doubt', 'transient'],
    [503, 'transient', 'in_doubt', 'transient'],
    [504, 'transient', 'in_doubt', 'transient'],
    [529, 'transient', 'in_doubt', 'transient'],
  ])(
    '%i is %s to a read, %s to a create and %s to a write that may be repeated',
    (status, toRead, toCreate, toRepeat) => {
      const kinds = [read, create, repeat].map(
        (request) => classifyAnswer(answer(status), [], request, 0)?.kind ?? null,
      );
      expect(kinds).toStrictEqual([toRead, toCreate, toRepeat]);
    },
  );

  test('a 503 that says when to come back has not begun with a write', () => {
    expect(classifyAnswer(answer(503, { 'retry-after': '7' }), [], create, 0)).toMatchObject({
      kind: 'transient',
      retryAfterMs: 7000,
    });
  });

  test('a 429 without Retry-After waits for the reset that the rate headers tell', () => {
    expect(classifyAnswer(answer(429, { 'x-ratelimit-reset': '3' }), [], create, 0)).toMatchObject({
      retryAfterMs: 3000,
    });
  });
});

describe('the vendor’s own rules', () => {
  test.each([
    [
      'by status and plain text',
      { status: 403, body: { matches: 'throttl' }, kind: 'rate_limited', code: 'throttled' },
      { ...answer(403), text: 'You were throttled' },
    ],
    ['by status class', { status: '5xx', kind: 'rate_limited', code: 'throttled' }, answer(503)],
    ['by a list of statuses', { status: [400, 418], kind: 'rate_limited', code: 'throttled' }, answer(418)],
    [
      'by a header',
      { header: { name: 'X-Reason', matches: '^limit$' }, kind: 'rate_limited', code: 'throttled' },
      answer(400, { 'x-reason': 'limit' }),
    ],
    [
      'by content type',
      { contentType: 'text/plain', kind: 'rate_limited', code: 'throttled' },
      answer(400, { 'content-type': 'text/plain' }),
    ],
    [
      'by a path in a 200',
      { status: 200, body: { path: 'error.code', matches: '^LIMIT' }, kind: 'rate_limited', code: 'throttled' },
      answer(200, {}, { error: { code: 'LIMIT_EXCEEDED' } }),
    ],
    [
      'by a path that holds anything',
      { body: { path: 'error' }, kind: 'rate_limited', code: 'throttled' },
      answer(200, {}, { error: { x: 1 } }),
    ],
  ])('match %s', (_, definition, received) => {
    expect(classifyAnswer(received, [rule(definition)], create, 0)).toMatchObject({
      kind: 'rate_limited',
      code: 'throttled',
    });
  });

  test('do not match where one of several conditions fails', () => {
    const rules = [rule({ status: 403, body: { matches: 'throttl' }, kind: 'rate_limited', code: 'throttled' })];
    expect(classifyAnswer({ ...answer(403), text: 'no' }, rules, read, 0)).toMatchObject({ kind: 'permission' });
  });

  test('a rule that names no condition matches nothing', () => {
    expect(classifyAnswer(answer(200), [rule({ kind: 'record', code: 'x' })], read, 0)).toBeNull();
  });

  test('the first that matches wins', () => {
    const rules = [
      rule({ status: 400, kind: 'config', code: 'first' }),
      rule({ status: '4xx', kind: 'record', code: 'second' }),
    ];
    expect(classifyAnswer(answer(400), rules, read, 0)?.code).toBe('first');
  });

  test('a 500 that is said not to have been applied is not in doubt', () => {
    const known = { status: 500, kind: 'transient', code: 'busy', notApplied: true };
    expect(classifyAnswer(answer(500), [rule(known)], create, 0)?.kind).toBe('transient');
    expect(classifyAnswer(answer(500), [rule({ ...known, notApplied: undefined })], create, 0)?.kind).toBe('in_doubt');
  });

  test('a waiting time may stand in the body', () => {
    const waits = rule({ status: 429, kind: 'rate_limited', code: 'x', retryAfter: { path: 'error.rate_reset' } });
    expect(classifyAnswer(answer(429, {}, { error: { rate_reset: 1.5 } }), [waits], read, 0)?.retryAfterMs).toBe(1500);
  });
});

describe('an error', () => {
  test('names the vendor’s codes and fields and never a value', () => {
    const body = {
      error: 'Ann Lee <ann@acme.example> is not valid',
      errors: [{ code: 'INVALID_EMAIL', field: 'email', message: 'ann@acme.example is wrong' }],
      'field-errors': { phone: 'not +49 30 123456' },
    };
    const error = classifyAnswer(answer(400, {}, body), [], create, 0);
    expect(error?.details).toStrictEqual({ vendorCodes: ['INVALID_EMAIL'], fields: ['email', 'phone'] });
    expect(JSON.stringify({ message: error?.message, ...error })).not.toMatch(/ann|acme|49/i);
  });
});

describe('a request without a whole answer', () => {
  test.each([
    ['unreachable', false, 'transient', 'transient'],
    ['refused', false, 'config', 'config'],
    ['timeout', true, 'transient', 'in_doubt'],
    ['dropped', true, 'transient', 'in_doubt'],
    ['too_large', true, 'contract', 'in_doubt'],
  ])('%s, with bytes sent %s, is %s to a read and %s to a create', (fault, sent, toRead, toCreate) => {
    const error = new WireError(fault as WireFault, sent);
    expect([wireFailure(error, read).kind, wireFailure(error, create).kind]).toStrictEqual([toRead, toCreate]);
  });

  test.each([
    ['a web page', '<!DOCTYPE html><p>Sign in</p>', 'text/html', 'html_instead_of_json'],
    ['a web page without its content type', ' <html>', 'application/json', 'html_instead_of_json'],
    ['JSON that ends in the middle', '{"data":[{"id":1},{"i', 'application/json', 'answer_truncated'],
  ])('%s with status 200 is tried again by a read and leaves a create in doubt', (_, text, type, code) => {
    const wire = { status: 200, headers: { 'content-type': type }, bytes: Buffer.from(text) };
    const kinds = [read, create].map((request) => {
      const result = readAnswer(wire, 'json', [], request, 0);
      return isPortageError(result) ? [result.kind, result.code] : result;
    });
    expect(kinds).toStrictEqual([
      ['transient', code],
      ['in_doubt', code],
    ]);
  });

  test('no content is an answer without a body', () => {
    const wire = { status: 204, headers: {}, bytes: Buffer.alloc(0) };
    expect(readAnswer(wire, 'json', [], read, 0)).toStrictEqual({ status: 204, headers: {}, body: undefined });
  });

  test('a byte order mark is no reason to refuse JSON', () => {
    const wire = { status: 200, headers: {}, bytes: Buffer.from('\uFEFF{"id":1}') };
    expect(readAnswer(wire, 'json', [], read, 0)).toMatchObject({ body: { id: 1 } });
  });
});
