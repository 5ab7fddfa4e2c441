import { describe, expect, it } from 'vitest';
import { close } from '../src/connectors/close/system.ts';
import { describedObjects } from '../src/connectors/kit/read-source.ts';
import { pipedrive } from '../src/connectors/pipedrive/system.ts';
import { checkMapping } from '../src/mappers/propose/check-mapping.ts';
import type { SystemMetadata } from '../src/model/catalogue.ts';
import type { DestinationDefinition } from '../src/model/destination-definition.ts';
import type { JsonObject } from '../src/model/json.ts';
import type { SourceDefinition } from '../src/model/source-definition.ts';
import type { LinkView, RecordView } from '../src/model/views.ts';
import { cataloguesOf, linkTo, planning } from './support/planning.ts';

const definition = close.destination as DestinationDefinition;

const ann = { id: 'user_a', email: 'ann@seller.example', name: 'Ann Lee', active: true };
const source: SystemMetadata = {
  account: { id: '1', name: 'Seller' },
  self: null,
  timezone: 'Europe/London',
  currency: 'USD',
  objects: cataloguesOf(describedObjects(pipedrive.source as SourceDefinition)),
  users: [
    { id: 'u1', email: 'ann@seller.example', name: 'Ann Lee', active: true },
    { id: 'u9', email: 'old@seller.example', name: 'Olga Old', active: false },
  ],
  pipelines: [
    {
      id: '1',
      name: 'Sales',
      stages: [
        { id: '10', name: 'New', kind: 'open', order: 0 },
        { id: '1:won', name: 'Won', kind: 'won', order: 1 },
        { id: '1:lost', name: 'Lost', kind: 'lost', order: 2 },
      ],
    },
  ],
  recordStatuses: [],
  automations: null,
};
const destination: SystemMetadata = {
  account: { id: '2', name: 'Buyer' },
  self: ann,
  timezone: 'UTC',
  currency: 'USD',
  objects: cataloguesOf(definition.objects),
  users: [ann],
  pipelines: [
    {
      id: 'pipe_1',
      name: 'Sales',
      stages: [
        { id: 'stat_new', name: 'New', kind: 'open', order: 0 },
        { id: 'stat_won', name: 'Won', kind: 'won', order: 1 },
        { id: 'stat_lost', name: 'Lost', kind: 'lost', order: 2 },
      ],
    },
  ],
  recordStatuses: [
    { id: 'status_p', name: 'Potential' },
    { id: 'status_c', name: 'Customer' },
  ],
  automations: [],
};

const { mapping, plan } = planning(close, source, destination);
const planOf = (
  object: string,
  values: JsonObject,
  links: LinkView[] = [],
  linkedFacts: RecordView['linkedFacts'] = {},
) => plan(object, values, { links, linkedFacts });

const company = { object: 'company', sourceId: '5', role: 'main' };
const toCompany = () => linkTo('company', '5', 'lead', company);

describe('the mapping that is proposed for Close', () => {
  it('has no open decision and names a reason for each route', () => {
    expect(checkMapping(mapping, { definition, source, destination })).toEqual([]);
    expect(mapping.routes.filter((route) => route.reason === '')).toEqual([]);
  });

  it('makes the fields by which records are found again, also on leads that no company becomes', () => {
    const made = mapping.newFields.map(({ object, label }) => `${object}: ${label}`);
    for (const object of ['lead', 'contact', 'opportunity']) {
      expect(made).toContain(`${object}: Source ID`);
      expect(made).toContain(`${object}: Import marker`);
    }
  });

  it('leaves routes out whose conditions the source cannot fulfil, so that they ask for no fields', () => {
    expect(mapping.routes.filter((route) => route.object === 'lead').map((route) => route.to)).toEqual(['opportunity']);
    expect(mapping.newFields.some(({ object, label }) => object === 'contact' && label === 'title')).toBe(false);
  });
});

