import { glob, readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { createApiOutline } from '../src/api/api.ts';
import { decisionNames } from '../src/model/decisions.ts';
import { decisionRoles, roles } from '../src/model/roles.ts';
import { apiDocument } from './support/api-document.ts';

type Operation = {
  operationId?: string;
  summary?: string;
  security?: object[];
  'x-portage-role'?: string;
  responses: Record<string, object>;
};
const operations = Object.entries(apiDocument.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Operation>).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(structuredClone(apiDocument) as Record<string, unknown>);
    expect(result).toMatchObject({ valid: true });
  });

  test('in docs/ is the one that the routes give (node src/api/print-openapi.ts > docs/openapi.json)', async () => {
    const written = JSON.parse(await readFile(new URL('../docs/openapi.json', import.meta.url), 'utf8'));
    expect(written).toEqual(JSON.parse(JSON.stringify(apiDocument)));
  });

  test('describes every route that answers, and no other', () => {
    const answered = createApiOutline()
      .routes.filter(({ method, path }) => method !== 'ALL' && !path.startsWith('/docs') && path !== '/openapi.json')
      .map(({ method, path }) => `${method} ${path.replaceAll(/:([^/]+)/g, '{$1}')}`);
    const described = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(new Set(described)).toEqual(new Set(answered));
  });

  test('says of every route what it is for, and below /api/v1 who may use it and that a key is needed', () => {
    for (const { path, operation } of operations) {
      expect(operation.summary, path).toBeTruthy();
      if (!path.startsWith('/api/v1')) continue;
      expect(roles, path).toContain(operation['x-portage-role']);
      expect(operation.security, path).toEqual([{ apiKey: [] }]);
      expect(Object.keys(operation.responses), path).toEqual(expect.arrayContaining(['401', '403', '422', 'default']));
    }
  });

  test('has a route for each decision, for the role that may take it', () => {
    for (const name of decisionNames) {
      const operation = apiDocument.paths?.[`/api/v1/migrations/{id}/signals/${name}`]?.post as Operation | undefined;
      expect(operation?.['x-portage-role'], name).toBe(decisionRoles[name]);
    }
  });

  test('has no reference that leads nowhere', () => {
    const known = Object.keys(apiDocument.components.schemas ?? {});
    const named = [...JSON.stringify(apiDocument).matchAll(/"#\/([^"]+)"/g)].map((match) => match[1]);
    expect(named.filter((name) => !known.includes(name?.replace('components/schemas/', '') ?? ''))).toEqual([]);
  });
});

describe('docs/api.md', () => {
  const page = readFile(new URL('../docs/api.md', import.meta.url), 'utf8');

  test('names no address that does not exist', async () => {
    const known = Object.keys(apiDocument.paths ?? {}).map(
      (path) =>
        new RegExp(
          `^${path.replace('signals/approve', 'signals/{name}').replaceAll(/\{\w+\}/g, '(\\$?\\w+|\\{\\w+\\})')}$`,
        ),
    );
    const named = [...(await page).matchAll(/\/api\/v1\/[\w/{}$-]+/g)].map(([path]) => path);
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((path) => !known.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  test('gives each decision to the role that may take it', async () => {
    for (const role of roles) {
      const line = new RegExp(`^\\| ${role} \\|.*$`, 'm').exec(await page)?.[0] ?? '';
      const named = [...line.matchAll(/`(\w+)`/g)].map(([, name]) => name);
      const expected = decisionNames.filter((name) => decisionRoles[name] === role);
      expect(new Set(named), role).toEqual(new Set(expected));
    }
  });

  test('explains every code that the API can answer with', async () => {
    const stores = 'src/store/{api-key,user,blob,upload,connection,connection-delete,migration,mapping}-store.ts';
    const codes = new Set<string>();
    for await (const file of glob(['src/api/**/*.ts', stores, 'src/store/migration-row.ts'])) {
      const text = await readFile(file, 'utf8');
      for (const [, code] of text.matchAll(/code: (?:\w+ \? )?'([a-z_]+)'/g)) codes.add(code as string);
    }
    // of the server's own start, not of a request
    for (const code of ['port_taken', 'cannot_listen']) codes.delete(code);
    const explained = new Set([...(await page).matchAll(/`([a-z_]+)`/g)].map(([, code]) => code));
    expect(codes.size).toBeGreaterThan(40);
    expect([...codes].filter((code) => !explained.has(code))).toEqual([]);
  });
});
