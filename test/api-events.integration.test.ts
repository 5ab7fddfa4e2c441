import { describe, expect, test } from 'vitest';
import { createApi } from '../src/api/api.ts';
import type { ApiLimits } from '../src/api/deps.ts';
import { audit } from '../src/store/audit-store.ts';
import { addToCounters } from '../src/store/counter-store.ts';
import { type MigrationRow, scopeOf } from '../src/store/migration-row.ts';
import { enterStage, updateMigration } from '../src/store/migration-store.ts';
import { type ApiCaller, useApi } from './support/api.ts';
import { seedMigration } from './support/api-seed.ts';
import { readEvents, type SentEvent } from './support/events.ts';

const api = useApi();

async function open(caller: ApiCaller, row: MigrationRow, lastEventId?: string) {
  const response = await caller.request(`/api/v1/migrations/${row.id}/events`, {
    ...(lastEventId !== undefined && { headers: { 'last-event-id': lastEventId } }),
  });
  const events = readEvents(response);
  /** The next event that is one: neither the retry time nor a heartbeat. */
  const next = async (): Promise<SentEvent> => {
    for (;;) {
      const { value, done } = await events.next();
      if (done) return { event: 'closed' };
      if (value.event !== undefined) return value;
    }
  };
  return { response, events, next, close: () => events.return(undefined) };
}

const decided = (row: MigrationRow, action: string) =>
  audit(api.db, { tenantId: row.tenantId, migrationId: row.id, actor: 'ann', via: 'API', action, accepted: true });

describe('the events of a migration', () => {
  test('tell progress when it changes, decisions one by one, and the end, after which the stream closes', async () => {
    const { tenantId, viewer } = await api.tenant('events');
    const row = await seedMigration(api.db, tenantId);
    await decided(row, 'start');
    const { response, next } = await open(viewer, row);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    // what happened before the first visit is in the audit trail; the stream begins with how things are now
    expect(await next()).toMatchObject({
      event: 'progress',
      data: { stage: 'created', status: 'running', objects: {} },
    });

    await addToCounters(api.db, scopeOf(row), [{ scope: 'export', object: 'contact', name: 'records', by: 500 }]);
    expect(await next()).toMatchObject({
      event: 'progress',
      data: { objects: { contact: { export: { records: 500 } } } },
    });
    await decided(row, 'pause');
    expect(await next()).toMatchObject({ event: 'decision', data: { actor: 'ann', action: 'pause', accepted: true } });
    await enterStage(api.db, scopeOf(row), 'handover');
    expect(await next()).toMatchObject({ event: 'progress', data: { stage: 'handover' } });
    await updateMigration(api.db, scopeOf(row), { status: 'completed' });
    expect(await next()).toMatchObject({ event: 'progress', data: { status: 'completed' } });
    expect(await next()).toMatchObject({ event: 'end', data: { status: 'completed' } });
    expect(await next()).toEqual({ event: 'closed' });
  });

  test('go on after the last one that was seen: no decision is lost, no progress told twice', async () => {
    const { tenantId, viewer } = await api.tenant('resumed');
    const row = await seedMigration(api.db, tenantId);
    const first = await open(viewer, row);
    const seen = await first.next();
    await first.close();

    for (const action of ['pause', 'resume', 'pause']) await decided(row, action);
    const second = await open(viewer, row, seen.id);
    expect([await second.next(), await second.next()]).toMatchObject([
      { data: { action: 'pause' } },
      { data: { action: 'resume' } },
    ]);
    const { id } = await second.next();
    await second.close();

    const third = await open(viewer, row, id);
    await updateMigration(api.db, scopeOf(row), { status: 'paused' });
    expect(await third.next()).toMatchObject({ event: 'progress', data: { status: 'paused' } });
    await third.close();
  });

  test('that have ended keep a returning client away, until something happens again', async () => {
    const { tenantId, viewer } = await api.tenant('ended');
    const row = await seedMigration(api.db, tenantId);
    await updateMigration(api.db, scopeOf(row), { status: 'cancelled' });
    const { next } = await open(viewer, row);
    await next();
    const end = await next();
    expect(end).toMatchObject({ event: 'end', data: { status: 'cancelled' } });
    const back = await open(viewer, row, end.id);
    expect(back.response.status).toBe(204);

    await updateMigration(api.db, scopeOf(row), { status: 'running' });
    const again = await open(viewer, row, end.id);
    expect(again.response.status).toBe(200);
    expect(await again.next()).toMatchObject({ event: 'progress', data: { status: 'running' } });
    await again.close();
  });

  test('begin anew for an id that is not ours', async () => {
    const { tenantId, viewer } = await api.tenant('foreign id');
    const row = await seedMigration(api.db, tenantId);
    for (const id of ['abc', '1.', '-1.ab', '1.ab.end.end', '99999999999999999999.ab']) {
      const { next, close } = await open(viewer, row, id);
      expect(await next(), id).toMatchObject({ event: 'progress' });
      await close();
    }
  });

  test('send a heartbeat where there is nothing to say', async () => {
    const { row, watch } = await quickApi('heartbeat', { heartbeatMs: 0, eventPollMs: 1 });
    for await (const { comment } of readEvents(await watch(row))) {
      if (comment === 'heartbeat') return;
    }
    expect.unreachable('the stream closed without a heartbeat');
  });

  test('close after their time, without an end, so that the key is looked at again', async () => {
    const { row, watch } = await quickApi('closing', { streamMs: 20 });
    const all: SentEvent[] = [];
    for await (const event of readEvents(await watch(row))) all.push(event);
    expect(all.some(({ event }) => event === 'end')).toBe(false);
  });
});

async function quickApi(name: string, limits: Partial<ApiLimits>) {
  const tenant = await api.tenant(name);
  const row = await seedMigration(api.db, tenant.tenantId);
  const app = createApi({ ...api.deps, limits: { ...api.deps.limits, ...limits } });
  const headers = { authorization: `Bearer ${tenant.keys.viewer}` };
  return { row, watch: ({ id }: MigrationRow) => app.request(`/api/v1/migrations/${id}/events`, { headers }) };
}