describe('what becomes of a record in Close', () => {
  it('a company is a lead; an owner without an account is named in its notes', () => {
    const { main } = planOf('company', { name: 'Acme', website: 'acme.example', owner_id: 'u9' });
    expect(main?.payload).toMatchObject({
      name: 'Acme',
      url: 'https://acme.example',
      'new:lead.owner': 'user_a',
      'new:lead.source_id': '7',
      'new:lead.import_notes': 'Original owner: Olga Old old@seller.example',
    });
  });

  it('a company with a won deal is a customer', () => {
    const { main } = planOf('company', { name: 'Acme' }, [], { 'deal.status': ['lost', 'won'] });
    expect(main?.payload['status_id']).toBe('status_c');
  });

  it('a contact without a company brings a lead that can be found again', () => {
    const { main, effects } = planOf('contact', {
      name: 'Bo Ek',
      emails: [
        { value: 'Bo@ek.example', label: 'work' },
        { value: 'bo@home.example', label: 'home' },
      ],
      phones: [{ value: '+44 20 7946 0000 ext 12', label: 'mobile' }],
    });
    expect(effects.map((effect) => effect.role)).toEqual(['own parent', 'main']);
    expect(effects[0]?.payload).toMatchObject({ name: 'Bo Ek', 'new:lead.source_id': 'contact 7' });
    expect(main?.payload).toMatchObject({
      emails: [
        { type: 'office', email: 'bo@ek.example' },
        { type: 'home', email: 'bo@home.example' },
      ],
      phones: [{ type: 'mobile', phone: '+442079460000 x12' }],
    });
  });

  it('a lead that is made for somebody with a won deal, or for a won deal, is a customer as well', () => {
    const contact = planOf('contact', { name: 'Bo Ek' }, [], { 'deal.status': ['open', 'won'] });
    const won = planOf('deal', { title: 'Anvils', stage_id: '1:won', pipeline_id: '1' });
    const open = planOf('deal', { title: 'Anvils', stage_id: '10', pipeline_id: '1' });
    for (const { effects } of [contact, won])
      expect(effects[0]).toMatchObject({ role: 'own parent', payload: { status_id: 'status_c' } });
    expect(open.effects[0]?.role).toBe('own parent');
    expect(open.effects[0]?.payload).not.toHaveProperty('status_id');
  });

  it('a lead that an earlier run brought for a contact, before it was cancelled, is not brought again', () => {
    const lead = { destinationObject: 'lead', destinationId: 'lead_1', contentHash: '', origin: 'created' as const };
    const { main, effects } = plan('contact', { name: 'Bo Ek' }, { crosswalk: [{ role: 'own parent', ...lead }] });
    expect(effects.map((effect) => effect.role)).toEqual(['main']);
    expect(main?.references).toContainEqual(
      expect.objectContaining({ field: 'lead_id', object: 'contact', role: 'own parent' }),
    );
  });

  it('a won deal keeps its name, its amount in minor units, its stage and the day it was won', () => {
    const { main } = planOf(
      'deal',
      {
        title: 'Anvils',
        value: 1200.5,
        currency: 'USD',
        stage_id: '1:won',
        pipeline_id: '1',
        won_time: '2024-03-05T10:00:00Z',
        owner_id: 'u1',
      },
      [toCompany(), linkTo('contact', '9', 'contact', company)],
    );
    expect(main?.payload).toMatchObject({
      note: 'Anvils',
      'new:opportunity.deal_name': 'Anvils',
      value: 120_050,
      value_period: 'one_time',
      status_id: 'stat_won',
      date_won: '2024-03-05',
      user_id: 'user_a',
    });
    expect(main?.references.map(({ field, need }) => [field, need])).toEqual([
      ['lead_id', 'required'],
      ['contact_id', 'inline'],
    ]);
  });

  it('what no route takes waits for a person; what the migration file does not ask for is left out', () => {
    const unasked = planning(close, source, destination, ({ routes }) => {
      routes.splice(0, routes.length, ...routes.filter(({ object }) => object !== 'meeting'));
    });
    const { outcome, reasons } = unasked.plan('meeting', { subject: 'Demo' });
    expect(outcome).toBe('hold');
    expect(reasons).toMatchObject([{ code: 'no_route', message: 'the mapping has no route for meeting records' }]);

    const scoped = planning(close, source, destination, () => {}, { objects: ['company', 'contact'] });
    expect(scoped.plan('meeting', { subject: 'Demo' })).toMatchObject({
      outcome: 'exclude',
      reasons: [{ code: 'out_of_scope' }],
    });
  });

  it('a further contact of a deal is named although it is one of the same company', () => {
    const further = { ...linkTo('contact', '8', 'contact', company), isPrimary: false, position: 1 };
    const { main, links } = planOf('deal', { title: 'Anvils', stage_id: '10', pipeline_id: '1' }, [
      toCompany(),
      linkTo('contact', '9', 'contact', company),
      further,
    ]);
    expect(main?.payload['new:opportunity.other_contacts']).toBe('contact 8');
    expect(links.map(({ toId, how }) => [toId, how])).toEqual(
      expect.arrayContaining([
        ['5', 'parent'],
        ['9', 'contact_id'],
        ['8', 'field:Other contacts'],
      ]),
    );
  });

  it('how long a meeting took is written with its units', () => {
    const { main } = planOf('meeting', { subject: 'Demo', duration: 5430 }, [toCompany()]);
    expect(String(main?.payload['note_html'])).toContain('1 h 30 min 30 s');
  });

  it('what a link is called is kept with the name of its other end', () => {
    const labelled = (toId: string, label: string) => ({ ...linkTo('contact', toId, 'contact', company), label });
    const { main } = planOf('deal', { title: 'Anvils', stage_id: '10', pipeline_id: '1' }, [
      toCompany(),
      labelled('9', 'Decision maker'),
      { ...labelled('8', 'Billing contact'), isPrimary: false, position: 1 },
    ]);
    expect(main?.payload).toMatchObject({
      note: 'Anvils\n\nRole of contact contact 9: Decision maker',
      'new:opportunity.other_contacts': 'contact 8 (Billing contact)',
    });
  });

  it('an activity says which deal and which further people of the company it is about', () => {
    const { main } = planOf('note', { content: 'We met' }, [
      linkTo('deal', '3', 'opportunity', company),
      toCompany(),
      linkTo('contact', '9', 'contact', company),
      { ...linkTo('contact', '8', 'contact', company), isPrimary: false, position: 1 },
    ]);
    const text = String(main?.payload['note_html']);
    expect(text).toContain('Also concerns deal: deal 3');
    expect(text).toContain('Also concerns contact: contact 8');
    expect(text).not.toContain('contact 9');
    expect(text).not.toContain('company 5');
  });

  it('an open deal has no day it was won', () => {
    const { main } = planOf(
      'deal',
      { title: 'A', stage_id: '10', pipeline_id: '1', won_time: '2024-03-05T10:00:00Z' },
      [toCompany()],
    );
    expect(main?.payload).not.toHaveProperty('date_won');
  });

  it('an amount in another currency keeps its number, and the note says what it was', () => {
    const { main, reasons } = planOf('deal', { title: 'A', value: 100, currency: 'EUR', stage_id: '10' }, [
      toCompany(),
    ]);
    expect(main?.payload).toMatchObject({ value: 10_000, note: 'A\n\nValue at the source: 100.00 EUR' });
    expect(reasons).toContainEqual(expect.objectContaining({ code: 'other_currency', reshaping: true }));
  });

  it('a list in a field of one text is kept whole', () => {
    const { main } = planOf('contact', { name: 'Ann Lee', job_title: ['Chair', 'Founder'] }, [toCompany()]);
    expect(main?.payload['title']).toBe('Chair; Founder');
  });

  it('an inbox lead is an opportunity of its company in the first open status', () => {
    const { main } = planOf('lead', { title: 'Maybe', value: { amount: 100, currency: 'USD' } }, [toCompany()]);
    expect(main).toMatchObject({
      destinationObject: 'opportunity',
      payload: { status_id: 'stat_new', value: 10_000, 'new:opportunity.deal_name': 'Maybe' },
    });
  });

  it('a task that is due on a day stays on that day, one with a time keeps it', () => {
    const day = planOf('task', { subject: 'Call', due: '2024-03-05', done: 'done' }, [toCompany()]);
    expect(day.main?.payload).toMatchObject({ text: 'Call', date: '2024-03-05', is_complete: true, _type: 'lead' });
    const time = planOf('task', { subject: 'Call', due: '2024-03-05T09:30:00Z', done: 'planned' }, [toCompany()]);
    expect(time.main?.payload).toMatchObject({ date: '2024-03-05T09:30:00Z', is_complete: false });
  });

  it('a call that was made is logged, a planned one is a task', () => {
    const made = planOf(
      'call',
      { subject: 'R&D', start: '2024-03-05T09:30:00Z', duration: 120, to_phone_number: '+442079460000', done: 'done' },
      [toCompany()],
    );
    expect(made.main).toMatchObject({
      destinationObject: 'call',
      payload: {
        status: 'completed',
        direction: 'outbound',
        duration: 120,
        phone: '+442079460000',
        note_html: '<p><b>R&amp;D</b></p>',
      },
    });
    const planned = planOf('call', { subject: 'R&D', due: '2024-03-05T09:30:00Z', done: 'planned' }, [toCompany()]);
    expect(planned.main).toMatchObject({
      destinationObject: 'task',
      payload: { text: 'Call: R&D', is_complete: false },
    });
  });

  it('a call to an extension keeps the number in its text: Close takes none', () => {
    const { main } = planOf('call', { to_phone_number: '+44 20 7946 0000 ext 12', done: 'done' }, [toCompany()]);
    expect(main?.payload).not.toHaveProperty('phone');
    expect(main?.payload['note_html']).toContain('Phone at the source: +44 20 7946 0000 ext 12');
  });

  it('a meeting is a dated note with its time, place and text, and counted as reshaped', () => {
    const { main, reasons } = planOf(
      'meeting',
      { subject: 'Kick <off>', note: '<p>notes</p>', start: '2024-03-05T09:30:00Z', location: 'R&D lab' },
      [toCompany()],
    );
    expect(main?.destinationObject).toBe('note');
    expect(main?.payload).toMatchObject({
      title: 'Kick <off>',
      activity_at: '2024-03-05T09:30:00Z',
      note_html:
        '<p><b>Meeting: Kick &lt;off&gt;</b></p><p>Begins: 2024-03-05T09:30:00Z</p><p>Place: R&amp;D lab</p><p>notes</p>',
    });
    expect(reasons).toContainEqual(expect.objectContaining({ code: 'meeting_as_note', reshaping: true }));
  });

  it('an activity of nothing that goes across waits for a person', () => {
    expect(planOf('note', { content: 'hello' })).toMatchObject({ outcome: 'hold', reasons: [{ code: 'no_parent' }] });
  });

  it('an activity of nothing goes under the collecting lead where a person chose one', () => {
    const { plan: collecting } = planning(close, source, destination, (proposed) => {
      proposed.orphans = 'collect';
    });
    const { outcome, reasons, placement, main } = collecting('note', { content: 'hello' });
    expect(outcome).toBe('create');
    expect(reasons).toContainEqual(expect.objectContaining({ code: 'own_lead', reshaping: true }));
    expect(placement).toEqual({ object: 'collection', sourceId: 'note', role: 'own parent' });
    expect(main?.references).toContainEqual(expect.objectContaining({ object: 'collection', need: 'required' }));
  });
});

