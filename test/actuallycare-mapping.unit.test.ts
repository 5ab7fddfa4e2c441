import { describe, expect, it } from 'vitest';
import { actuallycare } from '../src/connectors/actuallycare/system.ts';
import { checkMapping } from '../src/mappers/propose/check-mapping.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import type { JsonObject } from '../src/model/json.ts';
import type { MatchCandidate, RecordView } from '../src/model/views.ts';
import { cataloguesOf, emptyAccount, planning } from './support/planning.ts';

const definition = actuallycare.destination as DestinationDefinition;
const source = emptyAccount({
  users: [{ id: 'u1', email: 'olga@seller.example', name: 'Olga Old', active: false }],
  pipelines: [{ id: 'p', name: 'Sales', stages: [{ id: 's', name: 'New', kind: 'open', order: 0 }] }],
  objects: cataloguesOf({
    contact: {
      fields: [
        { key: 'First Name', type: 'text', concept: 'contact.first_name' },
        { key: 'Last Name', type: 'text', concept: 'contact.last_name' },
        { key: 'Email', type: 'email', concept: 'contact.email' },
        { key: 'Cell', type: 'phone', concept: 'contact.phone_mobile' },
        { key: 'Type', type: 'choice', concept: 'contact.status' },
        { key: 'Tags', type: 'choices', many: true, concept: 'contact.tags' },
        { key: 'Source', type: 'choice', concept: 'contact.lead_source' },
        { key: 'Job', type: 'text', concept: 'contact.title' },
        { key: 'Company', type: 'text', concept: 'contact.company_name' },
        { key: 'Notes', type: 'text', concept: 'contact.description' },
        { key: 'Agent', type: 'reference', concept: 'contact.owner' },
        { key: 'Opted out', type: 'boolean', concept: 'contact.do_not_contact' },
      ],
    },
    deal: { fields: [{ key: 'Status', type: 'choice', concept: 'deal.status' }] },
    note: { fields: [{ key: 'Text', type: 'html', concept: 'activity.body' }] },
  }),
});
const destination = emptyAccount({ objects: cataloguesOf(definition.objects) });
const { mapping, plan } = planning(actuallycare, source, destination);

const ann = { 'First Name': 'Ann', 'Last Name': 'Lee', Email: 'Ann@Lee.example' };
const person = (values: JsonObject, record: Partial<RecordView> = {}) => plan('contact', { ...ann, ...values }, record);
const there = (destinationObject: string): MatchCandidate => ({
  id: 'there',
  destinationObject,
  values: { email: 'ann@lee.example' },
  keys: ['contact.email ann@lee.example'],
});

it('has no open decision where deals have stages: people need none', () => {
  expect(checkMapping(mapping, { definition, source, destination })).toEqual([]);
});

it.each(['Type', 'CONTACT TYPE', 'record_type'])('goes by a column %s that nothing else claims', (label) => {
  const marked = structuredClone(source);
  for (const field of marked.objects['contact']?.fields ?? []) {
    if (field.key === 'Type') Object.assign(field, { label, concept: undefined });
  }
  const other = planning(actuallycare, marked, destination);
  expect(other.plan('contact', { ...ann, Type: 'past client' }, {}).destinationObject).toBe('client');
  expect(other.plan('contact', { ...ann, Type: 'lead' }, {}).destinationObject).toBe('lead');
});

