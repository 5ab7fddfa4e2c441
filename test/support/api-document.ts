import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { createApiOutline } from '../../src/api/api.ts';
import { describeApi } from '../../src/api/openapi.ts';

/** The API's own document, fresh from its routes. */
export const apiDocument = describeApi(createApiOutline(), null);

interface Answers {
  [status: string]: { content?: Record<string, { schema: object }> };
}

/** Compares answers with the document: an unknown route, status, content type or shape is a fault. */
export function answerChecker(): (
  method: string,
  path: string,
  status: number,
  type: string,
  body: unknown,
) => string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'api', components: apiDocument.components });
  const compiled = new Map<string, ValidateFunction>();
  return (method, path, status, type, body) => {
    const route = routeOf(path.split('?')[0] ?? '');
    // an address that the document does not have can only be answered with a problem
    const answers = route === undefined ? undefined : answersOf(route, method);
    const expected = answers?.[status] ?? answers?.['default'];
    if (expected === undefined)
      return status === 404 || status === 401 ? [] : [`the document has no ${method} ${path} ${status}`];
    const { content } = expected;
    if (content === undefined) return body === '' ? [] : ['the document has no body here'];
    const media = Object.entries(content).find(([name]) => type.startsWith(name));
    if (media === undefined) return [`the document has no ${type} here`];
    if (!/json/.test(type)) return [];
    const key = `${route} ${method} ${status} ${media[0]}`;
    const validate = compiled.get(key) ?? ajv.compile(absolute(media[1].schema));
    compiled.set(key, validate);
    return validate(body)
      ? []
      : (validate.errors ?? []).map(
          (error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`,
        );
  };
}

const patterns = Object.keys(apiDocument.paths ?? {}).map((path) => ({
  path,
  // literal addresses before those with holes
  holes: path.split('{').length,
  pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
}));

function routeOf(path: string): string | undefined {
  return patterns.filter(({ pattern }) => pattern.test(path)).sort((a, b) => a.holes - b.holes)[0]?.path;
}

function answersOf(route: string, method: string): Answers | undefined {
  const item = apiDocument.paths?.[route] as Record<string, { responses: Answers }> | undefined;
  return item?.[method.toLowerCase()]?.responses;
}

/** References of a part of the document lead to the whole of it. */
function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components'));
}
