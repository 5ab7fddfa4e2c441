import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const starts = ['README.md', 'docs/architecture.md'];

interface Link {
  from: string;
  target: string;
  anchor: string | null;
}

/** Text without code, in which brackets are no links. */
function proseOf(text: string): string {
  return text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]]/g, ' '));
}

function linksOf(file: string): Link[] {
  const text = proseOf(readFileSync(join(root, file), 'utf8'));
  return [...text.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)]
    .map(([, address]) => address as string)
    .filter((address) => !/^(https?|mailto):/.test(address))
    .map((address) => {
      const [path = '', anchor = null] = address.split('#');
      const target = path === '' ? file : relative(root, resolve(root, dirname(file), path));
      return { from: file, target, anchor };
    });
}

/** Names of headings as GitHub makes them. */
function anchorsOf(file: string): Set<string> {
  const headings = readFileSync(join(root, file), 'utf8')
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .matchAll(/^#+ (.+)$/gm);
  const seen = new Map<string, number>();
  return new Set(
    [...headings].map(([, heading]) => {
      const words = (heading as string).replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
      const name = words.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').replaceAll(' ', '-');
      const times = seen.get(name) ?? 0;
      seen.set(name, times + 1);
      return times === 0 ? name : `${name}-${times}`;
    }),
  );
}

function markdownUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

const documents = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...['docs', 'examples', 'sandbox', 'src'].flatMap(markdownUnder),
];

describe('documents', () => {
  test('relative links lead to files that are there', () => {
    const broken = documents.flatMap(linksOf).filter(({ target }) => !existsSync(join(root, target)));
    expect(broken).toEqual([]);
  });

  test('links to a heading lead to one that is there', () => {
    const broken = documents
      .flatMap(linksOf)
      .filter(({ target, anchor }) => anchor !== null && target.endsWith('.md') && existsSync(join(root, target)))
      .filter(({ target, anchor }) => !anchorsOf(target).has(anchor as string));
    expect(broken).toEqual([]);
  });

  test('every file in docs can be reached from the README or the architecture', () => {
    const reached = new Set(starts);
    for (const file of reached) {
      if (!file.endsWith('.md')) continue;
      for (const { target } of linksOf(file)) if (existsSync(join(root, target))) reached.add(target);
    }
    const files = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
      .map((name) => join('docs', name))
      .filter((name) => statSync(join(root, name)).isFile());
    expect(files.filter((name) => !reached.has(name))).toEqual([]);
  });

  test('pictures are small enough for a page', () => {
    const folder = join(root, 'docs/images');
    const large = readdirSync(folder).filter((name) => statSync(join(folder, name)).size > 200_000);
    expect(large).toEqual([]);
  });

  test('examples name files that are there', () => {
    const named = readFileSync(join(root, 'README.md'), 'utf8').matchAll(/examples\/[\w-]+\.yaml/g);
    expect([...named].map(([path]) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