describe('a record of ours whose links have changed at the source', () => {
  const ours = { role: 'main', destinationId: 'd7', contentHash: 'as it was', origin: 'created' as const };
  const setBefore = (field: string, object: string, sourceId: string) => ({
    field,
    object,
    sourceId,
    role: 'main',
    read: true,
  });
  const person = () => linkTo('contact', '9', 'contact', company);

  it('is written anew in the one field that leads to another contact, or to none', () => {
    const crosswalk = [{ ...ours, destinationObject: 'opportunity' }];
    const parent = setBefore('lead_id', 'company', '5');
    const deal = (links: LinkView[], contact: string) =>
      plan(
        'deal',
        { title: 'Anvils', pipeline_id: '1', stage_id: '10' },
        { links, crosswalk, setLinks: [parent, setBefore('contact_id', 'contact', contact)] },
      );
    const effectsOf = (links: LinkView[], contact: string) =>
      deal(links, contact).effects.filter(({ operation }) => operation === 'link');
    expect(effectsOf([toCompany(), person()], '9')).toEqual([]);
    expect(effectsOf([toCompany(), person()], '8')).toMatchObject([
      { role: 'link contact_id', references: [{ field: 'contact_id', sourceId: '9', need: 'later', to: 'contact' }] },
    ]);
    expect(deal([toCompany(), person()], '8').links).toContainEqual(
      expect.objectContaining({ toObject: 'contact', how: 'link contact_id' }),
    );
    expect(effectsOf([toCompany()], '9')).toMatchObject([
      { role: 'link contact_id', references: [{ sourceId: '9', need: 'was' }] },
    ]);
  });

  it('stays on its lead, which Close cannot change, with what hangs on it; an activity keeps its contact; both are told', () => {
    const moved = plan(
      'contact',
      { name: 'Ann' },
      {
        links: [toCompany()],
        crosswalk: [{ ...ours, destinationObject: 'contact' }],
        setLinks: [setBefore('lead_id', 'company', '4')],
      },
    );
    expect(moved.placement).toEqual({ object: 'company', sourceId: '4', role: 'main' });
    expect(moved.reasons).toContainEqual(expect.objectContaining({ code: 'parent_kept', field: 'lead_id' }));
    expect(moved.links).toMatchObject([{ how: 'field:Other companies' }]);
    const alone = plan(
      'contact',
      { name: 'Ann' },
      { crosswalk: [{ ...ours, destinationObject: 'contact' }], setLinks: [setBefore('lead_id', 'company', '4')] },
    );
    expect(alone.reasons.map(({ code }) => code)).toContain('parent_kept');
    expect(alone.reasons.map(({ code }) => code)).not.toContain('own_lead');

    const note = plan(
      'note',
      { content: 'hello' },
      {
        links: [toCompany()],
        crosswalk: [{ ...ours, destinationObject: 'note' }],
        setLinks: [setBefore('lead_id', 'company', '5'), setBefore('contact_id', 'contact', '9')],
      },
    );
    expect(note.effects.filter(({ operation }) => operation === 'link')).toEqual([]);
    expect(note.reasons).toContainEqual(expect.objectContaining({ code: 'link_not_emptied', field: 'contact_id' }));
  });
});

describe('a closing date that fills "won on" for won deals only', () => {
  it('is kept for the others under its own label', () => {
    const files = {
      ...source,
      objects: cataloguesOf({
        deal: {
          fields: [
            { key: 'Deal Name', label: 'Deal Name', type: 'text', concept: 'deal.name' },
            { key: 'Close Date', label: 'Close Date', type: 'date', concept: 'deal.close_date' },
          ],
        },
      }),
    };
    const { mapping } = planning(close, files, destination);
    expect(mapping.newFields.map(({ label }) => label)).toContain('Close Date');
    expect(mapping.newFields.map(({ label }) => label)).not.toContain('Close Date 2');
  });
});
