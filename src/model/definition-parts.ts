/** What all definitions are made of: strict objects, texts with holes, paths into an answer. */
import { z } from 'zod';
import { PortageError } from './errors.ts';
import { jsonSchema } from './json.ts';
import { isJsonPath } from './json-path.ts';

/** A strict object whose complaint about an unknown key lists the keys that exist. */
export function strict<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `unknown key ${issue.keys.map((key) => `"${key}"`).join(', ')}; allowed: ${Object.keys(shape).join(', ')}`
        : undefined,
  });
}

/** Options of a union whose complaint about an unknown kind lists the kinds that exist. */
export const oneOf = (name: string, allowed: readonly string[]) => ({
  error: (issue: z.core.$ZodRawIssue) =>
    issue.code === 'invalid_union' ? `"${name}" must be one of: ${allowed.join(', ')}` : undefined,
});

/** Text with `{name}` placeholders, filled from credentials, connection options and the call's own values. */
export const template = z.string().min(1);
/** Dotted path into a JSON body as `pick` of json-path.ts reads it: `data.items[0].x`, `meta.next`, `$`. */
export const jsonPath = z
  .string()
  .min(1)
  .refine(isJsonPath, 'must be a path such as data.items[0].id, see json-path.ts');
export const httpMethod = z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);
export type HttpMethod = z.infer<typeof httpMethod>;

export const pattern = z.string().refine(isRegularExpression, 'must be a regular expression');

/** How instants are written at the vendor: RFC 3339, `YYYY-MM-DD HH:MM:SS` in UTC, or a count since 1970. */
export const timeForms = ['rfc3339', 'sqlUtc', 'epochMs', 'epochS'] as const;
export type TimeForm = (typeof timeForms)[number];
export const timeForm = z.enum(timeForms);

/** Holds where the path has one of the values; a member that is missing counts as `null`. */
export const pathTest = strict({ path: jsonPath, values: z.array(jsonSchema).min(1) });
export type PathTest = z.infer<typeof pathTest>;

/** The names in `{…}` of a template, in order of appearance. */
export function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{([A-Za-z_][\w.]*)\}/g)].map((match) => match[1] as string);
}

/** Parses a definition; what is wrong comes back as one `config` error that lists every place. */
export function parseDefinition<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  name: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.') || '(top)'}: ${issue.message}`,
  );
  throw new PortageError('config', `${name} is not valid:\n${problems.join('\n')}`, {
    code: 'invalid_definition',
    location: name,
    hint: 'Correct the places named above.',
  });
}

function isRegularExpression(text: string): boolean {
  try {
    new RegExp(text, 'i');
    return true;
  } catch {
    return false;
  }
}
