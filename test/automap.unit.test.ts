import { describe, expect, test } from 'vitest';
import {
  automapJsonl,
  type ColumnProposal,
  type ObjectHint,
  proposeColumns,
  recogniseObject,
} from '../src/mappers/automap/index.ts';

function fieldsOf(object: ObjectHint, header: string[], samples?: string[][]): (string | null)[] {
  return proposeColumns({ header, object, ...(samples ? { samples } : {}) }).map(({ field }) => field);
}

function only(object: ObjectHint, header: string, samples: string[] = []): ColumnProposal {
  return proposeColumns({ header: [header], samples: [samples], object })[0]!;
}

describe('the headers that customers were promised', () => {
  const table: Readonly<Record<string, string[]>> = {
    'contact.first_name': ['First Name', 'FirstName', 'Given Name'],
    'contact.last_name': ['Last Name', 'LastName', 'Surname'],
    'contact.email': ['Email', 'Email Address', 'Primary Email'],
    'contact.phone': ['Phone', 'Primary Phone'],
    'contact.phone_mobile': ['Mobile', 'Cell'],
    'contact.lead_source': ['Lead Source', 'Source', 'Origin'],
    'contact.description': ['Notes', 'Comments', 'Description'],
  };
  const cases = Object.entries(table).flatMap(([field, headers]) => headers.map((header) => [header, field] as const));

  test.each(cases)('ActuallyCare: "%s" becomes %s for contacts and leads', (header, field) => {
    expect(only('contact', header).field).toBe(field);
    expect(only('lead', header).field).toBe(field);
  });

  test('Pact: the columns of its three import files map, record ids included', () => {
    expect(fieldsOf('company', ['Account Name', 'Website / Domain', 'Lifecycle Stage', 'Record ID'])).toEqual([
      'company.name',
      'company.domain',
      'company.lifecycle_stage',
      'company.source_id',
    ]);
    expect(fieldsOf('company', ['name', 'legacy_id'])).toEqual(['company.name', 'company.source_id']);
    expect(fieldsOf('contact', ['Email', 'First/Last Name', 'Account record id'])).toEqual([
      'contact.email',
      'contact.full_name',
      'contact.company_id',
    ]);
  });

  test('Adoptiv: its standard fields, link columns and consent fields map', () => {
    expect(fieldsOf('contact', ['first_name', 'email', 'phone', 'company', 'account_id'])).toEqual([
      'contact.first_name',
      'contact.email',
      'contact.phone',
      'contact.company_name',
      'contact.company_id',
    ]);
    expect(fieldsOf('deal', ['deal value', 'stage', 'close date', 'contact_id', 'account_id'])).toEqual([
      'deal.amount',
      'deal.stage',
      'deal.close_date',
      'deal.contact_id',
      'deal.company_id',
    ]);
    expect(fieldsOf('contact', ['PEWC text', 'PEWC timestamp', 'PEWC source URL', 'PEWC IP', 'PEWC seller'])).toEqual([
      'contact.consent_text',
      'contact.consent_timestamp',
      'contact.consent_source_url',
      'contact.consent_ip',
      'contact.consent_seller',
    ]);
  });
});

