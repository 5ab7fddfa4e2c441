import type { DecisionName } from '../model/decisions.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { sampleTotals } from '../store/sample-store.ts';
import { ask, askYes } from './ask.ts';
import { follow, type Seen, type Stop } from './follow.ts';
import { reportOf } from './report-of.ts';
import type { Screen } from './screen.ts';
import { sendDecision } from './send-decision.ts';
import type { Session } from './session.ts';
import { watchTrouble } from './watch-trouble.ts';

export interface AnswerOptions {
  /** Confirms what a script may confirm; nobody is asked. */
  yes?: boolean;
  json?: boolean;
  /** The command was given again for a migration that stood still: what it stood still for is checked once more. */
  again?: boolean;
  /** Approved from here already: where others have to agree as well, they are waited for. */
  approved?: boolean;
}

export type Standstill = Exclude<Stop, { kind: 'done' }>;

/** Follows a migration and answers what it asks for, until it is done or nobody here can answer. */
export async function accompany(session: Session, id: string, screen: Screen, options: AnswerOptions): Promise<Stop> {
  const seen: Seen = { stage: null };
  const look = watchTrouble(session, id, screen);
  let again = options.again ?? false;
  let approved = false;
  for (;;) {
    const stop = await follow(session.engine.db, session.tenantId, id, screen, seen, look);
    if (stop.kind === 'done') return stop;
    screen.settle();
    const decision = await answer(session, stop, screen, { ...options, again, approved });
    if (decision === null) return stop;
    if (decision.name === 'approve') approved = true;
    if (decision.name === 'resume') again = false;
    await sendDecision(session, stop.row, decision.name, decision.payload);
  }
}

interface Answer {
  name: DecisionName;
  payload?: object;
}

/** What a script, a person at the terminal or the repeated command says to it; null where nobody does. */
async function answer(
  session: Session,
  stop: Standstill,
  screen: Screen,
  options: AnswerOptions,
): Promise<Answer | null> {
  const mayAsk = !options.yes && !options.json;
  const confirmed = async (question: string) => mayAsk && (await askYes(question));
  if (stop.kind === 'paused') {
    return options.again || (await confirmed('The migration is paused. Resume it?')) ? { name: 'resume' } : null;
  }
  const { need, row } = stop;
  switch (need.decision) {
    case 'approve': {
      // two people sign in to the API for it: whoever sits here stands in for neither
      if (row.file.approval?.second || (options.approved && need.code === 'approval')) return null;
      // what was approved has changed: a script does not look at it
      if (options.yes && need.code === 'approval_void') return null;
      const clean = await sampleIsClean(session, row, screen);
      const approved = options.yes
        ? clean
        : await confirmed(`${need.message}\nApprove mapping version ${row.mappingVersion}?`);
      return approved ? { name: 'approve', payload: { mappingVersion: row.mappingVersion } } : null;
    }
    case 'confirmQuiet':
      return (await confirmed(`${need.message}\n${need.hint}\nConfirm the quiet plan?`))
        ? { name: 'confirmQuiet' }
        : null;
    case 'resume':
      return options.again || (await confirmed(`${need.message}\n${need.hint}\nCheck again?`))
        ? { name: 'resume' }
        : null;
    case 'override': {
      // as with the approval: two people sign in for it
      if (!mayAsk || need.subject !== undefined) return null;
      const reason = await ask(
        `${need.message}\n${need.hint}\nTo go on all the same, give the reason (it is kept); Enter to stop here:`,
      );
      return reason !== null && reason.length >= 3 ? { name: 'override', payload: { reason } } : null;
    }
    case 'requestChanges':
      return null;
  }
}

/** --yes approves a clean sample only: no failure and no difference in it. */
async function sampleIsClean(session: Session, row: MigrationRow, screen: Screen): Promise<boolean> {
  const totals = await sampleTotals(session.engine.db, scopeOf(row));
  if (totals.failed === 0 && totals.drifted === 0) {
    screen.line(
      totals.written === 0
        ? 'There is nothing to take a sample of: the source has no records to write, or all of them are at the destination already.'
        : `The sample was written (${totals.written} records and definitions) and read back equal.`,
    );
    return true;
  }
  screen.line(`The sample has ${totals.failed} failures, and ${totals.drifted} records differ from the plan:`);
  const report = await reportOf(session, row);
  const written = report.failures.filter((failure) => failure.code !== 'required_missing');
  for (const failure of written.slice(0, 10))
    screen.line(`  ${failure.object} ${failure.sourceId}: ${failure.message} (${failure.code})`);
  for (const drift of report.drift.slice(0, 10))
    screen.line(
      `  ${drift.object} ${drift.sourceId} ${drift.field}: planned "${drift.planned.slice(0, 80)}", found "${drift.found.slice(0, 80)}"`,
    );
  return false;
}
