import { dirname, join, relative, sep } from 'node:path';
import { z } from 'zod';
import { mappingSchema } from '../model/mapping.ts';
import { projectRoot } from '../runtime/paths.ts';

/** The form of a mapping file as JSON Schema, for editors. What may be left out in a file is not required. */
export function mappingJsonSchema(): object {
  return {
    ...z.toJSONSchema(mappingSchema, { io: 'input' }),
    title: 'Portage mapping',
    description: 'How objects, fields, values, stages, owners and consent go across. docs/mapping.md explains it.',
  };
}

/** Where an editor finds the schema, seen from the folder of a mapping file: in the project's documents. */
export function schemaPathFrom(file: string | undefined): string {
  const folder = file === undefined ? process.cwd() : dirname(file);
  return relative(folder, join(projectRoot, 'docs', 'mapping.schema.json')).replaceAll(sep, '/');
}
