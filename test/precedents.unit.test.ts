import { describe, expect, test } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { applyPrecedents } from '../src/mappers/propose/apply-precedents.ts';
import { checkMapping } from '../src/mappers/propose/check-mapping.ts';
import type { Precedent } from '../src/mappers/propose/decisions.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import { fieldMappingSchema, type Mapping } from '../src/model/mapping.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const definition = close.destination as DestinationDefinition;
const source = emptyAccount({
  objects: cataloguesOf({
    company: {
      fields: [
        { key: 'Name', type: 'text', concept: 'company.name' },
        { key: 'Remarks', type: 'text' },
        { key: 'Region', type: 'text' },
        { key: 'Score', type: 'number' },
      ],
    },
    deal: {
      fields: [
        { key: 'Title', type: 'text', concept: 'deal.name' },
        { key: 'Stage', type: 'reference', concept: 'deal.stage' },
      ],
    },
  }),
  pipelines: [
    {
      id: 'p',
      name: 'Sales',
      stages: [
        { id: 's1', name: 'Waiting', kind: 'open', order: 0 },
        { id: 's2', name: 'Won', kind: 'won', order: 1 },
      ],
    },
  ],
});
/** Another account of the same system: other ids, the same names. */
const account = (prefix: string, fields: object[] = []) => {
  const described = emptyAccount({
    objects: cataloguesOf(definition.objects),
    pipelines: [
      {
        id: `${prefix}_pipe`,
        name: 'Sales',
        stages: [
          { id: `${prefix}_new`, name: 'New', kind: 'open', order: 0 },
          { id: `${prefix}_talks`, name: 'In talks', kind: 'open', order: 1 },
          { id: `${prefix}_won`, name: 'Won', kind: 'won', order: 2 },
        ],
      },
    ],
  });
  described.objects['lead']!.fields.push(...(fields as never[]));
  return described;
};

const [before, now] = [account('old'), account('now')];
const { mapping: proposed } = planning(close, source, before);
const { mapping: proposal } = planning(close, source, now);
const companyOf = (mapping: Mapping) => mapping.routes.find(({ object }) => object === 'company')!;
const entry = (mapping: Mapping, key: string) => companyOf(mapping).fields.find(({ from }) => from.includes(key));

function approvedWith(change: (copy: Mapping) => void, parts: Partial<Precedent> = {}): Precedent {
  const approved = structuredClone(proposed);
  change(approved);
  return { customer: 'Bolt', approvedAt: '2026-10-02T09:00:00Z', proposed, approved, destination: before, ...parts };
}

const apply = (precedents: Precedent[], parts: object = {}) =>
  applyPrecedents(proposal, precedents, { customer: 'Acme', source, destination: now, definition, ...parts });

/** A person had the remarks put into the description, in small letters. */
const intoDescription =
  (from: string[] = ['Remarks'], to: 'upper' | 'lower' = 'lower') =>
  (copy: Mapping) => {
    const route = companyOf(copy);
    route.fields = route.fields.filter((field) => !from.some((key) => field.from.includes(key)));
    route.fields.push(
      fieldMappingSchema.parse({ to: 'description', from, transforms: [{ type: 'case', to }], reason: 'set by hand' }),
    );
  };

