import { readFile } from 'node:fs/promises';
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
