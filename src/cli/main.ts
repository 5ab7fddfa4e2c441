import { Command } from 'commander';
import { againCommands } from './again.ts';
import { automapCommand } from './automap.ts';
import { connectorsCommand } from './connectors.ts';
import { decisionCommands } from './decisions.ts';
import { demoCommand } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { fail } from './fail.ts';
import { inspectCommand } from './inspect.ts';
import { lookCommands } from './look.ts';
import { mappingCommands } from './mapping.ts';
import { migrateCommand } from './migrate.ts';
import { planCommand } from './plan.ts';
import { reportCommand } from './report.ts';
import { rollbackCommand } from './rollback.ts';
import { sandboxCommand } from './sandbox.ts';
import { upCommand } from './up.ts';

const program = new Command('portage')
  .description("Moves a customer's CRM from one system to another and proves that nothing was lost on the way.")
  .showHelpAfterError('(portage COMMAND --help shows options and an example)')
  .enablePositionalOptions();

upCommand(program);
planCommand(program);
migrateCommand(program);
lookCommands(program);
decisionCommands(program);
reportCommand(program);
mappingCommands(program);
againCommands(program);
rollbackCommand(program);
inspectCommand(program);
automapCommand(program);
connectorsCommand(program);
sandboxCommand(program);
doctorCommand(program);
demoCommand(program);

// a reader such as head may close the pipe early: that is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}
