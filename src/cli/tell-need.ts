import type { Need } from '../model/stage-results.ts';
import type { Standstill } from './accompany.ts';
import type { Screen } from './screen.ts';

/** Says why a migration stands still and every way to go on. Exit code: 3, or 1 where --yes was refused for a reason. */
export function tellNeed(stop: Standstill, screen: Screen, options: { yes?: boolean }): number {
  const need: Need = stop.kind === 'needs' ? stop.need : { ...paused, hint: `portage signal ${stop.row.id} resume` };
  screen.line(`\nA person is needed (${need.code}): ${need.message}`);
  screen.line(`  next: ${need.hint}`);
  for (const way of waysOn(need, stop.row)) screen.line(`        ${way}`);
  screen.line('  The same command goes on from here.');
  return options.yes && refusedByYes.has(need.decision) ? 1 : 3;
}

const paused = { code: 'paused', message: 'the migration is paused', decision: 'resume' } as const;

/** What a script that said --yes must not decide: it ends as an error, with the reason. */
const refusedByYes: ReadonlySet<Need['decision']> = new Set(['approve', 'override', 'requestChanges']);

function waysOn(need: Need, { id, file }: Standstill['row']): string[] {
  // where two people have to agree, each signs in to the API as themselves
  const signedIn = file.approval?.second ? ' --url …' : '';
  switch (need.decision) {
    case 'approve':
      return [
        `portage sample ${id} --format html --out sample.html   (to look at it first)`,
        `portage approve ${id}${signedIn}`,
      ];
    case 'confirmQuiet':
      return [`portage signal ${id} confirmQuiet`];
    case 'override':
      return [
        `portage signal ${id} override '{"reason": "…"}'${need.subject === undefined ? '' : signedIn}   (to go on all the same)`,
      ];
    case 'requestChanges':
      return [`portage mapping export ${id} --out mapping.yaml, edit it, portage mapping apply ${id} mapping.yaml`];
    case 'resume':
      return [];
  }
}
