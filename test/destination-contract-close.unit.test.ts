import { close } from '../src/connectors/close/system.ts';
import { describeDestination } from './support/destination-contract.ts';

describeDestination({
  connector: close,
  refused: {
    object: 'contact',
    broken: { emails: [{ type: 'office', email: 'nobody at nowhere' }], phones: [{ type: 'office', phone: 'none' }] },
    fields: ['emails', 'phones'],
    value: 'nobody at nowhere',
  },
  weak: {
    credentials: { apiKey: 'api_sandbox_restricted' },
    missing: ['Manage customizations'],
    forbidden: (writer) =>
      writer.define('field', 'lead', { label: 'X', type: 'text', many: false, options: [] }, { timeoutMs: 10_000 }),
  },
});
