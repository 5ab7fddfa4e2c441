#!/usr/bin/env node
// Plain JavaScript without dependencies: gets ready what this machine lacks, then runs the command line on Node 24.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, exitWith, root } from '../scripts/bootstrap.mjs';

// V8 would let a heap of 80 MiB grow fourfold before it collects: a worker stays flat for a tenth more processor time.
const flags = JSON.parse(readFileSync(join(root, 'scripts', 'node-flags.json'), 'utf8'));

await exitWith(async () => {
  const runNode = await bootstrap({ development: false });
  return await runNode([...flags, join(root, 'src', 'cli', 'main.ts'), ...process.argv.slice(2)]);
});
