import { type ConnectorDefinition, connectorSchema } from '../../model/connector.ts';
import { csvDestination } from './destination-objects.ts';

/**
 * Files: read by `openCsvSource` after a reading plan, written by `openCsvDestination` into a folder. The definition tells the
 * planner what a folder can hold; nothing of it is sent anywhere.
 */
export const csv: ConnectorDefinition = connectorSchema.parse({
  system: 'csv',
  name: 'CSV files',
  version: '2',
  docs: ['https://www.rfc-editor.org/rfc/rfc4180', 'https://owasp.org/www-community/attacks/CSV_Injection'],
  options: {
    dateOrder: 'source: day-first or month-first, where no date of a column tells which it is',
    duplicateRows: 'source: keep (default) or skip exactly equal rows of files without ids',
    path: 'destination: the output folder',
    byteOrderMark: 'destination: true writes the mark by which Excel knows UTF-8',
  },
  optionRules: {
    dateOrder: { end: 'source', values: ['day-first', 'month-first'] },
    duplicateRows: { end: 'source', values: ['keep', 'skip'] },
    path: { end: 'destination' },
    byteOrderMark: { end: 'destination', values: [true, false] },
  },
  destination: csvDestination,
});
