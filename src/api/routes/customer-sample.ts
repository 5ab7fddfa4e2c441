import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { html } from 'hono/html';
import { isPortageError } from '../../model/errors.ts';
import { addAgreement, openSampleLink, readAgreements, type SampleLink } from '../../store/agreement-store.ts';
import { audit } from '../../store/audit-store.ts';
import { getMigration, type MigrationRow, scopeOf } from '../../store/migration-store.ts';
import { buildSampleView } from '../../store/sample-view.ts';
import type { ApiEnv } from '../deps.ts';
import { createRouter } from '../route.ts';
import { decide } from '../service/decide.ts';
import { urlsOf } from './record-schema.ts';

/** A page that runs nothing and loads nothing; its form goes back to where it came from. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const answerSchema = z.object({ name: z.string().trim().min(2).max(100) });

const page = (description: string) => ({
  description,
  content: { 'text/html': { schema: { type: 'string' as const } } },
});
const shared = {
  path: '/{token}' as const,
  tags: ['Migrations'],
  request: { params: z.object({ token: z.string() }) },
};

const show = createRoute({
  ...shared,
  method: 'get',
  summary: "A customer's page: the sample side by side, by a link and without a key",
  responses: { 200: page('The page'), 404: page('The link has ended, or never was') },
});
const answer = createRoute({
  ...shared,
  method: 'post',
  summary: 'The customer agrees on that page: a form with their `name`',
  responses: {
    303: { description: 'Back to the page' },
    404: page('The link has ended, or never was'),
    409: page('There is nothing to agree to now'),
    422: page('The name is missing'),
  },
});

/**
 * The sample by a customer's link: side by side, and nothing else. Who holds the link is who it was given to; it ends by itself,
 * can be revoked, and shows nothing once the data was purged.
 */
export const customerSample = createRouter();
customerSample.use(async (c, next) => {
  c.header('Content-Security-Policy', policy);
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'no-referrer');
  await next();
});
customerSample.openapi(show, async (c) => {
  const { token } = c.req.valid('param');
  const opened = await open(c, token);
  if (opened === null) return gone(c);
  const { link, row } = opened;
  const deps = c.get('deps');
  const view = await buildSampleView(deps.db, row, urlsOf(deps, row));
  const agreements = await readAgreements(deps.db, scopeOf(row), row.mappingVersion ?? 0);
  const mine = agreements.find(({ principal }) => principal === principalOf(link));
  const asks = row.file.approval?.customer === true && (row.stage === 'approval' || mine !== undefined);
  const form = {
    action: `/sample/${token}`,
    expiresAt: new Date(link.expiresAt).toISOString(),
    agreed: mine === undefined ? null : { name: mine.actor, at: mine.at },
  };
  return c.body(deps.renderSample(view, asks ? form : null), 200, { 'content-type': 'text/html; charset=utf-8' });
});
customerSample.openapi(answer, async (c) => {
  const { token } = c.req.valid('param');
  const opened = await open(c, token);
  if (opened === null) return gone(c);
  const { link, row } = opened;
  const given = answerSchema.safeParse(await c.req.parseBody().catch(() => ({})));
  if (!given.success) return message(c, 422, 'Please write your name', 'Go back and fill it in, then agree.');
  if (row.file.approval?.customer !== true || row.stage !== 'approval' || row.mappingVersion === null)
    return message(c, 409, 'There is nothing to agree to now', 'The sample is being taken, or was approved already.');
  await agree(c, link, row, row.mappingVersion, given.data.name);
  return c.redirect(`/sample/${token}`, 303);
});

type SampleContext = Context<ApiEnv>;

async function open(c: SampleContext, token: string): Promise<{ link: SampleLink; row: MigrationRow } | null> {
  const { db } = c.get('deps');
  const link = /^[\w-]{43}$/.test(token) ? await openSampleLink(db, token) : null;
  if (link === null) return null;
  const row = await getMigration(db, link.migrationId, link.tenantId);
  return row.purgedAt === null ? { link, row } : null;
}

function principalOf(link: SampleLink): string {
  return `link:${link.id}`;
}

/** Stored first; where the migration does not answer just now, the next decision finds it. */
async function agree(
  c: SampleContext,
  link: SampleLink,
  row: MigrationRow,
  version: number,
  name: string,
): Promise<void> {
  const deps = c.get('deps');
  const agreement = await addAgreement(deps.db, scopeOf(row), {
    ...{ mappingVersion: version, kind: 'customer', principal: principalOf(link), actor: name, via: 'link' },
  });
  const by = `the customer (link ${link.id.slice(-8)})`;
  await audit(deps.db, {
    ...{
      tenantId: row.tenantId,
      migrationId: row.id,
      actor: by,
      via: 'link',
      action: 'customerAgreed',
      accepted: true,
    },
    payload: { mappingVersion: version, linkId: link.id },
  });
  try {
    await deps.temporal.withDeadline(Date.now() + c.get('limits').decisionMs, () =>
      decide(deps, row, 'approve', { by, mappingVersion: version, agreement }, 'API'),
    );
  } catch (error) {
    deps.log.warn(
      { code: isPortageError(error) ? error.code : 'no_answer', migrationId: row.id },
      'a customer has agreed, and the migration has not taken it up yet',
    );
  }
}

function gone(c: SampleContext) {
  return message(
    c,
    404,
    'This link shows nothing',
    'It has ended, was taken back, or is not complete. Ask your contact for a new one.',
  );
}

function message(c: SampleContext, status: 404 | 409 | 422, title: string, text: string) {
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
