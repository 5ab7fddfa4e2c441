import { describe, expect, test } from 'vitest';
import { agreedBy, missingAgreements } from '../src/mappers/approval/agreements.ts';
import { movedTooFar, tooManyRejected } from '../src/mappers/approval/judge.ts';
import {
  changedParts,
  partsInWords,
  type SealedDecisions,
  sealOf,
  sealOfDifference,
  sealPartsOf,
} from '../src/mappers/approval/seal.ts';
import type { SealPart } from '../src/model/approval.ts';
import { judgeDecision, type RunView } from '../src/workflows/decide.ts';
import { mapping } from './support/api-seed.ts';
import { emptyAccount } from './support/planning.ts';

const decisions: SealedDecisions = {
  mapping: {
    ...mapping,
    owners: {
      fallback: 'u1',
      byId: { 7: { name: 'Bo', email: null, active: true, to: 'u2', how: 'name', records: 3 } },
    },
    newFields: [
      { object: 'contact', key: 'shoe', label: 'Shoe size', type: 'text', many: false, options: [], reason: '' },
    ],
  },
  source: emptyAccount({
    objects: { contact: { object: 'contact', fields: [{ key: 'name', type: 'text', fill: 0.5 }] } },
  }),
  destination: emptyAccount({
    users: [
      { id: 'u1', email: null, name: 'Ann', active: true },
      { id: 'u2', email: null, name: 'Bo', active: true },
      { id: 'u3', email: null, name: 'Cy', active: true },
    ],
    automations: [{ name: 'Welcome', active: false, effect: 'sends an e-mail' }],
  }),
  connectors: { source: '1', destination: '1' },
  quiet: { by: 'ann', at: '2026-11-21T10:00:00Z' },
  snapshot: 1,
  readingPlan: null,
};
const { mapping: document, destination, source } = decisions;
const deactivated = (id: string) => ({
  ...destination,
  users: destination.users.map((user) => (user.id === id ? { ...user, active: false } : user)),
});

describe('an approval is sealed to', () => {
  test.each<[SealPart, string, Partial<SealedDecisions>]>([
    ['mapping', 'another time zone', { mapping: { ...document, timezone: 'Europe/Paris' } }],
    [
      'readingPlan',
      'a column more',
      { source: emptyAccount({ objects: { contact: { object: 'contact', fields: [] } } }) },
    ],
    ['owners', 'another fallback', { mapping: { ...document, owners: { ...document.owners, fallback: 'u3' } } }],
    ['owners', 'an owner who has left', { destination: deactivated('u2') }],
    [
      'quiet',
      'an automation switched on',
      { destination: { ...destination, automations: [{ name: 'Welcome', active: true, effect: 'sends an e-mail' }] } },
    ],
    ['quiet', 'another confirmation', { quiet: null }],
    ['definitions', 'a field less to create', { mapping: { ...document, newFields: [] } }],
    ['connectors', 'a newer connector', { connectors: { source: '2', destination: '1' } }],
    ['account', 'another account', { destination: { ...destination, account: { id: 'other', name: null } } }],
    ['snapshot', 'data read anew', { snapshot: 2 }],
  ])('%s: %s changes that part, the whole seal, and is said in words', (part, _what, change) => {
    const approved = sealPartsOf(decisions);
    const now = sealPartsOf({ ...decisions, ...change });
    expect(changedParts(approved, now)).toEqual([part]);
    expect(sealOf(now)).not.toBe(sealOf(approved));
    expect(partsInWords([part])).toMatch(/\w{3}/);
  });

  test('nothing that decides nothing: how full fields are, and users whom the mapping does not name', () => {
    const fuller = emptyAccount({
      objects: { contact: { object: 'contact', fields: [{ key: 'name', type: 'text', fill: 0.9 }] } },
    });
    const now = sealPartsOf({ ...decisions, source: fuller, destination: deactivated('u3') });
    expect(changedParts(sealPartsOf({ ...decisions, source }), now)).toEqual([]);
  });
});

describe('a dry run', () => {
  const outcomes = { contact: { create: 94, reject: 6 }, deal: { create: 95, reject: 5 } };
  const reasons = [
    { object: 'contact', message: 'it has no name', count: 2 },
    { object: 'contact', message: 'the e-mail is not one', count: 4 },
  ];

  test('stops above 5 % of an object rejected, with the reasons, the commonest first; at 5 % it goes on', () => {
    const need = tooManyRejected(outcomes, reasons, null);
    expect(need).toMatchObject({ code: 'too_many_rejected', decision: 'override' });
    expect(need?.message).toBe(
      '6 of 100 records of contact would be rejected (more than 5 %): the e-mail is not one (4); it has no name (2)',
    );
    expect(tooManyRejected({ deal: outcomes.deal }, [], null)).toBeNull();
  });

  test('goes on where a person took that many into account, and asks again when there are more, or of another object', () => {
    expect(tooManyRejected(outcomes, [], { contact: 6 })).toBeNull();
    expect(tooManyRejected(outcomes, [], { contact: 5 })?.message).toContain('contact');
    expect(tooManyRejected(outcomes, [], { company: 50 })?.message).toContain('contact');
  });
});

