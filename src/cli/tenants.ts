import type { Command } from 'commander';
import { PortageError } from '../model/errors.ts';
import { ensureFirstKey } from '../store/api-key-store.ts';
import { ensureTenant, listTenants } from '../store/tenant-store.ts';
import { withSession } from './session.ts';
import { table } from './table.ts';
import { withDataDir } from './where.ts';

const help = `
Tenants share the servers and see nothing of each other. The API knows a tenant by the key; the other commands work on the
first one, "local".

Examples:
  portage tenants
  portage tenants --add "Support team Berlin"`;

/** `portage tenants`: whoever owns the database says who else may work with it. */
export function tenantsCommand(program: Command): void {
  withDataDir(program.command('tenants'))
    .description('the tenants of the API, or a new one with its first admin key')
    .option('--add <name>', 'add a tenant, and print an admin key for it, once')
    .addHelpText('after', help)
    .action(async (options: { dataDir?: string; add?: string }) => {
      await withSession({ dataDir: options.dataDir, worker: false }, async (session) => {
        const { db } = session.engine;
        if (options.add === undefined) {
          const rows = (await listTenants(db)).map((row) => [
            row.name,
            row.id,
            row.createdAt.toISOString().slice(0, 10),
          ]);
          process.stdout.write(`${table(['tenant', 'id', 'since'], rows)}\n`);
          return;
        }
        const key = await ensureFirstKey(db, await ensureTenant(db, options.add));
        if (key === null) throw hasKey(options.add);
        process.stderr.write(`The admin key of ${options.add}, shown this once:\n`);
        process.stdout.write(`${key}\n`);
      });
    });
}

function hasKey(name: string): PortageError {
  return new PortageError('conflict', `The tenant ${name} is there, and has an admin key`, {
    code: 'tenant_exists',
    hint: 'Whoever has the key makes more of them at /api/v1/api-keys.',
  });
}
