import { describe, expect, it } from 'vitest';
import { csv } from '../src/connectors/csv/system.ts';
import type { LinkView, RecordView } from '../src/model/views.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const source = emptyAccount({
  objects: {
    company: {
      object: 'company',
      fields: [{ key: 'name', label: 'name', type: 'text', concept: 'company.name' }],
    },
  },
});
const destination = emptyAccount({ objects: cataloguesOf(csv.destination?.objects ?? {}) });
const { plan, mapping } = planning(csv, source, destination);

const parent = (toId: string, more: Partial<LinkView> = {}): LinkView => ({
  ...{ kind: 'parent', toObject: 'company', toId, state: 'resolved', isPrimary: true, position: 0, label: null },
  ...{ name: `company ${toId}`, plan: null, ...more },
});
const company = (links: LinkView[], record: Partial<RecordView> = {}) =>
  plan('company', { name: 'A' }, { links, ...record });
const row = (role: string, contentHash: string, origin: 'created' | 'matched' = 'created') => ({
  ...{ role, contentHash, origin, destinationObject: 'company', destinationId: 'd7' },
});

const first = company([parent('8')]);
const [main, link] = first.effects;

describe('a link to a record of the same object', () => {
  it('follows as an effect of its own after all records, whether its other end is planned yet or not', () => {
    expect(main).toMatchObject({ role: 'main', operation: 'create', references: [] });
    expect(link).toMatchObject({
      ...{ role: 'link parent_id', operation: 'link', destinationObject: 'company', payload: {} },
      references: [
        { field: 'parent_id', object: 'company', sourceId: '8', role: 'main', need: 'later', to: 'company' },
      ],
    });
    const waves = (csv.destination?.order ?? []).length + 10;
    expect(link?.wave).toBeGreaterThanOrEqual(waves);
    expect(first.links).toEqual([{ kind: 'parent', toObject: 'company', toId: '8', how: 'link parent_id' }]);
    expect(first.reasons.map(({ code }) => code)).not.toContain('link_not_carried');
    const planned = { outcome: 'create', destinationObject: 'company', placement: null };
    expect(company([parent('8', { plan: planned })]).effects).toEqual(first.effects);
  });

  it('follows to the record itself and in a circle as well', () => {
    expect(company([parent('7')]).effects[1]).toMatchObject({ references: [{ sourceId: '7' }] });
    const back = plan('company', { name: 'B' }, { sourceId: '8', links: [parent('7')] });
    expect(back.effects[1]).toMatchObject({ operation: 'link', references: [{ sourceId: '7' }] });
  });

  it('is nothing to do where it was set before, and the field alone where the other end has changed', () => {
    const crosswalk = [row('main', first.contentHash), row('link parent_id', String(link?.contentHash))];
    const again = company([parent('8')], { crosswalk });
    expect(again).toMatchObject({ outcome: 'skip', effects: [], links: [{ how: 'linked parent_id' }] });
    const moved = company([parent('9')], { crosswalk });
    expect(moved).toMatchObject({ outcome: 'skip', effects: [{ operation: 'link', references: [{ sourceId: '9' }] }] });
  });

  it('leaves a record that was there before as it is', () => {
    const joined = company([parent('8')], { crosswalk: [row('main', 'of an earlier run', 'matched')] });
    expect(joined.effects.filter(({ operation }) => operation === 'link')).toEqual([]);
    expect(joined.reasons).toContainEqual(expect.objectContaining({ code: 'existing_value_kept', field: 'parent_id' }));
  });

  it('is told as not carried where its other end becomes something else', () => {
    const planned = { outcome: 'create', destinationObject: 'contact', placement: null };
    expect(company([parent('8', { plan: planned })])).toMatchObject({
      effects: [{ role: 'main' }],
      links: [{ how: 'none' }],
    });
    mapping.routes.push({ ...(mapping.routes[0] as (typeof mapping.routes)[number]), object: 'group', to: 'contact' });
    expect(company([parent('8', { toObject: 'group' })]).links).toMatchObject([{ how: 'none' }]);
  });
});
