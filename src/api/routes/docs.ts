import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { ApiEnv } from '../deps.ts';
import { notFound } from '../problem.ts';

const { getAbsoluteFSPath } = createRequire(import.meta.url)('swagger-ui-dist') as { getAbsoluteFSPath(): string };

/** The only files of the package that the page needs; nothing else of it is served. */
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

// the page loads from here alone; its own styles are set on elements, and its icons are data URLs
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

const start = `SwaggerUIBundle({
  url: '../openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  // the default asks a server of the tool's makers whether the document is valid
  validatorUrl: null,
  persistAuthorization: false,
});
`;

/** The API's documentation to read and to try out, from this server alone. */
export const docs = new Hono<ApiEnv>()
  .get('/docs', (c) => c.redirect('/docs/'))
  .get('/docs/', (c) => {
    c.header('Content-Security-Policy', policy);
    return c.html(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>Portage API</title>
          <link rel="stylesheet" href="swagger-ui.css" />
          <link rel="icon" type="image/png" href="favicon-32x32.png" />
        </head>
        <body>
          <div id="swagger-ui"></div>
          ${raw('<script src="swagger-ui-bundle.js"></script><script src="start.js"></script>')}
        </body>
      </html>`);
  })
  .get('/docs/start.js', (c) => c.body(start, 200, { 'content-type': 'text/javascript; charset=utf-8' }))
  .get('/docs/:file', async (c) => {
    const file = c.req.param('file');
    const type = Object.hasOwn(assets, file) ? assets[file] : undefined;
    if (type === undefined) throw notFound('file');
    const content = await readFile(join(getAbsoluteFSPath(), file));
    return c.body(content, 200, { 'content-type': type, 'cache-control': 'public, max-age=3600' });
  });