describe('what a person becomes', () => {
  it.each([
    [{ Type: 'Lead' }, 'lead', 'a column that says so decides'],
    [{ Type: 'CLIENT' }, 'client', 'a column that says so decides'],
    [{ Tags: ['Past Client', 'vip'] }, 'client', 'past clients are clients'],
    [{ Type: 'Home seller' }, 'client', 'sellers are clients'],
    [{ Job: 'Sales agent at Acme' }, 'contact', 'other agents are contacts'],
    [{ Tags: ['Loan Officer'] }, 'contact', 'lenders are contacts'],
    [{ Source: 'Referral' }, 'lead', 'referrals are leads'],
    [{ Source: 'Open-House sign in' }, 'lead', 'open houses give leads'],
  ])('%j is a %s: %s', (values, to, _reason) => {
    expect(person(values).destinationObject).toBe(to);
  });

  it('a won deal makes a client, also of somebody who came as a referral', () => {
    expect(person({ Source: 'Referral' }, { linkedFacts: { 'deal.status': ['won'] } }).destinationObject).toBe(
      'client',
    );
  });

  it('an open deal makes a lead', () => {
    expect(person({}, { linkedFacts: { 'deal.status': ['open'] } }).destinationObject).toBe('lead');
  });

  it('a word within a word decides nothing: a leader is no lead', () => {
    expect(person({ Type: 'Team leader' })).toMatchObject({ outcome: 'hold' });
  });

  it('everybody else waits until a person picks for the group', () => {
    expect(person({})).toMatchObject({ outcome: 'hold', reasons: [{ code: 'undecided_route' }] });
  });

  it('a group that waits is named by what its records say, with the route that would take them', () => {
    const [reason] = person({ Type: 'Sphere' }).reasons;
    expect(reason?.message).toBe('nothing says what it is: "Type" is "Sphere"');
    expect(reason?.hint).toContain('when: [{ field: Type, is: oneOf, values: ["Sphere"] }]');
    expect(person({}).reasons[0]?.message).toMatch(/^nothing says what it is: .*"Type".* is empty$/);
  });

  it('who is said to be an escrow is kept in the archive, with the reason', () => {
    expect(person({ Type: 'Escrow' })).toMatchObject({
      outcome: 'exclude',
      reasons: [{ code: 'archived_for_customer' }],
    });
  });
});

describe('what is written of a person', () => {
  it('leads take one name, clients two; the phone is the first that there is', () => {
    expect(person({ Type: 'lead', Cell: '+1 555 123 0000' }).main?.payload).toMatchObject({
      name: 'Ann Lee',
      email: 'ann@lee.example',
      phone: '+15551230000',
    });
    expect(person({ Type: 'client' }).main?.payload).toMatchObject({ first_name: 'Ann', last_name: 'Lee' });
  });

  it('contacts have a type', () => {
    expect(person({ Job: 'Title Officer' }).main?.payload).toMatchObject({ contact_type: 'title_officer' });
  });

  it('the marker joins the tags that came along', () => {
    expect(person({ Type: 'client', Tags: ['vip'] }).main?.payload['tags']).toEqual([
      'vip',
      'import-2026-11-abcd',
      'consent-not-proved',
    ]);
  });

  it('what has no field stands in the notes: company, owner, job', () => {
    const notes = person({ Type: 'client', Company: 'Acme', Agent: 'u1', Job: 'CEO', Notes: 'Nice' }).main?.payload[
      'notes'
    ];
    expect(notes).toContain('Nice');
    expect(notes).toContain('Acme');
    expect(notes).toContain('Original owner: Olga Old olga@seller.example');
    expect(notes).toContain('CEO');
  });

  it('a refusal travels with the person', () => {
    expect(person({ Type: 'client', 'Opted out': 'yes' }).main?.payload['tags']).toContain('do-not-contact');
  });

  it('activities and deals go to the archive: the API has no place for them', () => {
    expect(plan('note', { Text: 'hello' }).outcome).toBe('exclude');
    expect(plan('deal', { Status: 'open' }).outcome).toBe('exclude');
  });
});

describe('somebody who is there already', () => {
  it('as a client is not made a lead again: the record counts as that client', () => {
    expect(person({ Type: 'lead' }, { candidates: [there('client')] })).toMatchObject({
      outcome: 'merge',
      destinationObject: 'client',
      matchedId: 'there',
      effects: [],
    });
  });

  it('as a lead and would be a client waits for a person: the API converts nobody', () => {
    expect(person({ Type: 'client' }, { candidates: [there('lead')] })).toMatchObject({
      outcome: 'hold',
      reasons: expect.arrayContaining([expect.objectContaining({ code: 'exists_as_other_kind' })]),
    });
  });

  it('as the same kind is filled where it is empty', () => {
    const { outcome, main } = person({ Type: 'client', Cell: '+15551230000' }, { candidates: [there('client')] });
    expect(outcome).toBe('update');
    expect(main?.payload).toMatchObject({ first_name: 'Ann', phone: '+15551230000' });
    expect(main?.payload).not.toHaveProperty('email');
  });

  it('a person who came across as a lead before and is a client now waits instead of being made twice', () => {
    const crosswalk = [
      { role: 'main', destinationObject: 'lead', destinationId: 'x', contentHash: 'h', origin: 'created' as const },
    ];
    expect(person({ Type: 'client' }, { crosswalk }).outcome).toBe('hold');
  });
});
