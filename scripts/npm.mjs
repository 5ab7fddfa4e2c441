// Plain JavaScript without dependencies: runs on Node 20 before anything is installed.
import { spawn } from 'node:child_process';

/**
 * Runs npm quietly: what it reports is dropped, errors go to standard error, since standard output may belong to `--json`.
 * `npm run` and `npx` tell where npm itself lies, which spares a shell on Windows.
 */
export async function runNpm(args, folder) {
  const npmScript = process.env.npm_execpath;
  const [command, first] = npmScript?.endsWith('npm-cli.js') ? [process.execPath, [npmScript]] : ['npm', []];
  const child = spawn(command, [...first, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 2],
    shell: command === 'npm' && process.platform === 'win32',
    // Packages must not phone home from a customer's machine.
    env: { ...process.env, SCARF_ANALYTICS: 'false', npm_config_update_notifier: 'false' },
  });
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `npm ${args[0]} ended with code ${code}. Check the network and the npm registry (npm ping), then run the same command again.`,
    );
  }
}
