import { describe, expect, test } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { sealPartsOf } from '../src/mappers/approval/seal.ts';
import { checkMapping } from '../src/mappers/propose/check-mapping.ts';
import { proposeStatuses } from '../src/mappers/propose/propose-statuses.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import type { Mapping } from '../src/model/mapping.ts';
import { mapping } from './support/api-seed.ts';
import { emptyAccount } from './support/planning.ts';

const value = (name: string, records = 1, raw = name) => ({ value: raw, name, records });
const there = [{ id: 'stat_1', name: 'Potential' }];
const destination = emptyAccount({ recordStatuses: there });
const definition = close.destination as DestinationDefinition;

describe('statuses of records', () => {
  test('go to their namesake, and are created where there is none; ids of the source are called by their names', () => {
    const proposed = proposeStatuses([value('potential', 3), value('Key account', 2, 'KEY_ACC')], there, true);
    expect(proposed).toMatchObject([
      { from: 'potential', to: 'stat_1', records: 3 },
      { from: 'KEY_ACC', name: 'Key account', to: 'new:recordStatus.key_account' },
    ]);
    expect(proposed[1]?.reason).toContain('created');
    // two spellings of one word are one status
    const spelt = proposeStatuses([value('Partner', 3), value('partner ', 1)], there, true);
    expect(spelt.map(({ name, to }) => `${name} ${to}`)).toEqual(Array(2).fill('Partner new:recordStatus.partner'));
  });

  test('become a line of text where none can be created, and where they are too many to be a list of statuses', () => {
    expect(proposeStatuses([value('Partner')], there, false)).toMatchObject([{ to: null }]);
    const many = Array.from({ length: 21 }, (_, at) => value(`City ${at}`));
    const proposed = proposeStatuses([...many, value('Potential')], there, true);
    expect(proposed.filter(({ to }) => to === null)).toHaveLength(21);
    expect(proposed.at(-1)?.to).toBe('stat_1');
    expect(proposed[0]?.reason).toContain('too many');
  });

  test('that lead nowhere, or cannot be made, are told with their place; none at all is a decision', () => {
    const check = (to: string | null, given: DestinationDefinition = definition) =>
      checkMapping(
        { ...mapping, routes: [], recordStatuses: [{ from: 'x', name: 'X', to, records: 1, reason: '' }] },
        { definition: given, source: emptyAccount(), destination },
      );
    expect(check(null)).toEqual([]);
    expect(check('stat_1')).toEqual([]);
    expect(check('new:recordStatus.x')).toEqual([]);
    expect(check('stat_9')).toMatchObject([
      { place: 'recordStatuses[0].to', message: 'the destination has no status "stat_9"' },
    ]);
    const { recordStatus: _, ...define } = definition.define;
    expect(check('new:recordStatus.x', { ...definition, define })[0]?.message).toContain('can be created');
  });

  test('to create are among the definitions that an approval is sealed to', () => {
    const sealed = (recordStatuses: Mapping['recordStatuses']) =>
      sealPartsOf({
        mapping: { ...mapping, recordStatuses },
        ...{ source: emptyAccount(), destination, connectors: { source: '1', destination: '1' } },
        ...{ quiet: null, snapshot: 1, readingPlan: null },
      }).definitions;
    const [made] = proposeStatuses([value('Partner')], there, true);
    expect(sealed([made as never])).not.toBe(sealed(undefined));
  });
});
