import { expect, test } from 'vitest';
import { needOf } from '../src/activities/mapping.ts';

const problem = (place: string, hint: string) => ({ place, message: 'it is open', hint });

test('each open decision comes with its own remedy, said once where several share it', () => {
  const { message } = needOf([
    problem('stages[0]', 'Choose.'),
    problem('stages[1]', 'Choose.'),
    problem('orphans', 'Say.'),
  ]);
  expect(message.split('\n')).toEqual([
    'The mapping has 3 open decisions:',
    '- stages[0]: it is open',
    '- stages[1]: it is open',
    '  → Choose.',
    '- orphans: it is open',
    '  → Say.',
  ]);
});

test('the list is bounded and says how many are left', () => {
  const many = Array.from({ length: 14 }, (_, at) => problem(`fields[${at}]`, `Cure ${at}.`));
  expect(needOf(many).message).toMatch(/→ Cure 9\.\n- and 4 more, which portage mapping check shows$/);
});
