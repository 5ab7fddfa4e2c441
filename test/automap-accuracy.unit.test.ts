import { describe, expect, test } from 'vitest';
import { figuresOf, readRows, type Scored, scoreRow, share } from '../bench/automap-score.ts';

const rows = readRows(new URL('./fixtures/automap/dev.jsonl', import.meta.url));
const further = readRows(new URL('./fixtures/automap/further.jsonl', import.meta.url));
const later = readRows(new URL('./fixtures/automap/later.jsonl', import.meta.url));
const people = readRows(new URL('./fixtures/automap/people.jsonl', import.meta.url));
const pipelines = readRows(new URL('./fixtures/automap/pipelines.jsonl', import.meta.url));

function scoreAll(some: typeof rows, withSamples: boolean): Scored[] {
  return some.flatMap((row) => scoreRow(row, withSamples));
}

describe('accuracy on labelled header rows', () => {
  test.each([
    ['public rows, with values', rows, true],
    ['public rows, headers only', rows, false],
    ['rows of further systems, headers only', further, false],
    ['rows written before they were tried, headers only', later, false],
    ['public rows of people and companies, with values', people, true],
    ['public rows of people and companies, headers only', people, false],
    ['public rows of deals, activities and many languages, with values', pipelines, true],
    ['public rows of deals, activities and many languages, headers only', pipelines, false],
  ] as const)(
    '%s: 95 % of mappable columns are right and at most 3 % of the others get a field',
    (_name, some, withSamples) => {
      const figures = figuresOf(scoreAll(some, withSamples));
      expect(figures.mappable).toBeGreaterThanOrEqual(0.95);
      expect(figures.falsePositive).toBeLessThanOrEqual(0.03);
      expect(figures.wrongTarget).toBeLessThanOrEqual(0.01);
    },
  );

  test('columns in other languages are no worse than 92 % right without values', () => {
    const foreign = [...rows, ...further, ...later, ...people, ...pipelines].filter(
      ({ language }) => language !== 'en',
    );
    expect(figuresOf(scoreAll(foreign, false)).hit).toBeGreaterThanOrEqual(0.92);
  });

  test('every opt-out column that is taken for an opt-in is marked as inverted', () => {
    const inverted = scoreAll(rows, true).filter(({ inversion }) => inversion !== null);
    expect(inverted.length).toBeGreaterThan(0);
    expect(inverted.every(({ inversion }) => inversion)).toBe(true);
  });

  test('what is said with 90 % confidence or more is right at least that often', () => {
    const sure = scoreAll([...rows, ...further, ...later, ...people, ...pipelines], false).filter(
      ({ confidence }) => confidence >= 0.9,
    );
    const stated = sure.reduce((sum, { confidence }) => sum + confidence, 0) / sure.length;
    expect(share(sure, ({ outcome }) => outcome === 'hit')).toBeGreaterThanOrEqual(stated - 0.01);
  });
});