describe('names', () => {
  test.each([
    ['Vorname', 'contact.first_name'],
    ['Straße', 'contact.address.line1'],
    ['Strasse', 'contact.address.line1'],
    ['Telefonnummer', 'contact.phone'],
    ['Código postal', 'contact.address.postal_code'],
    ['Courriel', 'contact.email'],
    ['Cellulare', 'contact.phone_mobile'],
    ['Sobrenome', 'contact.last_name'],
    ['Voornaam', 'contact.first_name'],
    ['Stanowisko', 'contact.title'],
    ['Postnummer', 'contact.address.postal_code'],
    ['Příjmení', 'contact.last_name'],
    ['Sähköposti', 'contact.email'],
    ['Perekonnanimi', 'contact.last_name'],
    ['Irányítószám', 'contact.address.postal_code'],
    ['Soyadı', 'contact.last_name'],
    ['Fødselsdato', 'contact.birthday'],
    ['Etternavn', 'contact.last_name'],
  ])('"%s" is read in its language', (header, field) => {
    expect(only('contact', header).field).toBe(field);
  });

  test.each([
    ['first_name'],
    ['FIRST NAME'],
    ['firstName'],
    ['firstname'],
    ['First-Name:'],
    ['\uFEFFFirst Name'],
    ['Fisrt Name'],
  ])('"%s" is a first name however it is written', (header) => {
    expect(only('contact', header).field).toBe('contact.first_name');
  });

  test.each([
    ['Favourite dinosaur'],
    ['Blorp 7'],
    ['cf_email'],
    ['Email__c'],
    ['Middle Name'],
    ['Last Activity'],
    ['VAT number'],
    ['Created By'],
    ['Is Company'],
    [''],
    ['2024'],
  ])('"%s" gets no field, and the reason says why', (header) => {
    const proposal = only('contact', header);
    expect(proposal.field).toBeNull();
    expect(proposal.reason).not.toBe('');
    expect(proposal.otherwise).toBeDefined();
  });

  test('opt-out columns map onto the opt-in with the inversion set', () => {
    expect(only('contact', 'Email Opt Out')).toMatchObject({ field: 'contact.email_opt_in', inverted: true });
    expect(only('contact', 'Abgemeldet')).toMatchObject({ field: 'contact.email_opt_in', inverted: true });
    expect(only('contact', 'Newsletter').inverted).toBeUndefined();
  });
});

describe('neighbours', () => {
  test('a name beside the other half of a name is that half', () => {
    expect(fieldsOf('contact', ['Prénom', 'Nom'])).toEqual(['contact.first_name', 'contact.last_name']);
    expect(fieldsOf('contact', ['Nome', 'Cognome'])).toEqual(['contact.first_name', 'contact.last_name']);
    expect(fieldsOf('contact', ['Name', 'Telefon'])).toEqual(['contact.full_name', 'contact.phone']);
  });

  test('one phone is the main one, the others are further ones', () => {
    expect(fieldsOf('contact', ['Phone', 'Home Phone', 'Mobile', 'Phone 2'])).toEqual([
      'contact.phone',
      'contact.phone_secondary',
      'contact.phone_mobile',
      'contact.phone_secondary',
    ]);
    expect(fieldsOf('contact', ['Office Phone', 'Mobile', 'Home'])).toEqual([
      'contact.phone',
      'contact.phone_mobile',
      'contact.phone_secondary',
    ]);
  });

  test('the main address wins and the shipping address stays out', () => {
    const header = ['Billing Street', 'Billing City', 'Shipping Street', 'Shipping City'];
    expect(fieldsOf('company', header)).toEqual(['company.address.line1', 'company.address.city', null, null]);
  });

  test('a title beside a job title is a courtesy, and Estado is a region or a status by what stands around it', () => {
    expect(fieldsOf('contact', ['Title', 'Job Title'])).toEqual(['contact.salutation', 'contact.title']);
    expect(fieldsOf('contact', ['Nombre', 'Ciudad', 'Estado', 'País'])[2]).toBe('contact.address.region');
    expect(fieldsOf('contact', ['Nombre', 'Correo', 'Estado'])[2]).toBe('contact.status');
  });

  test('how values are written is no part of the name, which one is meant is', () => {
    expect(fieldsOf('deal', ['Opp Size ($)', 'Close Date (optional)'])).toEqual(['deal.amount', 'deal.close_date']);
    expect(fieldsOf('contact', ['Phone (work)', 'Phone (mobile)'])).toEqual(['contact.phone', 'contact.phone_mobile']);
    expect(only('contact', `Phone (${'no/'.repeat(50_000)})`).reason).not.toBe('');
  });

  test('a person file that counts deals has no deal, a company file without people no mobile', () => {
    expect(fieldsOf('contact', ['Name', 'Deals', 'Deals value'])).toEqual(['contact.full_name', null, null]);
    expect(fieldsOf('company', ['Name', 'Mobile'])).toEqual(['company.name', null]);
    expect(fieldsOf('company', ['Name', 'First Name', 'Last Name', 'Mobile'])[3]).toBe('contact.phone_mobile');
  });

  test('a slip of the pen is one in the language of the row', () => {
    expect(fieldsOf('contact', ['Name', 'Email', 'Called (Y/N)'])[2]).toBeNull();
    expect(fieldsOf('company', ['Nom', 'Ville', 'Est client'])[2]).toBeNull();
  });

  test('columns of another record in the row go to that record', () => {
    expect(
      fieldsOf('deal', ['Deal - Title', 'Person - Email', 'Organization - Name', 'Organization - Address']),
    ).toEqual(['deal.name', 'deal.contact_email', 'deal.company_name', 'company.address.line1']);
  });
});

