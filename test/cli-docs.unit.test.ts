import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { z } from 'zod';
import { registerCommands } from '../src/cli/commands.ts';
import { migrationFileSchema, sourceFileSchema } from '../src/model/migration-file.ts';
import { objectCountsSchema, reportSchema } from '../src/model/report.ts';
import { stepsAfter } from '../src/runtime/notice-steps.ts';
import { projectRoot } from '../src/runtime/paths.ts';

const docOf = (name: string) => readFile(join(projectRoot, 'docs', name), 'utf8');
const keysOf = (schema: z.ZodObject) => Object.keys(schema.shape);

test('every key of a migration file is explained', async () => {
  const text = await docOf('migration-file.md');
  for (const key of [...keysOf(migrationFileSchema), ...keysOf(sourceFileSchema)])
    expect(text).toMatch(new RegExp(`\`${key}[\`.]`));
});

test('the migration files of the page are valid', async () => {
  const blocks = [...(await docOf('migration-file.md')).matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) =>
    parse(match[1] ?? ''),
  );
  const whole = blocks.filter((block: object) => 'customer' in block);
  expect(whole.length).toBeGreaterThanOrEqual(2);
  for (const block of whole) expect(migrationFileSchema.safeParse(block).error).toBeUndefined();
});

test('every count and every part of the report is explained', async () => {
  const text = await docOf('report.md');
  for (const key of [...keysOf(objectCountsSchema).slice(1), ...explainedParts]) expect(text).toContain(`\`${key}\``);
});

/** All but what says which migration it is, and the totals of lists that are explained. */
const explainedParts = keysOf(reportSchema).filter(
  (key) =>
    !/Total$|^started|^ended/.test(key) &&
    !['id', 'customer', 'source', 'destination', 'marker', 'status', 'stage', 'objects', 'links'].includes(key),
);

test('every command is on the page', async () => {
  const [page, table] = await Promise.all([
    docOf('cli.md'),
    readFile(join(projectRoot, 'src/cli/commands.ts'), 'utf8'),
  ]);
  const names = [...table.matchAll(/^ {2}([a-z]+): (?:async|[a-z]+)/gm)].map((match) => match[1]);
  expect(names.length).toBeGreaterThan(15);
  for (const name of names) expect(page).toContain(`portage ${name}`);
});

test('every command has a help with an example', async () => {
  const helps = new Map<string, string>();
  let shown = '';
  const program = new Command('portage').configureOutput({
    writeOut: (text) => {
      shown += text;
    },
  });
  await registerCommands(program);
  for (const command of program.commands.flatMap((one) => (one.commands.length > 0 ? one.commands : [one]))) {
    shown = '';
    command.outputHelp();
    helps.set(command.name(), shown);
  }
  expect(helps.size).toBeGreaterThan(18);
  for (const [name, help] of helps) expect(help, name).toMatch(/Examples?:\n {2}portage /);
});

test('what a mail or webhook says to type can be typed, and without a public address it names none', async () => {
  const program = new Command('portage');
  await registerCommands(program);
  const id = '01a1fe4b-438e-71b7-b475-a0ce9a20370e';
  for (const event of ['sampleReady', 'needsYou', 'paused', 'finished', 'failed'])
    for (const url of [null, 'https://portage.acme.example']) {
      const { link, commands } = stepsAfter(event, id, url);
      expect(link === null).toBe(url === null);
      expect(commands.at(-1)).toMatch(new RegExp(`^portage status ${id}`));
      for (const typed of commands) {
        const [, name, ...rest] = typed.split(' ');
        const command = program.commands.find((one) => one.name() === name) as Command;
        const { operands, unknown } = command.parseOptions(rest);
        expect({ typed, unknown }).toEqual({ typed, unknown: [] });
        expect(operands[0]).toBe(id);
      }
    }
});
