import { describe, expect, test } from 'vitest';
import { backoffMs } from '../src/http/backoff.ts';
import { newsOf } from '../src/http/learn.ts';
import { linkTarget } from '../src/http/link-header.ts';
import { rateNews } from '../src/http/rate-headers.ts';
import { redactHeaders, redactUrl } from '../src/http/redact.ts';
import { retryAfterMs } from '../src/http/retry-after.ts';
import { limitDefinitionSchema } from '../src/model/limit-definition.ts';
import type { BudgetDraw } from '../src/model/pacing.ts';

const now = Date.parse('2026-11-21T12:00:00Z');

describe('Retry-After', () => {
  test.each([
    ['seconds', { 'retry-after': '7' }, 7000],
    ['decimal seconds', { 'retry-after': '0.5' }, 500],
    ['a date', { 'retry-after': 'Sat, 21 Nov 2026 12:00:30 GMT' }, 30_000],
    [
      'a date against a vendor clock that is wrong',
      { 'retry-after': 'Sat, 21 Nov 2026 10:00:30 GMT', date: 'Sat, 21 Nov 2026 10:00:00 GMT' },
      30_000,
    ],
    ['a date that has passed', { 'retry-after': 'Sat, 21 Nov 2026 11:00:00 GMT' }, 0],
    ['more than a day is a misread unit', { 'retry-after': '1795262400' }, 86_400_000],
    ['nothing', {}, undefined],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
  ])('%s', (_, headers, expected) => {
    expect(retryAfterMs(headers as Record<string, string>, now)).toBe(expected);
  });
});

describe('rate headers', () => {
  test.each([
    [
      'one header of pairs (Close)',
      { ratelimit: 'limit=100, remaining=50, reset=5.5' },
      { limit: 100, remaining: 50, resetMs: 5500 },
    ],
    [
      'the draft with its policy',
      { ratelimit: '"default";r=50;t=30', 'ratelimit-policy': '"default";q=100;w=60' },
      { limit: 100, remaining: 50, resetMs: 30_000, windowMs: 60_000 },
    ],
    [
      'separate headers',
      { 'ratelimit-limit': '100, 100;w=60', 'ratelimit-remaining': '3', 'ratelimit-reset': '9' },
      { limit: 100, remaining: 3, resetMs: 9000 },
    ],
    [
      'a reset in epoch seconds (Capsule)',
      { 'x-ratelimit-limit': '4000', 'x-ratelimit-reset': String(now / 1000 + 60) },
      { limit: 4000, resetMs: 60_000 },
    ],
    [
      'maximum and interval (HighLevel)',
      { 'x-ratelimit-max': '100', 'x-ratelimit-remaining': '98', 'x-ratelimit-interval-milliseconds': '10000' },
      { limit: 100, remaining: 98, windowMs: 10_000 },
    ],
  ])('%s', (_, headers, expected) => {
    expect(rateNews(headers as Record<string, string>, now)).toMatchObject(expected);
  });

  test('the definition’s own names go first', () => {
    const headers = {
      'x-hubspot-ratelimit-daily': '650000',
      'x-hubspot-ratelimit-daily-remaining': '600000',
      'x-ratelimit-limit': '5',
    };
    const named = {
      limit: 'X-HubSpot-RateLimit-Daily',
      remaining: 'X-HubSpot-RateLimit-Daily-Remaining',
      resetUnit: 'seconds' as const,
    };
    expect(rateNews(headers, now, named)).toMatchObject({ limit: 650_000, remaining: 600_000 });
  });

  test('a moment where the definition says seconds is no wait of decades', () => {
    const named = { remaining: 'x-left', reset: 'x-again', resetUnit: 'seconds' as const };
    const headers = { 'x-left': '0', 'x-again': String(now / 1000 + 2) };
    expect(rateNews(headers, now, named)).toMatchObject({ remaining: 0, resetMs: 2000 });
  });

  test('answers without them are no news', () => {
    expect(rateNews({ date: 'x' }, now)).toBeUndefined();
  });
});