describe('keys of interfaces', () => {
  test('ids that are grown into a word, links of OData and paths of keys are taken apart', () => {
    expect(fieldsOf('deal', ['opportunityid', '_customerid_value', '_ownerid_value', 'estimatedvalue'])).toEqual([
      'deal.source_id',
      'deal.company_id',
      'deal.owner',
      'deal.amount',
    ]);
    expect(fieldsOf('activity', ['user.name', 'deal.title', 'person.name'])).toEqual([
      'activity.owner',
      'activity.deal_id',
      'activity.contact_id',
    ]);
  });

  test('beside a bare id, the id of a call or of any object is not the id of the record', () => {
    expect(fieldsOf('activity', ['id', 'callId', 'object_id', 'state'])).toEqual([
      'activity.source_id',
      null,
      null,
      'activity.status',
    ]);
    expect(fieldsOf('contact', ['Contact ID', 'Customer ID'])).toEqual(['contact.source_id', 'contact.company_id']);
  });

  test('an opportunity beside its title and a currency is what the deal is worth', () => {
    expect(fieldsOf('deal', ['TITLE', 'OPPORTUNITY', 'CURRENCY_ID'])).toEqual([
      'deal.name',
      'deal.amount',
      'deal.currency',
    ]);
  });
});

describe('scripts without blanks and words with endings', () => {
  test('Japanese and Chinese headers are taken apart into their words', () => {
    expect(fieldsOf('contact', ['会社名', '部署名', '姓', '名', 'TEL直通', '携帯電話', 'フリガナ'])).toEqual([
      'contact.company_name',
      'contact.department',
      'contact.last_name',
      'contact.first_name',
      'contact.phone',
      'contact.phone_mobile',
      null,
    ]);
    expect(fieldsOf('deal', ['商机名称', '所属客户', '预计成交日期', '商机负责人', '输单原因', '创建人'])).toEqual([
      'deal.name',
      'deal.company_name',
      'deal.expected_close_date',
      'deal.owner',
      'deal.lost_reason',
      null,
    ]);
  });

  test('Russian cases and Turkish possessives name the same things', () => {
    expect(fieldsOf('deal', ['Название сделки', 'Имя контакта', 'Ответственный за сделку', 'Дата создания'])).toEqual([
      'deal.name',
      'deal.contact_name',
      'deal.owner',
      'deal.created_at',
    ]);
    expect(fieldsOf('contact', ['Ofis telefonu', 'Kontak kimliği', 'İş unvanı'])).toEqual([
      'contact.phone',
      'contact.source_id',
      'contact.title',
    ]);
  });
});

describe('deals as a row', () => {
  test('an amount that is reckoned, a region without an address and the lead behind the deal stay out', () => {
    expect(fieldsOf('deal', ['Deal Value', 'Forecast Value', 'Region', 'lead_id'])).toEqual([
      'deal.amount',
      null,
      null,
      null,
    ]);
    expect(fieldsOf('deal', ['Lead title', 'Lead ID', 'Expected Revenue', 'City', 'Region'])).toEqual([
      'deal.name',
      'deal.source_id',
      'deal.amount',
      'company.address.city',
      'company.address.region',
    ]);
  });
});

