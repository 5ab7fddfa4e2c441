import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCsvDestination } from '../src/connectors/csv/destination.ts';
import { csv } from '../src/connectors/csv/system.ts';
import { describeFileDestination } from './support/destination-contract.ts';

describeFileDestination({
  connector: csv,
  openEmpty: async () => {
    const path = await mkdtemp(join(tmpdir(), 'portage-contract-'));
    const writer = openCsvDestination({ options: { path } });
    return { writer, close: () => rm(path, { recursive: true, force: true }) };
  },
});
