import { Command } from 'commander';
import { demoCommand } from './demo.ts';
import { fail } from './fail.ts';
import { migrateCommand } from './migrate.ts';

const program = new Command('portage')
  .description("Moves a customer's CRM from one system to another and proves that nothing was lost on the way.")
  .showHelpAfterError()
  .enablePositionalOptions();

migrateCommand(program);
demoCommand(program);

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}
