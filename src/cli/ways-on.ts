import type { Need } from '../model/stage-results.ts';
import type { Where } from './where.ts';

/** What to type for what a migration waits for, ready to be copied; `second`: two people have to agree. */
export function waysOn(need: Need, id: string, where: Where, second = false): string[] {
  const at = where.url !== undefined ? ` --url ${where.url}` : '';
  // where two people have to agree, each signs in to the API as themselves
  const signed = at === '' && second ? ' --url …' : at || folderOf(where);
  switch (need.decision) {
    case 'approve':
      return [
        `portage sample ${id} --format html --out sample.html${at || folderOf(where)}   (to look at it first)`,
        `portage approve ${id}${signed}`,
        `portage mapping export ${id} --out mapping.yaml${folderOf(where)}   (to change it: edit, then portage mapping apply)`,
      ];
    case 'confirmQuiet':
      return [`portage signal ${id} confirmQuiet${at || folderOf(where)}`];
    case 'override': {
      const own = need.subject === undefined ? at || folderOf(where) : signed;
      return [`portage signal ${id} override '{"reason": "…"}'${own}   (to go on all the same)`];
    }
    case 'requestChanges':
      return [
        `portage mapping export ${id} --out mapping.yaml${folderOf(where)}, edit it, portage mapping apply ${id} mapping.yaml${folderOf(where)}`,
      ];
    case 'resume':
      return [`portage signal ${id} resume${at || folderOf(where)}   (when it is mended)`];
  }
}

/** Another data folder than the usual one has to be named each time. */
export function folderOf({ dataDir }: Where): string {
  return dataDir === undefined ? '' : ` --data-dir ${dataDir}`;
}
