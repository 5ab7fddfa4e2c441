// Plain JavaScript without dependencies: what `npm test` and its neighbours call, on Node 20 or newer.
import { bootstrap, exitWith, root, say } from './bootstrap.mjs';

const typeCheck = ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'];
const lint = ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'];
const tests = ['node_modules/vitest/vitest.mjs', 'run'];

/** Each command is a list of steps; the first that fails ends it. Arguments go to the last step. */
const commands = {
  test: [typeCheck, lint, tests],
  check: [typeCheck, lint],
  bench: [['bench/main.ts']],
  'bench:automap': [['bench/automap.ts']],
};

await exitWith(async () => {
  const [name, ...args] = process.argv.slice(2);
  const steps = commands[name];
  if (!steps) {
    say(`no command "${name ?? ''}". There are: ${Object.keys(commands).join(', ')}.`);
    return 1;
  }
  process.chdir(root);
  const runNode = await bootstrap({ development: true });
  for (const [index, step] of steps.entries()) {
    const code = await runNode(index === steps.length - 1 ? [...step, ...args] : step);
    if (code !== 0) return code;
  }
  return 0;
});
