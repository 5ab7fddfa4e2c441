import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../runtime/config.ts';
import { type Finding, isHealthy, runChecks } from '../runtime/doctor.ts';
import { withDataDir } from './where.ts';

/** `portage doctor`: checks the machine and the stack and says what to do. Exit code 1 where something stands in the way. */
export function doctorCommand(program: Command): void {
  withDataDir(program.command('doctor'))
    .description('check the machine and the stack, and say what to do')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  portage doctor')
    .action(async (options: { dataDir?: string; json?: boolean }) => {
      const config = readConfig();
      const findings = await runChecks(
        options.dataDir === undefined ? config : { ...config, dataDir: resolve(options.dataDir) },
      );
      process.stdout.write(options.json ? `${JSON.stringify(findings, null, 2)}\n` : findingsText(findings));
      if (!isHealthy(findings)) process.exitCode = 1;
    });
}

const signs: Readonly<Record<Finding['status'], string>> = { ok: 'ok     ', warning: 'warning', problem: 'PROBLEM' };

export function findingsText(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ name }) => name.length));
  const lines = findings.flatMap(({ name, status, message, cure }) => [
    `${signs[status]}  ${name.padEnd(width)}  ${message}`,
    ...(cure === undefined || status === 'ok' ? [] : [`${' '.repeat(9 + width + 2)}→ ${cure}`]),
  ]);
  return `${lines.join('\n')}\n${isHealthy(findings) ? 'Nothing stands in the way.' : 'Cure the problems above first.'}\n`;
}