describe('what headers teach', () => {
  const limits = limitDefinitionSchema.parse({
    budgets: [
      { name: 'main', kind: 'window', limit: 600, windowMs: 60_000 },
      { name: 'search', kind: 'window', limit: 4, windowMs: 1000 },
      { name: 'day', kind: 'daily', limit: 1000, headers: { remaining: 'x-daily-left' } },
    ],
  });
  const draws = limits.budgets.map((budget): BudgetDraw => {
    const base = { key: `a/b/${budget.name}`, limit: budget.limit, share: 0.9, cost: 1 };
    return budget.kind === 'window'
      ? { ...base, kind: 'window', windowMs: budget.windowMs }
      : { ...base, kind: 'daily', resetAt: '00:00' };
  });
  const learnt = (headers: Record<string, string>) =>
    newsOf(limits, draws, headers, now).map(({ draw, news }) => [draw.key, news.limit, news.remaining]);

  test('a limit over another window is scaled to the budget’s own', () => {
    expect(learnt({ 'x-ratelimit-max': '50', 'x-ratelimit-interval-milliseconds': '10000' })).toStrictEqual([
      ['a/b/main', 300, undefined],
    ]);
  });

  test('a limit far below the stated one that does not tell its window is not believed', () => {
    expect(learnt({ 'x-ratelimit-limit': '10', 'x-ratelimit-remaining': '9' })).toStrictEqual([
      ['a/b/main', undefined, 9],
    ]);
  });

  test('headers that a budget names are its own', () => {
    expect(learnt({ 'x-daily-left': '12' })).toStrictEqual([['a/b/day', undefined, 12]]);
  });
});

describe('a Link header', () => {
  test.each([
    ['<https://a.example/p?a=1,2&page=2>; rel="next"', 'https://a.example/p?a=1,2&page=2'],
    ['<https://a.example/1>; rel=prev, </2>; title="x, y"; rel=next', '/2'],
    ['<https://a.example/3>; rel="last next"', 'https://a.example/3'],
    ['<https://a.example/4>; rel="nextish"', undefined],
    [undefined, undefined],
  ])('%s', (header, expected) => {
    expect(linkTarget(header, 'next')).toBe(expected);
  });
});

describe('redaction', () => {
  test('a URL keeps its host, path and parameter names and nothing else', () => {
    const url =
      'https://user:pw@api.example/v1/people/ann%40acme.example/notes?api_key=s3cret&email=a@b.example&email=c#frag';
    expect(redactUrl(url)).toBe('https://api.example/v1/people/…/notes?api_key=…&email=…');
  });

  test('a log never holds what is not a URL', () => {
    expect(redactUrl('s3cret')).toBe('(not a URL)');
  });

  test('only headers that cannot hold a secret keep their values', () => {
    const headers = {
      authorization: 'Bearer x',
      'X-PW-AccessToken': 'x',
      cookie: 'x',
      'x-api-key': 'x',
      user_key: 'x',
      'Content-Type': 'a/b',
      'x-ratelimit-remaining': '3',
      'x-hubspot-ratelimit-daily': '9',
    };
    expect(redactHeaders(headers)).toStrictEqual({
      authorization: '…',
      'X-PW-AccessToken': '…',
      cookie: '…',
      'x-api-key': '…',
      user_key: '…',
      'Content-Type': 'a/b',
      'x-ratelimit-remaining': '3',
      'x-hubspot-ratelimit-daily': '9',
    });
  });
});

describe('backing off', () => {
  const policy = { attempts: 5, baseMs: 500, capMs: 4000 };
  test('doubles up to the cap, at random within the upper half', () => {
    const spans = [1, 2, 3, 4, 5].map((attempt) => [
      backoffMs(policy, attempt, undefined, () => 0),
      backoffMs(policy, attempt, undefined, () => 1),
    ]);
    expect(spans).toStrictEqual([
      [250, 500],
      [500, 1000],
      [1000, 2000],
      [2000, 4000],
      [2000, 4000],
    ]);
  });

  test('what the vendor says goes first', () => {
    expect(backoffMs(policy, 1, 9000)).toBe(9000);
  });
});
