import { enableCompileCache } from 'node:module';
import { Command } from 'commander';
import { registerCommands } from './commands.ts';
import { fail } from './fail.ts';

// most of a short command's time would go into reading the engine's code
enableCompileCache();

const program = new Command('portage')
  .description("Moves a customer's CRM from one system to another and proves that nothing was lost on the way.")
  .showHelpAfterError('(portage COMMAND --help shows options and an example)')
  .enablePositionalOptions();

// a reader such as head may close the pipe early: that is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await registerCommands(program, process.argv[2]);
  await program.parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}
