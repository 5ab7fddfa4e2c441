import type { Command } from 'commander';

type Register = (program: Command) => void;

/** Each command by its name, in the order of the help. Only what is asked for is loaded. */
const commands: Readonly<Record<string, () => Promise<Register>>> = {
  up: async () => (await import('./up.ts')).upCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  list: look,
  status: look,
  dryrun: async () => (await import('./dryrun.ts')).dryRunCommand,
  sample: async () => (await import('./sample.ts')).sampleCommand,
  approve: decisions,
  signal: decisions,
  report: async () => (await import('./report.ts')).reportCommand,
  archive: async () => (await import('./archive.ts')).archiveCommand,
  duplicates: async () => (await import('./duplicates.ts')).duplicatesCommand,
  mapping: async () => (await import('./mapping.ts')).mappingCommands,
  retry: again,
  reconcile: again,
  topup: again,
  rollback: async () => (await import('./rollback.ts')).rollbackCommand,
  purge: async () => (await import('./purge.ts')).purgeCommand,
  inspect: async () => (await import('./inspect.ts')).inspectCommand,
  automap: async () => (await import('./automap.ts')).automapCommand,
  connectors: async () => (await import('./connectors.ts')).connectorsCommand,
  sandbox: async () => (await import('./sandbox.ts')).sandboxCommand,
  tenants: async () => (await import('./tenants.ts')).tenantsCommand,
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

/** Adds the command that is asked for, with those that share its file; without a known name all of them. */
export async function registerCommands(program: Command, name?: string): Promise<void> {
  const known = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  // several names share a file, which adds all of them
  const wanted = known === undefined ? new Set(Object.values(commands)) : [known];
  for (const load of wanted) (await load())(program);
}
