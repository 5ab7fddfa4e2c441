import type { Need } from '../model/stage-results.ts';
import type { Standstill } from './accompany.ts';
import type { Screen } from './screen.ts';
import { waysOn } from './ways-on.ts';

/** Says why a migration stands still and every way to go on. Exit code: 3, or 1 where --yes was refused for a reason. */
export function tellNeed(stop: Standstill, screen: Screen, options: { yes?: boolean; dataDir?: string }): number {
  const { id, file } = stop.row;
  const need: Need = stop.kind === 'needs' ? stop.need : paused;
  const folder = options.dataDir === undefined ? {} : { dataDir: options.dataDir };
  screen.line(`\nA person is needed (${need.code}): ${need.message}`);
  screen.line(`  next: ${need.hint}`);
  for (const way of waysOn(need, id, folder, file.approval?.second)) screen.line(`        ${way}`);
  screen.line('  The same command goes on from here.');
  return options.yes && refusedByYes.has(need.decision) ? 1 : 3;
}

const paused: Need = {
  code: 'paused',
  message: 'the migration is paused',
  hint: 'Resume it when you are ready.',
  decision: 'resume',
};

/** What a script that said --yes must not decide: it ends as an error, with the reason. */
const refusedByYes: ReadonlySet<Need['decision']> = new Set(['approve', 'override', 'requestChanges']);
