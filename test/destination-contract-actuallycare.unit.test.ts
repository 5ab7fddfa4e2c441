import { actuallycare } from '../src/connectors/actuallycare/system.ts';
import { describeDestination } from './support/destination-contract.ts';

describeDestination({
  connector: actuallycare,
  refused: { object: 'client', broken: { email: 'nobody at nowhere' }, fields: [], value: 'nobody at nowhere' },
  weak: {
    credentials: { apiKey: 'ac_sandbox_clients_000000000000000000000000000000000000000000000' },
    missing: ['leads: read', 'leads: write', 'contacts: read', 'contacts: write'],
    forbidden: (writer) => writer.create('lead', { name: 'Ann' }, { timeoutMs: 10_000 }),
  },
});
