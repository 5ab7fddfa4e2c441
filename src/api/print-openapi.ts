/** Writes the OpenAPI document to standard output: `node src/api/print-openapi.ts > docs/openapi.json`. */
import { createApiOutline } from './api.ts';
import { describeApi } from './openapi.ts';

process.stdout.write(`${JSON.stringify(describeApi(createApiOutline(), null), null, 2)}\n`);
