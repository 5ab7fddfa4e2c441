import { expect, test } from 'vitest';
import { labelOf, nameOf } from '../src/model/record-name.ts';
import { cataloguesOf } from './support/planning.ts';

const { note } = cataloguesOf({
  note: {
    fields: [
      { key: 'subject', type: 'text', concept: 'activity.subject' },
      { key: 'text', type: 'html', concept: 'activity.body' },
      { key: 'made', type: 'instant', concept: 'activity.created_at' },
    ],
  },
});

test.each([
  [{ subject: 'Call back', text: 'long', made: '2024-05-06T07:08:09Z' }, 'Call back'],
  [{ text: '<p>Spoke&nbsp;to <b>Ann</b></p>', made: '2024-05-06T07:08:09Z' }, '“Spoke to Ann”, 2024-05-06'],
  [{ subject: ' ', text: 'Spoke to Ann' }, '“Spoke to Ann”'],
  [{ text: ' <br> ', made: '2024-05-06' }, null],
])('a record without a subject goes by how its text begins and its day: %j', (values, label) => {
  expect(labelOf(note, values)).toBe(label);
});

test('the beginning of a long text is bounded, and is no name that anything is matched by', () => {
  const values = { text: 'word 😀 '.repeat(500), made: '2024-05-06' };
  expect([...(labelOf(note, values) ?? '')].length).toBeLessThanOrEqual(60);
  expect(labelOf(note, values)).toMatch(/…”, 2024-05-06$/);
  expect(nameOf(note, values)).toBeNull();
});