describe('words that say nothing of the field', () => {
  test('compounds are cut behind the longer beginning', () => {
    expect(fieldsOf('company', ['Firma', 'Rechnungsort', 'Rechnungsland'])).toEqual([
      'company.name',
      'company.address.city',
      'company.address.country',
    ]);
  });

  test('brackets that show how a value is written are passed over', () => {
    expect(fieldsOf('contact', ['Geburtsdatum (z. B. 01.02.1990)', 'land (iso - bijv. nl)', 'Phone (work)'])).toEqual([
      'contact.birthday',
      'contact.address.country',
      'contact.phone',
    ]);
    expect(only('contact', '案内メール受取許可フラグ (0:拒否, 1:許可)').field).toBe('contact.email_opt_in');
  });

  test('adjectives and owned words keep their meaning in every form', () => {
    expect(fieldsOf('contact', ['Vorname', 'Sekundäre E-Mail', 'Primärer Telefonkontakt'])).toContain(
      'contact.email_secondary',
    );
    expect(fieldsOf('deal', ['Lehetőség', 'Szervezet neve', 'Kapcsolattartó neve'])).toEqual([
      'deal.name',
      'deal.company_name',
      'deal.contact_name',
    ]);
  });

  test('an account to log in with is not the owner of the record', () => {
    for (const header of ['Benutzername', 'gebruikersnaam', "nom d'utilisateur", 'användarnamn'])
      expect(only('contact', header).field).toBeNull();
  });

  test('what a word means depends on what the file is about', () => {
    expect(fieldsOf('deal', ['Nombre del negocio', 'Etapa'])).toEqual(['deal.name', 'deal.stage']);
    expect(fieldsOf('lead', ['Nombre', 'Nombre del negocio', 'WhatsApp / Teléfono'])).toEqual([
      'contact.full_name',
      'contact.company_name',
      'contact.phone',
    ]);
    expect(fieldsOf('activity', ['Full Name', 'Scheduled End', 'Subject'])).toEqual([
      'activity.contact_id',
      'activity.due_at',
      'activity.subject',
    ]);
  });

  test('closed and won without a word for the day may be yes or no', () => {
    expect(only('activity', 'Closed').field).toBeNull();
    expect(only('deal', 'Gewonnen').field).toBeNull();
    expect(only('deal', 'Gewonnen am').field).toBe('deal.won_at');
  });
});

describe('what only the row tells', () => {
  test('a project names the deal, a contract is worth its amount, a place in the list is no job title', () => {
    expect(fieldsOf('deal', ['Projekt', 'Auftraggeber', 'Phase'])).toEqual([
      'deal.name',
      'deal.company_name',
      'deal.stage',
    ]);
    expect(fieldsOf('deal', ['Opp Name', 'Client', 'Partner', 'ACV', 'position'])).toEqual([
      'deal.name',
      'deal.company_name',
      null,
      'deal.amount',
      null,
    ]);
    expect(fieldsOf('deal', ['Amount', 'ACV'])).toEqual(['deal.amount', null]);
  });

  test('what the parts of an address are called decides together', () => {
    expect(fieldsOf('contact', ['Ad', 'Soyad', 'İlçe', 'İl'])).toEqual([
      'contact.first_name',
      'contact.last_name',
      'contact.address.city',
      'contact.address.region',
    ]);
    expect(fieldsOf('company', ['Nome', 'Città', 'Nazione', 'Stato'])).toEqual([
      'company.name',
      'company.address.city',
      'company.address.country',
      null,
    ]);
  });

  test('how another record is tied to the row does not change whose id it is', () => {
    expect(
      fieldsOf('activity', ['id', 'relatedDealId', 'PrimaryContactPartyID', 'Mitarbeiter', 'Gespräch mit']),
    ).toEqual([
      'activity.source_id',
      'activity.deal_id',
      'activity.contact_id',
      'activity.owner',
      'activity.contact_id',
    ]);
  });
});

describe('values', () => {
  test('values that contradict the header take the field away', () => {
    expect(only('contact', 'Email', ['yes', 'no']).field).toBeNull();
    expect(only('contact', 'Company', ['yes', 'no']).field).toBeNull();
  });

  test('values speak where the header is strange, and only where no better column exists', () => {
    const samples = [['ann@larkspur.example', 'bo@northgate.example']];
    expect(fieldsOf('contact', ['Xyzzy'], samples)).toEqual(['contact.email']);
    expect(fieldsOf('contact', ['Xyzzy', 'Email'], [...samples, ...samples])).toEqual([null, 'contact.email']);
  });

  test('a title of courtesy titles is a salutation', () => {
    expect(only('contact', 'Title', ['Mr.', 'Mrs.']).field).toBe('contact.salutation');
  });

  test('a column of ids of another file is the link to it, whatever its header', () => {
    const proposals = proposeColumns({ header: ['Ref K'], object: 'contact', joins: ['company'] });
    expect(proposals[0]).toMatchObject({
      field: 'contact.company_id',
      reason: expect.stringContaining('company file'),
    });
  });

  test('every answer carries a confidence between 0 and 1, and no alternative is surer than what is left over', () => {
    const header = ['Name', 'Title', 'Estado', 'Wert', 'Xyzzy', 'County', 'State'];
    for (const proposal of proposeColumns({ header, object: 'contact' })) {
      expect(proposal.confidence).toBeGreaterThanOrEqual(0);
      expect(proposal.confidence).toBeLessThanOrEqual(1);
      for (const other of proposal.alternatives)
        expect(other.confidence).toBeLessThanOrEqual(1.005 - proposal.confidence);
    }
  });
});

