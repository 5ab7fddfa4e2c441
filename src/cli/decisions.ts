import type { Command } from 'commander';
import { type DecisionName, decisionNames } from '../model/decisions.ts';
import { messageOf, PortageError } from '../model/errors.ts';
import { wholeNumber } from './options.ts';
import { checkedDecision } from './send-decision.ts';
import { atDesk, type Where, withWhere } from './where.ts';

const signalHelp = `
Signals: ${decisionNames.join(', ')}.

Examples:
  portage signal last pause '{"reason": "the customer asked us to wait"}'
  portage signal last override '{"reason": "the rejected rows are test data"}'
  portage signal last retryFailed '{"object": "contact"}'`;

/** `portage approve ID` and `portage signal ID NAME [JSON]`. */
export function decisionCommands(program: Command): void {
  withWhere(program.command('approve'))
    .description('approve the sample: the full import begins')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .option('--version <number>', 'mapping version that you looked at (default: the one that was sampled)', wholeNumber)
    .option('--note <text>', 'kept with the approval')
    .addHelpText('after', '\nExample:\n  portage approve last --note "looked at all 25 with the customer"')
    .action(async (id: string, options: Where & { version?: number; note?: string }) => {
      await atDesk(options, async (desk) => {
        const mappingVersion = options.version ?? (await desk.show(id)).mappingVersion;
        if (mappingVersion === null) throw nothingToApprove();
        await desk.decide(id, 'approve', { mappingVersion, ...(options.note !== undefined && { note: options.note }) });
        process.stdout.write(`You have approved mapping version ${mappingVersion}.\n`);
      });
    });

  withWhere(program.command('signal'))
    .description('send a decision: pause, resume, cancel, confirmQuiet, requestChanges, override …')
    .argument('<id>', 'id of the migration, the end of it, or: last')
    .argument('<name>', 'name of the signal')
    .argument('[json]', 'what belongs to it; `by` is added')
    .addHelpText('after', signalHelp)
    .action(async (id: string, name: string, json: string | undefined, options: Where) => {
      const payload = readPayload(json);
      checkedDecision(name, { by: 'you', ...payload });
      await atDesk(options, (desk) => desk.decide(id, name as DecisionName, payload));
      process.stdout.write(`${name} is taken.\n`);
    });
}

/** What stands on the command line as JSON: an object, or nothing. */
export function readPayload(json: string | undefined): Record<string, unknown> {
  if (json === undefined || json.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw notAnObject(messageOf(cause));
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) throw notAnObject('it is no object');
  return value as Record<string, unknown>;
}

function notAnObject(reason: string): PortageError {
  return new PortageError('config', `the JSON cannot be used: ${reason}`, {
    code: 'payload_invalid',
    hint: `Put it in single quotation marks: '{"reason": "…"}'.`,
  });
}

function nothingToApprove(): PortageError {
  return new PortageError('conflict', 'there is nothing to approve yet: no mapping has been sampled', {
    code: 'nothing_to_approve',
    hint: 'portage status shows where the migration stands.',
  });
}