describe('the world has moved too far since the approval', () => {
  const approved = { contact: { create: 900, update: 100 } };
  const line = (from: string | null, now: string | null, count: number) => ({
    ...{ object: 'contact', approved: from, now, count },
    examples: ['1'],
  });

  test('when more than 1 % of the outcomes are others, and the difference is shown', () => {
    expect(movedTooFar([line('create', 'merge', 10)], approved)).toBeNull();
    const need = movedTooFar([line('create', 'merge', 6), line('update', 'create', 5)], approved);
    expect(need).toMatchObject({ code: 'world_moved', decision: 'override' });
    expect(need?.message).toContain('11 of 1,000 approved outcomes of contact differ');
    expect(need?.message).toContain('- 6 contacts: create → merge\n- 5 contacts: update → create');
  });

  test('when anything is newly rejected, also a record that is new at the source', () => {
    expect(movedTooFar([line('create', 'reject', 1)], approved)?.message).toContain('1 would be rejected now');
    expect(movedTooFar([line(null, 'reject', 1)], approved)?.message).toContain('1 contact new at the source: reject');
  });

  test('swaps that leave every count as it was are changes all the same', () => {
    const swapped = [line('create', 'update', 50), line('update', 'create', 50)];
    expect(movedTooFar(swapped, approved)?.message).toContain('100 of 1,000');
  });

  test('records that came or went count as well', () => {
    expect(movedTooFar([line(null, 'create', 11)], approved)?.message).toContain(
      '11 contacts new at the source: create',
    );
    expect(movedTooFar([line('create', null, 11)], approved)?.message).toContain('11 contacts no longer there');
  });
});

describe('who has to agree', () => {
  const one = (principal: string, kind: 'staff' | 'customer' = 'staff') => ({
    ...{
      id: principal,
      kind,
      principal,
      actor: principal.split(':')[1] ?? '',
      via: 'API',
      note: null,
      at: '2026-11-21T10:00:00Z',
    },
  });
  const second = { second: true, customer: false };
  const customer = { second: false, customer: true };

  test.each([
    ['nobody yet', second, [], ['staff', 'second']],
    ['one person', second, [one('user:ann')], ['second']],
    ['the same person twice', second, [one('user:ann'), one('user:ann')], ['second']],
    ['a person and a program', second, [one('user:ann'), one('key:robot')], ['second']],
    ['a person and a name that a signal claims', second, [one('user:ann'), one('claim:bo')], ['second']],
    ['two people', second, [one('user:ann'), one('user:bo')], []],
    ['the customer alone', customer, [one('link:1', 'customer')], ['staff']],
    ['one of us, and the customer not yet', customer, [one('claim:ann')], ['customer']],
    ['one of us and the customer', customer, [one('claim:ann'), one('link:1', 'customer')], []],
    [
      'two people, and the customer not yet',
      { second: true, customer: true },
      [one('user:a'), one('user:b')],
      ['customer'],
    ],
  ])('%s', (_what, needs, agreements, missing) => {
    expect(missingAgreements(needs, agreements)).toEqual(missing);
  });

  test('staff are named in the approval, the customer is not', () => {
    expect(agreedBy([one('user:ann'), one('user:bo'), one('link:Cy', 'customer')])).toBe('ann and bo and the customer');
  });

  test('where a second person is required, a signal that anybody could have typed is refused in words', () => {
    const run: RunView = {
      ...{ customer: 'Acme', stage: 'approval', paused: false, cancelled: false, ended: false, mappingVersion: 1 },
      ...{ need: null, secondPerson: true },
    };
    const typed = judgeDecision(run, 'approve', { by: 'ann', mappingVersion: 1 });
    expect(typed).toMatchObject({
      ok: false,
      reason: expect.stringContaining('approve through the API with a key of your own'),
    });
    const agreement = '0199c1de-7a30-7000-8000-0000000a7f3a';
    expect(judgeDecision(run, 'approve', { by: 'ann', mappingVersion: 1, agreement }).ok).toBe(true);
    expect(judgeDecision({ ...run, secondPerson: false }, 'approve', { by: 'ann', mappingVersion: 1 }).ok).toBe(true);
  });

  test('going on after a hold asks for two people once the import was approved, and for one before', () => {
    const need = { code: 'world_moved', message: '', hint: '', decision: 'override' } as const;
    const run: RunView = {
      ...{ customer: 'Acme', stage: 'import', paused: false, cancelled: false, ended: false, mappingVersion: 1 },
      ...{ need, secondPerson: true },
    };
    const typed = { by: 'ann', reason: 'it is fine' };
    expect(judgeDecision(run, 'override', typed)).toMatchObject({
      ok: false,
      reason: expect.stringContaining('override through the API with a key of your own'),
    });
    const agreement = '0199c1de-7a30-7000-8000-0000000a7f3a';
    expect(judgeDecision(run, 'override', { ...typed, agreement }).ok).toBe(true);
    expect(judgeDecision({ ...run, stage: 'dryRun' }, 'override', typed).ok).toBe(true);
    expect(judgeDecision({ ...run, secondPerson: false }, 'override', typed).ok).toBe(true);
  });

  test('an agreement to a difference is to that difference: another count, outcome or object has another name', () => {
    const line = (now: string, count: number, examples = ['1']) => ({
      ...{ object: 'contact', approved: 'create', now, count, examples },
    });
    const seal = sealOfDifference([line('merge', 3), line('reject', 1)]);
    expect(sealOfDifference([line('reject', 1, ['2']), line('merge', 3)])).toBe(seal);
    for (const other of [
      [line('merge', 3)],
      [line('merge', 4), line('reject', 1)],
      [line('merge', 3), line('hold', 1)],
    ])
      expect(sealOfDifference(other)).not.toBe(seal);
  });
});
