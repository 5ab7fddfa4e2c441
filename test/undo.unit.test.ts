import { describe, expect, it } from 'vitest';
import { sendEffect } from '../src/activities/load/send.ts';
import { undoOne } from '../src/activities/undo/undo-one.ts';
import type { JsonObject } from '../src/model/json.ts';
import type { TakenRecords } from '../src/model/ports.ts';
import { comparingClose, effectOf, oneRecordAt } from './support/comparing.ts';

const slot = { validUntilMs: Number.POSITIVE_INFINITY, release: () => {} };
const { signal } = new AbortController();

/** What this migration has made. */
const ours = async () => new Set(['ours1', 'ours2']);

const sent: JsonObject = {
  name: 'Ann Bell',
  phones: [{ type: 'office', phone: '+16505550123' }],
  emails: [{ type: 'office', email: 'Ann@Acme.example' }],
};
/** The same as the vendor writes it: keys in another order, a formatted number, an address in lower case. */
const reformatted: JsonObject = {
  name: 'Ann Bell',
  phones: [{ phone: '+1 650-555-0123', type: 'office' }],
  emails: [{ email: 'ann@acme.example', type: 'office', is_unsubscribed: false }],
};

describe('undoing a created record', () => {
  const undo = (object: string, after: JsonObject, current: JsonObject, taken: TakenRecords[] = []) => {
    const { writer, done } = oneRecordAt(object, current, taken);
    const effect = effectOf('create', object, after);
    const candidate = { effect, state: 'written', before: null, after, version: '1' };
    return undoOne(
      { writer, comparing: comparingClose, ours, going: ours, sent: async () => ({}) },
      candidate,
      slot,
      signal,
    ).then(({ result, reason }) => ({
      result,
      reason,
      done,
    }));
  };

  it('removes it where the vendor has only written what was sent in its own way', async () => {
    expect(await undo('contact', sent, reformatted)).toMatchObject({ result: 'reversed', done: [{ remove: 'd1' }] });
    expect(
      await undo(
        'lead',
        { addresses: [{ city: 'Bern', country: 'ch' }], url: 'acme.example' },
        { addresses: [{ label: 'business', city: 'Bern', country: 'CH' }], url: 'https://acme.example' },
      ),
    ).toMatchObject({ result: 'reversed' });
    expect(
      await undo('note', { note_html: '<p>Hi <b>Ann</b></p>' }, { note_html: '<body><p>Hi <b>Ann</b></p></body>' }),
    ).toMatchObject({ result: 'reversed' });
    expect(
      await undo(
        'opportunity',
        { date_created: '2024-05-01T10:00:00Z' },
        { date_created: '2024-05-01T10:00:00+00:00' },
      ),
    ).toMatchObject({ result: 'reversed' });
  });

  it('keeps it where a person has changed a value, filled an empty one or added to a list', async () => {
    const kept = (field: string) => ({
      result: 'kept',
      reason: `changed since at the destination: ${field}`,
      done: [],
    });
    expect(await undo('contact', sent, { ...reformatted, name: 'Ann Bell-Ross' })).toEqual(kept('name'));
    const added = [...(reformatted['emails'] as JsonObject[]), { type: 'home', email: 'ann@home.example' }];
    expect(await undo('contact', sent, { ...reformatted, emails: added })).toEqual(kept('emails'));
    const [first] = [{ city: 'Bern' }];
    expect(await undo('lead', { addresses: [first] }, { addresses: [first, { city: 'Chur' }] })).toEqual(
      kept('addresses'),
    );
    expect(await undo('lead', { addresses: [first] }, { addresses: [{ ...first, zipcode: '3000' }] })).toEqual(
      kept('addresses'),
    );
    expect(await undo('lead', { description: null }, { description: 'Called, likes us' })).toEqual(kept('description'));
  });
});