describe('what a person decided before is proposed first', () => {
  test('a field and the way its values change; the field that it replaces is not created', () => {
    expect(entry(proposal, 'Remarks')?.to).toBe('new:lead.remarks');
    const mapping = apply([approvedWith(intoDescription())]);
    expect(entry(mapping, 'Remarks')).toMatchObject({
      to: 'description',
      transforms: [{ type: 'case', to: 'lower' }],
      confidence: 0.95,
      reason: 'as approved for another customer on 2026-10-02',
    });
    expect(mapping.newFields.map(({ key }) => key)).not.toContain('remarks');
    expect(checkMapping(mapping, { definition, source, destination: now })).toEqual([]);
  });

  test('for the same customer it says so, and nobody is named', () => {
    const precedent = approvedWith(intoDescription(), { customer: 'Acme' });
    expect(entry(apply([precedent]), 'Remarks')?.reason).toBe('as approved for this customer on 2026-10-02');
    expect(JSON.stringify(apply([approvedWith(intoDescription())]))).not.toContain('Bolt');
  });

  test('of several the latest counts', () => {
    const mapping = apply([
      approvedWith(intoDescription(['Remarks'], 'upper'), { approvedAt: '2026-11-01T00:00:00Z' }),
      approvedWith(intoDescription(['Remarks'], 'lower')),
    ]);
    expect(entry(mapping, 'Remarks')).toMatchObject({
      transforms: [{ to: 'upper' }],
      reason: expect.stringContaining('2026-11-01'),
    });
  });

  test('a field of a name of their own is found by its label in the other account', () => {
    const precedent = approvedWith(
      (copy) => {
        const route = companyOf(copy);
        route.fields = route.fields.filter(({ from }) => !from.includes('Region'));
        route.fields.push(fieldMappingSchema.parse({ to: 'custom.cf_old', from: ['Region'] }));
      },
      { destination: account('old', [{ key: 'custom.cf_old', label: 'Territory', type: 'text', custom: true }]) },
    );
    const there = account('now', [{ key: 'custom.cf_now', label: 'territory', type: 'text', custom: true }]);
    expect(entry(apply([precedent], { destination: there }), 'Region')?.to).toBe('custom.cf_now');
    expect(entry(apply([precedent]), 'Region')?.to).toBe('new:lead.region');
  });

  test('a stage goes to the one of that name, whatever its id', () => {
    const precedent = approvedWith((copy) => {
      copy.pipelines[0]!.stages[0]!.to = 'old_talks';
    });
    expect(apply([precedent]).pipelines[0]?.stages[0]).toMatchObject({
      to: 'now_talks',
      reason: 'as approved for another customer on 2026-10-02',
    });
  });

  test('a field that was left out is left out, and listed', () => {
    const precedent = approvedWith((copy) => {
      const route = companyOf(copy);
      route.fields = route.fields.filter(({ from }) => !from.includes('Score'));
    });
    const mapping = apply([precedent]);
    expect(entry(mapping, 'Score')).toBeUndefined();
    expect(companyOf(mapping).unmapped).toContainEqual({
      field: 'Score',
      reason: 'left out, as approved for another customer on 2026-10-02',
    });
  });
});

describe('nothing else comes along', () => {
  test('a mapping that was approved as it was proposed changes nothing', () => {
    expect(apply([approvedWith(() => {})])).toEqual(proposal);
  });

  test('nothing that does not fit: a field that either side lacks, a transform that cannot work', () => {
    for (const decision of [
      intoDescription(['Nickname']),
      (copy: Mapping) => companyOf(copy).fields.push(fieldMappingSchema.parse({ to: 'motto', from: ['Region'] })),
      (copy: Mapping) =>
        companyOf(copy).fields.push(
          fieldMappingSchema.parse({
            to: 'description',
            from: ['Region'],
            transforms: [{ type: 'lookup', table: 'areas' }],
          }),
        ),
    ])
      expect(apply([approvedWith(decision)])).toEqual(proposal);
  });

  test('neither owners nor settings nor the marker', () => {
    const mapping = apply([
      approvedWith((copy) => {
        copy.owners = { fallback: 'user_old', byId: {} };
        copy.timezone = 'Asia/Tokyo';
        copy.marker = 'import-old';
        for (const field of companyOf(copy).fields)
          if (field.constant === proposed.marker) field.constant = 'import-old';
      }),
    ]);
    expect(mapping).toEqual(proposal);
  });

  test('no source field vanishes: what is replaced is listed', () => {
    const mapping = apply([
      approvedWith((copy) => {
        const name = companyOf(copy).fields.find(({ to }) => to === 'name')!;
        name.from = ['Remarks'];
      }),
    ]);
    expect(companyOf(mapping).unmapped).toContainEqual({
      field: 'Name',
      reason: '"name" takes another field, as approved for another customer on 2026-10-02',
    });
  });

  test('applied to its own result it changes nothing more', () => {
    const precedents = [approvedWith(intoDescription())];
    const once = apply(precedents);
    expect(applyPrecedents(once, precedents, { customer: 'Acme', source, destination: now, definition })).toEqual(once);
  });
});
