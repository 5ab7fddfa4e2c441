import { enableCompileCache } from 'node:module';
import { Command } from 'commander';
import { fail } from './fail.ts';

// most of a short command's time would go into reading the engine's code
enableCompileCache();

type Register = (program: Command) => void;

/** Each command by its name, in the order of the help. Only what is asked for is loaded. */
const commands: Readonly<Record<string, () => Promise<Register>>> = {
  up: async () => (await import('./up.ts')).upCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  list: look,
  status: look,
  approve: decisions,
  signal: decisions,
  report: async () => (await import('./report.ts')).reportCommand,
  mapping: async () => (await import('./mapping.ts')).mappingCommands,
  retry: again,
  reconcile: again,
  topup: again,
  rollback: async () => (await import('./rollback.ts')).rollbackCommand,
  inspect: async () => (await import('./inspect.ts')).inspectCommand,
  automap: async () => (await import('./automap.ts')).automapCommand,
  connectors: async () => (await import('./connectors.ts')).connectorsCommand,
  sandbox: async () => (await import('./sandbox.ts')).sandboxCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
};

async function look(): Promise<Register> {
  return (await import('./look.ts')).lookCommands;
}
async function decisions(): Promise<Register> {
  return (await import('./decisions.ts')).decisionCommands;
}
async function again(): Promise<Register> {
  return (await import('./again.ts')).againCommands;
}

async function registered(program: Command, name: string | undefined): Promise<void> {
  const known = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  // several names share a file, which adds all of them
  const wanted = known === undefined ? new Set(Object.values(commands)) : [known];
  for (const load of wanted) (await load())(program);
}

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
  await registered(program, process.argv[2]);
  await program.parseAsync();
} catch (error) {
  process.exitCode = fail(error);
}
