import { describe, expect, test } from 'vitest';
import { type ObjectHint, proposeColumns } from '../src/mappers/automap/index.ts';

function fieldsOf(object: ObjectHint, header: string[], samples: string[][] = []): (string | null)[] {
  return proposeColumns({ header, object, samples }).map(({ field }) => field);
}

describe('whose a fact is in a file of people', () => {
  test('people that are counted are others where the record has a name of its own', () => {
    expect(fieldsOf('contact', ['Contact 1 Name', 'Contact 1 Phone', 'Contact 2 Name', 'Contact 2 Phone'])).toEqual([
      'contact.full_name',
      'contact.phone',
      null,
      null,
    ]);
    expect(fieldsOf('contact', ['First Name', 'Last Name', 'Contact 1 Phone'])).toEqual([
      'contact.first_name',
      'contact.last_name',
      null,
    ]);
  });

  test('who is named at the billing address is the person only where nobody else is', () => {
    expect(fieldsOf('contact', ['Billing First Name', 'Billing Last Name', 'Billing City'])).toEqual([
      'contact.first_name',
      'contact.last_name',
      'contact.address.city',
    ]);
    expect(fieldsOf('contact', ['First Name', 'Last Name', 'Billing First Name', 'Billing Last Name'])).toEqual([
      'contact.first_name',
      'contact.last_name',
      null,
      null,
    ]);
  });

  test('the owner of a house or firm is the person where the row names nobody else', () => {
    expect(fieldsOf('lead', ['Owner First Name', 'Owner Last Name', 'Property Type'])).toEqual([
      'contact.first_name',
      'contact.last_name',
      null,
    ]);
    expect(fieldsOf('lead', ['First Name', 'Last Name', 'Owner Name'])[2]).toBe('contact.owner');
  });

  test('a word for who somebody is names the person where the row names nobody else', () => {
    expect(fieldsOf('lead', ['homeownerName', 'homeownerEmail', 'homeownerPhone'])).toEqual([
      'contact.full_name',
      'contact.email',
      'contact.phone',
    ]);
    expect(fieldsOf('lead', ['Company', 'Decision Maker', 'Title'])[1]).toBe('contact.full_name');
    expect(fieldsOf('lead', ['Name', 'Decision Maker'])[1]).toBeNull();
    expect(fieldsOf('lead', ['Vendor Name', 'Vendor Email', 'Vendor Phone'])).not.toContain('contact.full_name');
  });

  test('what a file of people says of one deal is offered, never filled in', () => {
    const [, stage] = proposeColumns({ header: ['Email', 'Deal Stage'], object: 'contact' });
    expect(stage?.field).toBeNull();
    expect(stage?.alternatives.map(({ field }) => field)).toContain('deal.stage');
  });

  test('a label beside a value says of what kind the value is', () => {
    expect(fieldsOf('contact', ['Name', 'Relation 1 - Label', 'Relation 1 - Value', 'Labels'])).toEqual([
      'contact.full_name',
      null,
      null,
      'contact.tags',
    ]);
  });
});

describe('what stands beside a column', () => {
  test('neighbours do not make a strange header sure', () => {
    expect(fieldsOf('contact', ['Prénom', 'Nom du chien'])[1]).toBeNull();
  });

  test('a second address keeps its lines as well as its places', () => {
    const second = ['Address 2 - Street', 'Address 2 - City', 'Address 2 - Zip'];
    expect(fieldsOf('contact', ['Address 1 - Street', 'Address 1 - City', ...second])).toEqual([
      'contact.address.line1',
      'contact.address.city',
      null,
      null,
      null,
    ]);
  });

  test('the id of a state beside its name points into a list that is not in the file', () => {
    expect(fieldsOf('contact', ['Name', 'City', 'StateId', 'StateName'])).toEqual([
      'contact.full_name',
      'contact.address.city',
      null,
      'contact.address.region',
    ]);
  });

  test('a main phone is the phone, an other number a further one', () => {
    expect(fieldsOf('contact', ['Name', 'Main Phone', 'Office Phone', 'other_number'])).toEqual([
      'contact.full_name',
      'contact.phone',
      'contact.phone_secondary',
      'contact.phone_secondary',
    ]);
  });

  test('the first address under a strange word is the address where the row has no other', () => {
    const first = ['POCity', 'PORegion', 'POPostalCode'];
    const second = ['SACity', 'SARegion', 'SAPostalCode'];
    expect(fieldsOf('contact', ['Name', ...first, ...second])).toEqual([
      'contact.full_name',
      'contact.address.city',
      'contact.address.region',
      'contact.address.postal_code',
      null,
      null,
      null,
    ]);
    expect(fieldsOf('contact', ['City', 'State', ...first])).toEqual([
      'contact.address.city',
      'contact.address.region',
      null,
      null,
      null,
    ]);
  });

  test('what was done last is no last name', () => {
    expect(fieldsOf('contact', ['Name', 'Last attended'])).toEqual(['contact.full_name', null]);
    expect(fieldsOf('contact', ['Contact First', 'Contact Last'])[1]).toBe('contact.last_name');
  });

  test('a row of places is a row of phones where one of them is a phone', () => {
    expect(fieldsOf('contact', ['Last Name', 'First Name', 'Company', 'Work', 'Home', 'Fax'])).toEqual([
      'contact.last_name',
      'contact.first_name',
      'contact.company_name',
      'contact.phone',
      'contact.phone_secondary',
      'contact.fax',
    ]);
  });

  test('a column that only writes another one otherwise is left out', () => {
    expect(fieldsOf('contact', ['email', 'normalized_email'])).toEqual(['contact.email', null]);
    expect(fieldsOf('contact', ['normalized_email'])).toEqual(['contact.email']);
  });

  test('a surname that shares its column with a firm is a surname where the first name stands alone', () => {
    expect(fieldsOf('contact', ['Surname/Organisation', 'First Name'])[0]).toBe('contact.last_name');
    expect(fieldsOf('contact', ['Co./Last Name', 'Phone'])[0]).toBeNull();
  });

  test('a profile is on LinkedIn only where its values say so', () => {
    const header = ['Name', 'Profile URL'];
    expect(fieldsOf('contact', header)[1]).toBeNull();
    const pages = ['https://www.linkedin.com/in/ada-example', 'https://www.linkedin.com/in/bo-example'];
    expect(fieldsOf('contact', header, [['Ada Example', 'Bo Example'], pages])[1]).toBe('contact.linkedin_url');
  });
});
