import type { MappingProblem } from '../mappers/propose/check-mapping.ts';
import { counted, duration, listed, number } from '../mappers/report/words.ts';
import { accountNameOf } from '../model/catalogue.ts';
import type { ConnectorDefinition } from '../model/connector.ts';
import type { LimitDefinition } from '../model/limit-definition.ts';
import type { MeasuredStream, Need } from '../model/stage-results.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import type { PreflightAnswer } from '../workflows/preflight.ts';
import { table } from './table.ts';

/** What is known of a migration before it begins. */
export interface Outlook {
  customer: string;
  source: { system: string; name: string; account: string | null };
  destination: { system: string; name: string; account: string | null };
  needs: Need | null;
  streams: MeasuredStream[];
  /** Records that will be written, as far as the source tells their number. */
  records: number;
  /** False where the source does not tell all numbers before it is read: there are at least this many. */
  recordsExact: boolean;
  /** At the destination's stated limit and the file's share: no less than this. Null where nothing is stated. */
  estimate: { requests: number; seconds: number | null };
  /** Objects of the source that become no record of the destination's, with the reason. */
  staysBehind: { object: string; reason: string }[];
  warnings: string[];
  /** What cannot work in the mapping that the file names. */
  mappingProblems: MappingProblem[];
}

type Ends = Record<'source' | 'destination', ConnectorDefinition>;

export function outlookOf(
  row: MigrationRow,
  { preflight, streams }: PreflightAnswer,
  ends: Ends,
  mappingProblems: MappingProblem[] = [],
): Outlook {
  const routes = ends.destination.destination?.routes ?? [];
  const wanted = (object: string) => row.file.objects === undefined || row.file.objects.includes(object);
  const goesOn = (object: string) =>
    wanted(object) && routes.some((route) => route.object === object && route.to !== null);
  const main = streams.filter(({ objects }) => Object.keys(objects).some(goesOn));
  const records = main.reduce((sum, stream) => sum + sizeOf(stream), 0);
  const rate = requestsPerSecond(ends.destination.http?.limits, row.file.share);
  return {
    customer: row.customer,
    source: { system: row.sourceSystem, name: ends.source.name, account: accountNameOf(row.sourceMetadata) },
    destination: {
      system: row.destinationSystem,
      name: ends.destination.name,
      account: accountNameOf(row.destinationMetadata),
    },
    needs: preflight.needs,
    streams,
    records,
    recordsExact: main.every(({ total }) => total !== null),
    estimate: { requests: records, seconds: rate === null ? null : records / rate },
    staysBehind: staysBehind(streams, ends, goesOn),
    warnings: warningsOf(row, preflight.quietNeeded, streams),
    mappingProblems,
  };
}

/** What the source tells, or what one page has shown. */
function sizeOf({ total, objects }: MeasuredStream): number {
  return total ?? Object.values(objects).reduce((sum, count) => sum + count, 0);
}

/** The tightest of the windows that every request draws on. */
function requestsPerSecond(limits: LimitDefinition | undefined, share: number): number | null {
  const windows = (limits?.budgets ?? []).filter((budget) => budget.kind === 'window' && budget.groups === undefined);
  const rates = windows.map((budget) =>
    budget.kind === 'window' ? (budget.limit / budget.windowMs) * 1000 * share : 0,
  );
  return rates.length === 0 ? null : Math.min(...rates);
}

function staysBehind(
  streams: MeasuredStream[],
  ends: Ends,
  goesOn: (object: string) => boolean,
): Outlook['staysBehind'] {
  const found = new Set(streams.flatMap(({ objects }) => Object.keys(objects)));
  const routes = ends.destination.destination?.routes ?? [];
  const notRead = ends.source.source?.notRead ?? [];
  return [
    ...[...found]
      .filter((object) => !goesOn(object))
      .map((object) => ({
        object,
        reason:
          routes.find((route) => route.object === object)?.reason ??
          (object === 'user'
            ? `They are matched with the people of ${ends.destination.name}, by e-mail and name; nobody is created or invited.`
            : `${ends.destination.name} has nothing that corresponds, or the file leaves it out.`),
      })),
    ...notRead.map(({ object, reason }) => ({ object, reason })),
  ];
}

function warningsOf(row: MigrationRow, quietNeeded: boolean, streams: MeasuredStream[]): string[] {
  const active = row.destinationMetadata?.automations?.filter((automation) => automation.active) ?? [];
  return [
    ...streams.flatMap(({ stream, skipped }) => (skipped === null ? [] : [`${stream} is not read: ${skipped}`])),
    ...(active.length > 0
      ? [`Switched on at the destination: ${listed(active.map(({ name, effect }) => `${name} (${effect})`))}`]
      : []),
    ...(quietNeeded
      ? ['Before the first write a person has to confirm that nothing there writes to anybody (quiet: in the file).']
      : []),
  ];
}

/** The same for a terminal. */
export function outlookText(outlook: Outlook): string {
  const account = (end: Outlook['source']) => `${end.name}${end.account === null ? '' : ` (${end.account})`}`;
  const lines = [`${outlook.customer}: ${account(outlook.source)} → ${account(outlook.destination)}`, ''];
  if (outlook.needs !== null) {
    lines.push(
      `It cannot begin yet (${outlook.needs.code}): ${outlook.needs.message}`,
      `  next: ${outlook.needs.hint}`,
      '',
    );
    return lines.join('\n');
  }
  lines.push('Both sides answer, and the rights suffice.', '');
  const rows = outlook.streams.map(({ stream, objects, total, skipped }) => [
    `  ${stream}`,
    Object.keys(objects).join(', '),
    skipped !== null
      ? 'not read'
      : number(sizeOf({ stream, objects, total, skipped })) + (total === null ? ' or more' : ''),
  ]);
  lines.push(table(['  in the source', 'holds', 'records'], rows), '');
  const { requests, seconds } = outlook.estimate;
  const time =
    seconds === null
      ? ''
      : `, at its stated limit ${seconds < 1 ? 'less than a second' : `no less than ${duration(seconds)}`}`;
  lines.push(`${outlook.recordsExact ? 'About' : 'At least'} ${counted(requests, 'request')} to write${time}.`, '');
  if (outlook.records === 0)
    lines.push('No record was found in the source. Is it the right account, and may the key see all of it?', '');
  if (outlook.staysBehind.length > 0)
    lines.push(
      'Does not become a record there',
      ...outlook.staysBehind.map(({ object, reason }) => `  ${object}: ${reason}`),
      '',
    );
  if (outlook.warnings.length > 0) lines.push('Good to know', ...outlook.warnings.map((warning) => `  ${warning}`), '');
  if (outlook.mappingProblems.length > 0) {
    const problems = outlook.mappingProblems.map(
      ({ place, message, hint }) => `  ${place}: ${message}\n    next: ${hint}`,
    );
    lines.push('The mapping cannot be used as it is', ...problems, '', 'Nothing was written.', '');
    return lines.join('\n');
  }
  lines.push('Nothing was written. Next: portage migrate with the same file.', '');
  return lines.join('\n');
}
