import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../src/model/', import.meta.url);
const others = ['connector.ts', 'destination-object.ts', 'request-template.ts', 'catalogue.ts'];

/** The text of all files that say what a connector's definition may hold: guides must not name words that are not in it. */
export function definitionSource(): string {
  return readdirSync(folder)
    .filter((file) => others.includes(file) || /\bdefinition\b/.test(file))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');
}
