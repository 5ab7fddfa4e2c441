import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ApiEnv } from './deps.ts';

const description = `Moves a customer's CRM from one system to another and proves that nothing was lost on the way.

Sign in with an API key: \`Authorization: Bearer portage_…\`. Roles, from the least to the most: viewer, operator, approver,
admin. Errors are problem documents (RFC 9457): \`code\` is stable, \`fix\` says what to do. Lists are paged by \`cursor\`.`;

const tags = [
  ['Connections', 'Systems, and accounts at them'],
  ['Uploads', 'Files to read from'],
  ['Migrations', 'From the first look to the report'],
  ['Mapping', 'What goes where, in versions'],
  ['Records', 'One by one'],
  ['Decisions', 'What people decide about a migration'],
  ['Access', 'Users, keys and the audit trail'],
  ['Operation', 'For monitoring'],
].map(([name, text]) => ({ name: name as string, description: text as string }));

/** The OpenAPI 3.1 document of an app, written from the schemas that check its requests. */
export function describeApi(app: OpenAPIHono<ApiEnv>, publicUrl: string | null) {
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Portage',
      version: '1',
      description,
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: publicUrl ?? '/' }],
    tags,
  });
  return {
    ...document,
    components: {
      ...document.components,
      securitySchemes: { apiKey: { type: 'http' as const, scheme: 'bearer', description: 'An API key.' } },
    },
  };
}
