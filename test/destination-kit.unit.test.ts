import { describe, expect, it } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { withConnectionOptions } from '../src/connectors/kit/connection-options.ts';
import { checkDestination } from '../src/connectors/kit/write-checks.ts';
import { definitionValues, idOfKey, keyOfId } from '../src/connectors/kit/write-define.ts';
import { createDestinationWriter } from '../src/connectors/kit/write-destination.ts';
import { refusalOf } from '../src/connectors/kit/write-errors.ts';
import { guardFor } from '../src/connectors/kit/write-guard.ts';
import { setPath, toWire } from '../src/mappers/plan/wire.ts';
import type { ConnectorDefinition } from '../src/model/connector.ts';
import type { DestinationField } from '../src/model/destination-object.ts';
import { PortageError } from '../src/model/errors.ts';
import type { HttpDefinition } from '../src/model/http-definition.ts';
import type { JsonObject } from '../src/model/json.ts';
import { CountingPacer } from './support/destination/suite.ts';

const http = close.http as HttpDefinition;
const clone = (change: (copy: ConnectorDefinition) => void): ConnectorDefinition => {
  const copy = structuredClone(close);
  change(copy);
  return copy;
};
const problemsOf = (connector: ConnectorDefinition): string => {
  try {
    checkDestination(connector);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('a definition that cannot work', () => {
  it('is refused as a whole before anything is sent, every place with what would be allowed there', () => {
    const broken = clone(({ destination }) => {
      if (destination === undefined) return;
      destination.order = ['lead', 'kontakt'];
      destination.routes[0] = { ...(destination.routes[0] as (typeof destination.routes)[0]), to: 'account' };
      const { contact } = destination.objects;
      if (contact === undefined) return;
      contact.create.request.body = { lead: '{parent}' };
      contact.footerField = 'remarks';
      contact.findBy = [{ kind: 'listed', compare: ['nickname'] }];
    });
    const message = problemsOf(broken);
    expect(message).toContain('order[1]: there is no object "kontakt"; allowed: lead, contact');
    expect(message).toContain('order: "contact" is missing');
    expect(message).toContain('routes[0].to: there is no object "account"');
    expect(message).toContain('objects.contact.create.request: nothing fills {parent}');
    expect(message).toContain('objects.contact: there is no field "remarks"');
    expect(message).toContain('objects.contact.findBy[0]: there is no field "nickname"');
  });

  it('is refused where the other end of a link would not be there, or the field could not be set later', () => {
    const withReference = (field: string, to: string, need: 'inline' | 'later') =>
      clone(({ destination }) =>
        destination?.objects['contact']?.references.push({
          field,
          link: 'company',
          to,
          need,
          sameParent: false,
          clears: false,
        }),
      );
    expect(problemsOf(withReference('boss_id', 'contact', 'inline'))).toContain(
      'objects.contact.references: "boss_id" is inline, and contact is not written before contact',
    );
    expect(problemsOf(withReference('boss_id', 'contact', 'later'))).toBe('');
    const fixed = withReference('boss_id', 'contact', 'later');
    delete fixed.destination?.objects['contact']?.update;
    expect(problemsOf(fixed)).toContain('"boss_id" is set later, and there is no update of contact');
  });

  it('stops the writer where it is made', () => {
    const broken = clone(({ destination }) => destination?.order.splice(0, 1));
    const make = () =>
      createDestinationWriter(
        broken,
        { credentials: { apiKey: 'k' }, accountKey: 'a' },
        { pacer: new CountingPacer(), egress: {} },
      );
    expect(make).toThrow(PortageError);
  });
});

describe('what a connection may say in place of the definition', () => {
  it('is its limit: so many requests in so many seconds, or none', () => {
    const limited = withConnectionOptions(http, close.options, { limit: '500/900' });
    expect(limited.limits.budgets).toMatchObject([{ kind: 'window', limit: 500, windowMs: 900_000 }]);
    expect(withConnectionOptions(http, close.options, { limit: 'none' }).limits.budgets).toEqual([]);
    expect(withConnectionOptions(http, close.options, {}).limits).toEqual(http.limits);
  });

  it.each(['fast', '0/1', '10', 40, '10/-1'])('a limit of %j is refused with how to write it', (limit) => {
    expect(() => withConnectionOptions(http, close.options, { limit })).toThrow(
      expect.objectContaining({ kind: 'config', hint: expect.stringContaining('40/1') }),
    );
  });

  it('is nothing that the connector does not list', () => {
    expect(withConnectionOptions(http, {}, { limit: 'none', authHeader: 'x' })).toEqual(http);
  });
});

describe('a payload about to leave', () => {
  const guard = guardFor('email', { label: 'E-mail' }, [
    { object: 'email', field: 'status', values: ['outbox'], reason: 'it would be sent' },
  ]);

  it.each([{ status: 'outbox' }, { status: ' Outbox ' }])('%j is stopped', (payload: JsonObject) => {
    expect(() => guard(payload)).toThrow(expect.objectContaining({ code: 'never_sent' }));
  });

  it('is let go otherwise', () => {
    expect(() => guard({ status: 'sent', outbox: 'outbox' })).not.toThrow();
  });
});

describe('a definition to be made', () => {
  const field = { types: { text: 'text', choice: 'choices', number: 'number' }, keyForm: 'custom.{id}' };

  it('has the vendor’s own type, and text where it has none', () => {
    const of = (type: string, options: string[] = []) =>
      definitionValues(field as never, 'lead', { label: 'A', type, options }).type;
    expect([of('number'), of('choice', ['x']), of('choice'), of('country')]).toEqual([
      'number',
      'choices',
      'text',
      'text',
    ]);
  });

  it('is made for long text where its values are long, where the vendor has such and each record holds one', () => {
    const made = close.destination?.define.field['lead'];
    const of = (payload: JsonObject, from: object | undefined = made) =>
      definitionValues(from as never, 'lead', { label: 'A', type: 'text', ...payload }).type;
    expect([of({ long: true }), of({ long: true, many: true }), of({})]).toEqual(['textarea', 'text', 'text']);
    expect(of({ long: true }, { ...made, types: { text: 'text' } })).toBe('text');
  });

  it('is named in records by a key that leads back to its id', () => {
    expect(keyOfId(field, 'cf_1')).toBe('custom.cf_1');
    expect(idOfKey(field, 'custom.cf_1')).toBe('cf_1');
    expect(idOfKey(field, 'cf_1')).toBe('cf_1');
  });
});

it('a refusal names fields and never quotes what the vendor said', () => {
  const vendor = new PortageError('record', 'The vendor answered 400 to POST /contact/', {
    code: 'rejected',
    status: 400,
    details: { fields: ['emails'] },
  });
  expect(refusalOf(vendor, 'Close', 'Contact')).toMatchObject({
    message: 'Close refused this contact (400): emails',
    hint: expect.stringContaining('this field'),
  });
  const other = new PortageError('transient', 'x', { code: 'timeout' });
  expect(refusalOf(other, 'Close', 'Contact')).toBe(other);
});

describe('values on the wire', () => {
  const field = (parts: Partial<DestinationField>): DestinationField => ({ key: 'x', type: 'text', ...parts });

  it('an extension is written behind the number', () => {
    expect(toWire(field({ type: 'phone', form: 'e164' }), '+442079460000;ext=12')).toBe('+442079460000 x12');
  });

  it('a list without a form of its own holds plain values', () => {
    expect(toWire(field({ many: true }), [{ value: 'a', label: 'work' }, 'b'])).toEqual(['a', 'b']);
  });

  it('a path may name a member that holds dots', () => {
    const payload: JsonObject = {};
    setPath(payload, "['custom.cf_1']", 'x');
    setPath(payload, 'addresses[0].city', 'Berlin');
    expect(payload).toEqual({ 'custom.cf_1': 'x', addresses: [{ city: 'Berlin' }] });
  });
});
