#!/usr/bin/env node
// Plain JavaScript without dependencies: gets ready what this machine lacks, then runs the command line on Node 24.
import { join } from 'node:path';
import { bootstrap, exitWith, root } from '../scripts/bootstrap.mjs';

await exitWith(async () => {
  const runNode = await bootstrap({ development: false });
  return await runNode([join(root, 'src', 'cli', 'main.ts'), ...process.argv.slice(2)]);
});
