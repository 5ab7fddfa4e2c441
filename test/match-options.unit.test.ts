import { expect, test } from 'vitest';
import { matchOptions } from '../src/mappers/propose/match-options.ts';

const options = [
  'Technology',
  'Real estate',
  'Food & Beverage',
  'Transport',
  'Sport',
  'Financial Services',
  'Retail',
].map((label) => ({ value: label.toUpperCase(), label }));
const meantBy = (value: string) => matchOptions([value], options).matched[0]?.to ?? null;

test.each([
  ['Real-Estate', 'REAL ESTATE'],
  ['food and beverages', 'FOOD & BEVERAGE'],
  ['Services, Financial', 'FINANCIAL SERVICES'],
  ['Technolgy', 'TECHNOLOGY'],
  ['Retail Trade', 'RETAIL'],
  ['Tránsport', 'TRANSPORT'],
  // nothing there means it
  ['Farming', null],
  ['', null],
  ['R', null],
])('%j means %j', (value, meant) => {
  expect(meantBy(value)).toBe(meant);
});

test('what is an option already needs no map, and what fits two fits none', () => {
  expect(matchOptions(['technology', 'RETAIL'], options)).toEqual({ matched: [], unknown: [] });
  const twins = ['North America', 'North Africa'].map((label) => ({ value: label, label }));
  expect(matchOptions(['North'], twins)).toEqual({ matched: [], unknown: ['North'] });
});
