import { describe, expect, test } from 'vitest';
import { junkReason } from '../src/mappers/dedupe/index.ts';
import { repair } from '../src/mappers/values/repair.ts';
import { fieldSchema, type ObjectCatalogue } from '../src/model/catalogue.ts';

const context = { timezone: 'UTC', defaultCountry: 'US' };

describe('typing errors that can mean only one thing', () => {
  test.each([
    ['ann@acme,com', 'ann@acme.com'],
    ['ann @acme.com', 'ann@acme.com'],
    ['ann@@acme.com', 'ann@acme.com'],
    ['ann (at) acme (dot) com', 'ann@acme.com'],
    ['ann@acme..com', 'ann@acme.com'],
    ['Ann@Acme.con', 'ann@acme.com'],
    ['ann.@acme.com', 'ann@acme.com'],
    // more than one reading, or none
    ['ann@acme', null],
    ['ann.acme.com', null],
    ['ann@acme.com ext', null],
    ['ann lee@acme.com', null],
    ['ann@acme.com;bob@acme.com', null],
    ['ann@acme.nosuchtld', null],
  ])('e-mail %j becomes %j', (raw, meant) => {
    expect(repair('email', raw, context)).toBe(meant);
  });

  test.each([
    ['212-555-0143 / 212-555-0144', '+12125550143'],
    ['212-555-0143 or 212-555-0144', '+12125550143'],
    ['1-800-FLOWERS', '+18003569377'],
    ['ask Ann', null],
    ['212-555-0143 / ask Ann at 12345', null],
  ])('phone %j becomes %j', (raw, meant) => {
    expect(repair('phone', raw, context)).toBe(meant);
  });

  test('nothing else is ever touched', () => {
    expect(repair('text', 'ann@@acme.com', context)).toBeNull();
    expect(repair('email', null, context)).toBeNull();
  });
});

describe('records that look like nobody', () => {
  const catalogue: ObjectCatalogue = {
    object: 'contact',
    fields: [
      fieldSchema.parse({ key: 'name', type: 'text', concept: 'contact.full_name' }),
      fieldSchema.parse({ key: 'email', type: 'email', concept: 'contact.email' }),
      fieldSchema.parse({ key: 'phone', type: 'phone', concept: 'contact.phone' }),
    ],
  };

  test.each([
    [{ name: 'Test Test' }],
    [{ name: 'asdf', email: 'none@none.com' }],
    [{ name: 'test contact 3', phone: '0000000000' }],
    [{ name: '???' }],
    [{ name: null, email: null }],
    [{ email: 'noemail@noemail.com' }],
  ])('%j', (values) => {
    expect(junkReason(catalogue, values)).not.toBeNull();
  });

  test.each([
    [{ name: 'Ann Lee' }],
    [{ name: 'Test Test', email: 'ann@acme.example' }],
    [{ name: 'asdf', phone: '020 7946 0018' }],
    [{ name: 'Nona Sample-Lee' }],
    [{ name: 'Testa Rossi' }],
    [{ name: 'Li' }],
    [{ email: 'ann@acme.example' }],
  ])('but never %j', (values) => {
    expect(junkReason(catalogue, values)).toBeNull();
  });
});