describe('what a file holds', () => {
  test.each<[ObjectHint, string[]]>([
    ['contact', ['First Name', 'Last Name', 'Email', 'Company', 'Job Title']],
    ['company', ['Account Name', 'Website', 'Industry', 'Employees', 'Billing City']],
    ['deal', ['Opportunity', 'Stage', 'Amount', 'Close Date', 'Account']],
    ['activity', ['Subject', 'Due Date', 'Type', 'Duration', 'Related To']],
    ['lead', ['Lead ID', 'First Name', 'Last Name', 'Lead Status', 'Company', 'Email']],
    ['product', ['Product Name', 'SKU', 'Unit Price', 'Tax', 'Active']],
    ['user', ['User ID', 'Name', 'Email', 'Active']],
    [
      'combined',
      ['Company', 'Industry', 'Website', 'First Name', 'Last Name', 'Email', 'Phone', 'Deal Name', 'Stage', 'Amount'],
    ],
    ['contact', ['Vorname', 'Nachname', 'Firma', 'Telefon']],
    ['deal', ['Nombre de Oportunidad', 'Importe', 'Etapa de Venta', 'Probabilidad']],
  ])('recognises a %s file: %s', (object, header) => {
    expect(recogniseObject(header)).toMatchObject({ object, confidence: expect.any(Number) });
  });

  test('a header that tells nothing is not forced', () => {
    expect(recogniseObject(['a', 'b', 'c'])).toMatchObject({ object: null });
    expect(recogniseObject([])).toMatchObject({ object: null });
  });
});

describe('JSON lines', () => {
  async function* linesOf(...lines: string[]): AsyncGenerator<string> {
    yield* lines;
  }

  async function run(...lines: string[]): Promise<unknown[]> {
    return (await Array.fromAsync(automapJsonl(linesOf(...lines)))).map((line) => JSON.parse(line));
  }

  test('each row is answered by one line, samples and system may be missing', async () => {
    const answers = await run(
      '{"object":"contact","columns":[{"header":"E-mail"},{"header":"Xyzzy","samples":[]}]}',
      '',
    );
    expect(answers).toEqual([
      {
        columns: [
          { header: 'E-mail', field: 'contact.email', confidence: 0.97 },
          { header: 'Xyzzy', field: null, confidence: expect.any(Number) },
        ],
      },
    ]);
  });

  test('without an object the row is recognised first', async () => {
    const [answer] = await run('{"columns":[{"header":"Deal Name"},{"header":"Stage"},{"header":"Amount"}]}');
    expect(answer).toMatchObject({
      columns: [{ field: 'deal.name' }, { field: 'deal.stage' }, { field: 'deal.amount' }],
    });
  });

  test('concepts that the format does not know are given as the nearest field or as none', async () => {
    const [answer] = await run('{"object":"deal","columns":[{"header":"Won time"},{"header":"Tags"}]}');
    expect(answer).toMatchObject({ columns: [{ field: 'deal.close_date' }, { field: null }] });
  });

  test.each([
    ['{"columns":', 'Line 2: this is not JSON'],
    ['{"columns":[{"name":"x"}]}', 'Line 2: columns.0.header'],
    ['{"object":"invoice","columns":[]}', 'Line 2: object'],
  ])('a bad line ends the run with its number: %s', async (line, message) => {
    await expect(run('{"columns":[{"header":"Email"}]}', line)).rejects.toThrow(message);
  });
});
