import { describe, expect, test, vi } from 'vitest';
import type { Clock } from '../src/http/clock.ts';
import { memoryTokens, TokenSession, type TokenSet, type TokenStore } from '../src/http/tokens.ts';

const clock: Clock = { now: () => 1_000_000, monotonic: () => 0, sleep: async () => undefined };
const tokens = (accessToken: string, more: Partial<TokenSet> = {}): TokenSet => ({ accessToken, ...more });

/** Gives a1, a2 … and notes the refresh token that each was asked with. */
function vendor() {
  const asked: (string | undefined)[] = [];
  const obtain = vi.fn(async (kept: TokenSet | null) => {
    asked.push(kept?.refreshToken);
    return tokens(`a${asked.length}`, { refreshToken: `r${asked.length}` });
  });
  return { asked, obtain };
}

describe('a connection’s tokens', () => {
  test('however many requests find one refused, it is renewed once', async () => {
    const { obtain } = vendor();
    const session = new TokenSession(memoryTokens(tokens('old')), obtain, clock);
    const renewed = await Promise.all(Array.from({ length: 20 }, () => session.renew('old')));
    expect(new Set(renewed.map((one) => one.accessToken))).toStrictEqual(new Set(['a1']));
    expect(obtain).toHaveBeenCalledOnce();
  });

  test('two workers renew once between them: the second reads what the first stored', async () => {
    const { obtain } = vendor();
    const store = memoryTokens(tokens('old'));
    const workers = [new TokenSession(store, obtain, clock), new TokenSession(store, obtain, clock)];
    const renewed = await Promise.all(workers.map((worker) => worker.renew('old')));
    expect(renewed.map((one) => one.accessToken)).toStrictEqual(['a1', 'a1']);
    expect(obtain).toHaveBeenCalledOnce();
  });

  test('one that is about to expire is renewed before it is used', async () => {
    const { obtain } = vendor();
    const session = new TokenSession(memoryTokens(tokens('old', { expiresAtMs: clock.now() + 30_000 })), obtain, clock);
    expect((await session.current()).accessToken).toBe('a1');
  });

  test('a rotated refresh token is asked with next time', async () => {
    const { asked, obtain } = vendor();
    const session = new TokenSession(memoryTokens(tokens('old', { refreshToken: 'r0' })), obtain, clock);
    await session.renew('old');
    await session.renew('a1');
    expect(asked).toStrictEqual(['r0', 'r1']);
  });

  test('a token is stored before it is used', async () => {
    const order: string[] = [];
    const store: TokenStore = {
      ...memoryTokens(),
      read: async () => null,
      write: async (written) => {
        order.push(`stored ${written.accessToken}`);
      },
    };
    const session = new TokenSession(store, vendor().obtain, clock);
    order.push(`used ${(await session.current()).accessToken}`);
    expect(order).toStrictEqual(['stored a1', 'used a1']);
  });

  test('a token that could not be stored is kept and stored by the next try, not asked for again', async () => {
    const { obtain } = vendor();
    const kept = memoryTokens();
    let broken = true;
    const store: TokenStore = {
      ...kept,
      write: async (written) => {
        if (broken) throw new Error('the database is away');
        await kept.write(written);
      },
    };
    const session = new TokenSession(store, obtain, clock);
    await expect(session.current()).rejects.toThrow('the database is away');
    broken = false;
    expect((await session.current()).accessToken).toBe('a1');
    expect((await kept.read())?.refreshToken).toBe('r1');
    expect(obtain).toHaveBeenCalledOnce();
  });

  test('a refusal of the vendor reaches all who wait, and the next one tries again', async () => {
    const { obtain } = vendor();
    obtain.mockRejectedValueOnce(new Error('no'));
    const session = new TokenSession(memoryTokens(), obtain, clock);
    const both = await Promise.allSettled([session.current(), session.current()]);
    expect(both.map((one) => one.status)).toStrictEqual(['rejected', 'rejected']);
    expect((await session.current()).accessToken).toBe('a1');
  });
});
