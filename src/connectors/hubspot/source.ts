import type { ConnectorInput } from '../../model/connector.ts';
import { calls, emails, meetings, notes, tasks } from './activities.ts';
import { describe } from './describe.ts';
import { companies, contacts } from './people.ts';
import { deals, leads, products } from './selling.ts';

/** How HubSpot is read; QUIRKS.md tells why it is read this way. */
export const hubspotSource: NonNullable<ConnectorInput['source']> = {
  describe,
  streams: { companies, contacts, leads, deals, products, tasks, calls, meetings, emails, notes },
  notRead: [
    { object: 'list', reason: 'Lists (segments) and their members are not read yet.' },
    { object: 'attachment', reason: 'Files are not read yet; their ids stand in the notes.' },
    {
      object: 'custom:lineItem',
      reason: 'Products on deals have no counterpart yet; the products themselves are read.',
    },
    { object: 'custom:ticket', reason: 'Tickets belong to the service desk.' },
    { object: 'custom:customObject', reason: 'Custom objects are not read yet.' },
  ],
};
