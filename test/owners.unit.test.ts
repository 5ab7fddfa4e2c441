import { describe, expect, test } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { checkMapping } from '../src/mappers/propose/check-mapping.ts';
import { type OwnersInput, proposeOwners, retakeOwners } from '../src/mappers/propose/propose-owners.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const user = (id: string, name: string | null, email: string | null, active = true) => ({ id, name, email, active });
const there = [
  user('a', 'Ann Lee', 'Ann@seller.example'),
  user('b', 'Bo Ek', 'bo@seller.example'),
  user('g', 'Sales team', 'sales@seller.example'),
  user('x', 'Gone There', 'gone@seller.example', false),
];

const owners = (source: OwnersInput['source'], rule?: OwnersInput['rule'], more: Partial<OwnersInput> = {}) =>
  proposeOwners({ source, destination: there, counts: {}, defaultOwner: undefined, rule, self: there[0]!, ...more });
const decided = (source: OwnersInput['source'], rule?: OwnersInput['rule']) =>
  Object.values(owners(source, rule).byId).map(({ to, how }) => [to, how]);
const rule = (parts: object) => ({ replace: {}, ...parts });

describe('who gets the records of an owner', () => {
  test('the account of the same address, then of the same name where just one has it, else the connecting user', () => {
    expect(
      decided([user('1', 'A. Lee', 'ann@SELLER.example'), user('2', 'Bo Ek', null), user('3', 'Cy Fox', null)]),
    ).toEqual([
      ['a', 'email'],
      ['b', 'name'],
      ['a', 'default'],
    ]);
  });

  test('a namesake with another account of that name decides nothing, nor does an account that is closed', () => {
    const twins = [...there, user('b2', 'Bo Ek', 'bo2@seller.example')];
    const { byId } = owners([user('2', 'Bo Ek', null)], undefined, { destination: twins });
    expect(byId['2']).toMatchObject({ to: 'a', how: 'default' });
    expect(decided([user('4', 'Gone There', 'gone@seller.example')])).toEqual([['a', 'default']]);
  });

  test('people who have left go by their own rule: a generic account, or nobody', () => {
    const olga = user('9', 'Olga Old', 'olga@seller.example', false);
    expect(decided([olga], rule({ departed: 'sales@seller.example' }))).toEqual([['g', 'departed']]);
    expect(decided([olga], rule({ departed: 'nobody' }))).toEqual([[null, 'nobody']]);
    expect(decided([user('3', 'Cy Fox', null)], rule({ departed: 'sales@seller.example' }))).toEqual([
      ['a', 'default'],
    ]);
  });

  test('a named replacement comes first, by address, name or id', () => {
    const olga = user('9', 'Olga Old', 'olga@seller.example', false);
    for (const who of ['olga@seller.example', 'Olga Old', '9'])
      expect(decided([olga], rule({ replace: { [who]: 'bo@seller.example' }, departed: 'nobody' }))).toEqual([
        ['b', 'chosen'],
      ]);
  });

  test('records are counted for each, so that a person sees what hangs on the decision', () => {
    const { byId } = owners([user('9', 'Olga Old', null, false)], undefined, { counts: { '9': 214 } });
    expect(byId['9']?.records).toBe(214);
  });
});

test('a corrected migration file is taken, what a person decided in the mapping stays', () => {
  const source = emptyAccount({ users: [user('9', 'Olga Old', 'olga@seller.example')] });
  const destination = emptyAccount({ users: there, self: there[0]! });
  const [typo, right] = [{ defaultOwner: 'boo@seller.example' }, { defaultOwner: 'bo@seller.example' }];
  const wrong = owners(source.users, undefined, typo);
  const taken = retakeOwners(wrong, { before: typo, now: right }, source, destination);
  expect(taken).toMatchObject({ fallback: 'b', byId: { '9': { to: 'b' } } });
  expect(retakeOwners(taken!, { before: typo, now: right }, source, destination)).toBeNull();
  const byHand = { ...taken!, byId: { '9': { ...taken!.byId['9']!, to: 'g', how: 'chosen' as const } } };
  expect(retakeOwners(byHand, { before: typo, now: right }, source, destination)).toBeNull();
});

describe('in a migration', () => {
  const definition = close.destination as DestinationDefinition;
  const source = emptyAccount({
    users: [user('9', 'Olga Old', 'olga@seller.example', false)],
    objects: cataloguesOf({
      deal: {
        fields: [
          { key: 'Title', type: 'text', concept: 'deal.name' },
          { key: 'Stage', type: 'reference', concept: 'deal.stage' },
          { key: 'Owner', type: 'reference', concept: 'deal.owner' },
        ],
      },
    }),
    pipelines: [{ id: 'p', name: 'Sales', stages: [{ id: 's', name: 'New', kind: 'open', order: 0 }] }],
  });
  const destination = emptyAccount({ users: there, self: there[0]!, objects: cataloguesOf(definition.objects) });
  const deal = { Title: 'Anvils', Stage: 's', Owner: '9' };

  test('the name of who had the record is written into the field that was chosen, and counted', () => {
    const { plan } = planning(close, source, destination, () => {}, {
      owners: { departed: 'sales@seller.example', keepNameIn: 'Former owner' },
    });
    const { main, reasons } = plan('deal', deal);
    expect(main?.payload).toMatchObject({
      user_id: 'g',
      'new:opportunity.former_owner': 'Olga Old olga@seller.example',
    });
    expect(JSON.stringify(main?.payload)).not.toContain('Original owner');
    expect(reasons).toContainEqual(
      expect.objectContaining({ code: 'owner_replaced', message: expect.stringContaining('has left') }),
    );
  });

  test('without such a field the name is a line of text', () => {
    const { main } = planning(close, source, destination).plan('deal', deal);
    expect(main?.payload['note']).toContain('Original owner: Olga Old olga@seller.example');
  });

  test('an address that nobody has there is told once, and nobody is invited', () => {
    const { mapping } = planning(close, source, destination, () => {}, { defaultOwner: 'anne@seller.example' });
    expect(checkMapping(mapping, { definition, source, destination })).toEqual([
      {
        place: 'owners.fallback',
        message: 'the destination has no user "anne@seller.example"',
        hint: expect.stringContaining('create the account there first'),
      },
    ]);
  });
});