describe('undoing a record that others hang on', () => {
  const undoLead = async (taken: TakenRecords[]) => {
    const { writer, done } = oneRecordAt('lead', { name: 'Acme' }, taken);
    const after = { name: 'Acme' };
    const candidate = {
      effect: effectOf('create', 'lead', after),
      state: 'written',
      before: null,
      after,
      version: '1',
    };
    const { result, reason } = await undoOne(
      { writer, comparing: comparingClose, ours, going: ours, sent: async () => ({}) },
      candidate,
      slot,
      signal,
    );
    return { result, reason, done };
  };

  it('removes it with what this migration has made there, also where lists still show what is gone', async () => {
    expect(await undoLead([{ label: 'contacts', objects: ['contact'], ids: ['ours1', 'ours2'] }])).toEqual({
      result: 'reversed',
      reason: null,
      done: [{ remove: 'd1' }],
    });
  });

  it('keeps it for what somebody else has put there', async () => {
    expect(
      await undoLead([
        { label: 'contacts', objects: ['contact'], ids: ['ours1'] },
        { label: 'tasks', objects: ['task'], ids: ['a colleague’s'] },
        { label: 'activities', objects: ['note'], ids: ['ours2', 'another colleague’s'] },
      ]),
    ).toEqual({
      result: 'kept',
      reason: 'somebody has added to it at the destination: tasks, activities',
      done: [],
    });
  });
});

describe('undoing an update', () => {
  const undo = (before: JsonObject, after: JsonObject, current: JsonObject) => {
    const { writer, done } = oneRecordAt('contact', current);
    const candidate = { effect: effectOf('update', 'contact', after), state: 'written', before, after, version: '1' };
    return undoOne(
      { writer, comparing: comparingClose, ours, going: ours, sent: async () => ({}) },
      candidate,
      slot,
      signal,
    ).then(({ result }) => ({
      result,
      done,
    }));
  };
  const before = { phones: [], title: null };
  const after = { phones: sent['phones'] as JsonObject[], title: 'Buyer' };

  it('gives back what was there before, also where the vendor shows our value in its own way', async () => {
    expect(await undo(before, after, { phones: reformatted['phones'] as JsonObject[], title: 'Buyer' })).toEqual({
      result: 'reversed',
      done: [{ update: 'd1', changes: before }],
    });
  });

  it('keeps the field that a person has changed since and gives back the others', async () => {
    expect(await undo(before, after, { phones: reformatted['phones'] as JsonObject[], title: 'Head buyer' })).toEqual({
      result: 'kept',
      done: [{ update: 'd1', changes: { phones: [] } }],
    });
  });

  it('sends nothing where the earlier values are back already', async () => {
    expect(await undo(before, after, { phones: [], title: '' })).toEqual({ result: 'reversed', done: [] });
  });
});

describe('sending an update', () => {
  const send = (payload: JsonObject, current: JsonObject, standing: JsonObject | null = null) => {
    const { writer, done } = oneRecordAt('contact', current);
    const context = {
      writer,
      comparing: comparingClose,
      was: {},
      timeoutMs: 1_000,
      openByMs: Number.POSITIVE_INFINITY,
      signal,
      saveBefore: async (_id: string, image: JsonObject) => image,
      loadBefore: async () => null,
      loadStanding: async () => standing && { image: standing, version: '1', unanswered: new Set<string>() },
    };
    return sendEffect(context, effectOf('update', 'contact', payload), payload, slot).then((result) => ({
      result,
      done,
    }));
  };

  it('sends only the fields that say something else, and keeps what they held', async () => {
    expect(await send({ ...sent, title: 'Buyer' }, reformatted)).toEqual({
      result: {
        result: 'written',
        destinationId: 'd1',
        after: { title: 'Buyer' },
        version: '3',
      },
      done: [{ update: 'd1', changes: { title: 'Buyer' } }],
    });
  });

  it('leaves what a person has changed since, of a record of ours, and keeps that it is theirs', async () => {
    const now = { name: 'Ann B. Bell', title: 'Head buyer', emails: [] };
    const before = { name: 'Ann Bell', title: 'Buyer', emails: [] };
    expect(await send({ name: 'Ann Bell', title: 'Chief', emails: sent['emails'] ?? [] }, now, before)).toEqual({
      result: {
        result: 'written',
        destinationId: 'd1',
        after: { emails: sent['emails'], name: 'Ann Bell', title: 'Buyer' },
        version: '1',
      },
      done: [{ update: 'd1', changes: { emails: sent['emails'] } }],
    });
    expect((await send({ name: 'Ann Bell' }, now, before)).result).toEqual({ result: 'skipped' });
  });

  it('sends nothing at all where the destination says the same in its own way', async () => {
    expect(await send(sent, reformatted)).toEqual({ result: { result: 'skipped' }, done: [] });
  });

  it('sends a value that is empty now where one stood', async () => {
    expect((await send({ title: null }, { title: 'Buyer' })).done).toEqual([
      { update: 'd1', changes: { title: null } },
    ]);
  });
});
