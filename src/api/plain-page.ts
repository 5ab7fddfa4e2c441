import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ApiEnv } from './deps.ts';

/** A page of one heading and one paragraph, for people who have never heard of an API. */
export function plainPage(c: Context<ApiEnv>, status: 404 | 409 | 410 | 422, title: string, text: string) {
  return c.html(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>${title}</title>
          <style>
            body {
              font: 16px/1.5 system-ui, sans-serif;
              max-width: 34rem;
              margin: 15vh auto;
              padding: 0 1.5rem;
              color-scheme: light dark;
            }
          </style>
        </head>
        <body>
          <h1>${title}</h1>
          <p>${text}</p>
        </body>
      </html>`,
    status,
  );
}
