import type { ConnectorInput } from '../../model/connector.ts';
import { activities, callLogs, notes } from './activities.ts';
import { describe } from './describe.ts';
import { organizations, persons } from './people.ts';
import { deals, leads, products } from './selling.ts';

/** How Pipedrive is read; QUIRKS.md tells why it is read this way. */
export const pipedriveSource: NonNullable<ConnectorInput['source']> = {
  describe,
  streams: { organizations, persons, leads, deals, products, activities, callLogs, notes },
  notRead: [
    {
      object: 'email',
      reason: 'Pipedrive gives mail only by a call for each person or deal, with the mail sync switched on.',
    },
    { object: 'call', reason: 'Call logs are those of the connecting user; the calls of others come as activities.' },
    { object: 'attachment', reason: 'Files are not read yet.' },
    {
      object: 'custom:dealProduct',
      reason: 'Products on deals have no counterpart yet; the products themselves are read.',
    },
    { object: 'custom:projectTask', reason: 'Projects and their tasks are another product of Pipedrive.' },
    { object: 'list', reason: 'Filters are searches, not lists of people.' },
  ],
};
