/**
 * How much of a vendor's limit an import uses, told by the vendor's own log: contacts into the Close sandbox at 40 requests a
 * second, and into ActuallyCare's at 500 in 9 seconds, which is 500 in 15 minutes a hundred times faster. Both at once.
 *
 *   node bench/share.ts
 */
import { Stages } from './stages.ts';
import { benchMigration, sandboxProcess, withSandboxes, withStore } from './support.ts';

interface Scenario {
  name: string;
  system: string;
  limit: number;
  windowS: number;
  /** Contacts, enough for half a minute of writing: over the end of a chunk and several windows. */
  contacts: number;
  /** What the contacts are said to be, where the destination asks. */
  kind?: string;
}

const scenarios: Scenario[] = [
  { name: 'Close, 40 per second', system: 'close', limit: 40, windowS: 1, contacts: 1_100 },
  {
    name: 'ActuallyCare, 500 per 9 seconds',
    system: 'actuallycare',
    limit: 500,
    windowS: 9,
    contacts: 1_600,
    kind: 'client',
  },
];

const share = 0.9;

export interface ShareResult {
  name: string;
  /** Writes after the first window. */
  requests: number;
  /** Answered 429 after the first window. */
  refused: number;
  /** Requests as a part of what the share of the limit allows. */
  shareUsed: number;
}

export async function benchShare(): Promise<ShareResult[]> {
  const starting = [
    sandboxProcess('pipedrive', '--records', '2000', '--limit', 'none'),
    ...scenarios.map(({ system, limit, windowS }) => sandboxProcess(system, '--limit', `${limit}/${windowS}`)),
  ];
  return withSandboxes(starting, (source, ...destinations) =>
    withStore(({ db }) =>
      Promise.all(
        scenarios.map(async (scenario, index) => {
          const destination = destinations[index];
          if (destination === undefined) throw new Error('a sandbox each');
          const limit = `${scenario.limit}/${scenario.windowS}`;
          const bench = await benchMigration(db, {
            source,
            destination,
            limit,
            file: { objects: ['company', 'contact'], share },
          });
          const stages = new Stages(bench);
          await stages.begin(scenario.contacts, scenario.kind);
          await stages.plan();
          await stages.materialise();
          for (const wave of await stages.waves()) await stages.load(wave.number);
          await bench.close();
          return judge(scenario, await destination.control<LoggedRequest[]>('requests?limit=1000000'));
        }),
      ),
    ),
  );
}

interface LoggedRequest {
  atMs: number;
  method: string;
  status: number;
}

function judge({ name, limit, windowS }: Scenario, log: LoggedRequest[]): ShareResult {
  const windowMs = windowS * 1000;
  const writes = log.filter(({ method }) => method === 'POST');
  const fromMs = (writes[0]?.atMs ?? 0) + windowMs;
  const counted = log.filter(({ atMs }) => atMs >= fromMs);
  const lastMs = counted.at(-1)?.atMs ?? fromMs;
  const allowed = (limit * share * (lastMs - fromMs)) / windowMs;
  const refused = counted.filter(({ status }) => status === 429).length;
  return { name, requests: counted.length, refused, shareUsed: (counted.length - refused) / allowed };
}

if (import.meta.main) {
  process.stdout.write(`${JSON.stringify(await benchShare())}\n`);
  process.exit(0);
}
