import { describe, expect, test } from 'vitest';
import { proposePipelines } from '../src/mappers/propose/propose-pipelines.ts';
import { inStandardOrder, salesStandard, standardStage } from '../src/mappers/propose/standard-stages.ts';
import type { Pipeline, PipelineStage } from '../src/model/catalogue.ts';

type Kind = PipelineStage['kind'];

function pipeline(id: string, name: string, ...stages: [name: string, kind?: Kind, probability?: number][]): Pipeline {
  return {
    id,
    name,
    stages: stages.map(([stage, kind = 'open', probability], order) => ({
      id: `${id}/${stage}`,
      name: stage,
      kind,
      order,
      ...(probability !== undefined && { probability }),
    })),
  };
}

const cannot = { canCreatePipeline: false, canCreateStage: false };
const can = { canCreatePipeline: true, canCreateStage: true };
const went = (source: Pipeline[], there: Pipeline[], abilities = cannot) =>
  proposePipelines(source, there, abilities).flatMap(({ stages }) => stages.map(({ name, to }) => [name, to]));

describe('a stage goes to', () => {
  test('no namesake that only begins alike, nor another one of signs alone', () => {
    const long = 'Waiting for the second signature of the buyer';
    const source = [pipeline('1', 'Sales', [`${long}, Berlin`], ['🔥'])];
    const there = [pipeline('a', 'Sales', [`${long}, Hamburg`], [`${long}, Berlin`], ['❄️'], ['🔥'])];
    expect(went(source, there)).toEqual([
      [`${long}, Berlin`, `a/${long}, Berlin`],
      ['🔥', 'a/🔥'],
    ]);
  });

  test('its namesake of the same kind, within the pipeline of the same name', () => {
    const source = [pipeline('1', 'Sales', ['New']), pipeline('2', 'Renewals', ['New'])];
    const there = [
      pipeline('r', 'renewals', ['new']),
      pipeline('s', 'SALES', ['new ']),
      pipeline('x', 'Other', ['New']),
    ];
    expect(went(source, there)).toEqual([
      ['New', 's/new '],
      ['New', 'r/new'],
    ]);
  });

  test('the only won or lost stage there, under whatever name', () => {
    const there = [pipeline('t', 'Sales', ['A'], ['Signed', 'won'], ['No', 'lost'], ['Spam', 'lost'])];
    expect(went([pipeline('1', 'Sales', ['Won', 'won'], ['Lost', 'lost'])], there)).toEqual([
      ['Won', 't/Signed'],
      ['Lost', null],
    ]);
  });

  test('a new stage where one can be made: a stage of the customer is no other one', () => {
    const source = [pipeline('1', 'Sales', ['Proposal made'])];
    expect(went(source, [pipeline('t', 'Sales', ['Proposal'], ['New'])], can)).toEqual([
      ['Proposal made', 'new:stage.sales.proposal_made'],
    ]);
  });

  test('where none can be made, the one that means the same', () => {
    const source = [pipeline('1', 'Sales', ['Prospecting'], ['Angebot'], ['Negotiation/Review'], ['Paperwork'])];
    expect(went(source, [salesStandard]).map(([, to]) => to)).toEqual(['lead', 'proposal', 'negotiation', null]);
  });

  test('then the one that is as likely to be won, then the one at the same place, and never one of several', () => {
    const there = [pipeline('t', 'Sales', ['Alpha', 'open', 10], ['Beta', 'open', 40], ['Gamma', 'open', 40])];
    expect(went([pipeline('1', 'Sales', ['One', 'open', 10], ['Two', 'open', 40])], there)).toEqual([
      ['One', 't/Alpha'],
      ['Two', null],
    ]);
    expect(went([pipeline('1', 'Sales', ['One'], ['Two'], ['Three'])], there)).toEqual([
      ['One', 't/Alpha'],
      ['Two', 't/Beta'],
      ['Three', 't/Gamma'],
    ]);
  });

  test('nowhere, which is said, where nothing points at a single one', () => {
    const [proposal] = proposePipelines(
      [pipeline('1', 'Sales', ['Odd'])],
      [pipeline('t', 'Sales', ['A'], ['B'])],
      cannot,
    );
    expect(proposal?.stages[0]).toMatchObject({ to: null, reason: 'no stage of this name: choose one' });
  });
});

describe('a source without pipelines', () => {
  const there = [
    pipeline('a', 'Alpha', ['New'], ['Deal', 'won']),
    pipeline('b', 'Beta', ['Lead'], ['Offer'], ['Won', 'won']),
  ];

  test('goes into the one that has most of its stages', () => {
    const [proposal] = proposePipelines([{ ...pipeline('', 'Sales', ['Lead'], ['Offer'], ['Odd']) }], there, can);
    expect(proposal).toMatchObject({ to: 'b', reason: expect.stringContaining('fit best') });
  });

  test('begins in the first open stage where it has no stages either', () => {
    const open = [{ id: '', name: 'Sales', stages: [{ id: '', name: 'Open', kind: 'open' as const, order: 0 }] }];
    expect(went(open, there, can)).toEqual([['Open', 'a/New']]);
  });

  test('gets Sales (Standard) where the destination has none and can make one', () => {
    const [proposal] = proposePipelines([{ ...salesStandard, id: '' }], [], can);
    expect(proposal).toMatchObject({ to: 'new:pipeline.sales_standard' });
    expect(proposal?.stages.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'Lead open',
      'Contacted open',
      'Qualified open',
      'Proposal open',
      'Negotiation open',
      'Closed Won won',
      'Closed Lost lost',
    ]);
  });
});

test('stages of which a file only knows the names come in the order in which deals go through them', () => {
  const stages = pipeline(
    '',
    'Sales',
    ['Won', 'won'],
    ['Negotiation'],
    ['Lost', 'lost'],
    ['Our own'],
    ['Prospecting'],
  ).stages;
  expect(inStandardOrder(stages).map(({ name, order }) => `${order} ${name}`)).toEqual([
    '0 Prospecting',
    '1 Our own',
    '2 Negotiation',
    '3 Won',
    '4 Lost',
  ]);
});

test('a word of the customer stands for no standard stage', () => {
  expect(standardStage('Qualification')?.name).toBe('Qualified');
  expect(standardStage('Waiting for Bob')).toBeNull();
});
