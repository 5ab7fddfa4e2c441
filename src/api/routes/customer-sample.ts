import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { isPortageError } from '../../model/errors.ts';
import { addAgreement, readAgreements } from '../../store/agreement-store.ts';
import { audit } from '../../store/audit-store.ts';
import { type MigrationRow, scopeOf } from '../../store/migration-row.ts';
import { getMigration } from '../../store/migration-store.ts';
import { openSampleLink, type SampleLink } from '../../store/sample-link-store.ts';
import { buildSampleView } from '../../store/sample-view.ts';
import type { ApiEnv } from '../deps.ts';
import { plainPage } from '../plain-page.ts';
import { createRouter } from '../route.ts';
import { decide } from '../service/decide.ts';
import { recordUrls } from './record-schema.ts';

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
  responses: { 200: page('The page'), 404: page('No such link'), 410: page('The link has ended') },
});
const answer = createRoute({
  ...shared,
  method: 'post',
  summary: 'The customer agrees on that page: a form with their `name`',
  responses: {
    303: { description: 'Back to the page' },
    404: page('No such link'),
    409: page('There is nothing to agree to now'),
    410: page('The link has ended'),
    422: page('The name is missing'),
  },
});

/**
 * The sample by a customer's link: side by side, and nothing else. The link is signed for this page alone; who holds it is who it
 * was given to; it ends by itself, can be revoked, and shows nothing once the data was purged.
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
  if (typeof opened === 'string') return refuse(c, opened);
  const { link, row } = opened;
  const deps = c.get('deps');
  const view = await buildSampleView(deps.db, row, recordUrls(deps, row));
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
  if (typeof opened === 'string') return refuse(c, opened);
  const { link, row } = opened;
  const given = answerSchema.safeParse(await c.req.parseBody().catch(() => ({})));
  if (!given.success) return plainPage(c, 422, 'Please write your name', 'Go back and fill it in, then agree.');
  if (row.file.approval?.customer !== true || row.stage !== 'approval' || row.mappingVersion === null)
    return plainPage(c, 409, 'There is nothing to agree to now', 'The sample is being taken, or was approved already.');
  await agree(c, link, row, row.mappingVersion, given.data.name);
  return c.redirect(`/sample/${token}`, 303);
});

// an address that was cut or broken over two lines is still a customer's
customerSample.all('*', (c) => refuse(c, 'unreadable'));

type SampleContext = Context<ApiEnv>;

/** Why a link shows nothing. */
type Closed = 'unreadable' | 'expired' | 'revoked' | 'purged';

async function open(c: SampleContext, token: string): Promise<{ link: SampleLink; row: MigrationRow } | Closed> {
  const { db, links } = c.get('deps');
  const claims = links.read(token, 'sample');
  if (claims === null) return 'unreadable';
  if (claims.expiresAt.getTime() <= Date.now()) return 'expired';
  const opened = await openSampleLink(db, claims);
  // signed here and no longer known: it went with the data that it showed
  if (opened.state === 'unknown') return 'purged';
  if (opened.state !== 'open') return opened.state;
  const row = await getMigration(db, opened.link.migrationId, opened.link.tenantId);
  return row.purgedAt === null ? { link: opened.link, row } : 'purged';
}

/** Whoever reads this is a customer with a message in their hand: each ending says what they can do. */
const endings: Readonly<Record<Closed, { status: 404 | 410; title: string; text: string }>> = {
  unreadable: {
    status: 404,
    title: 'This address is not complete',
    text: 'Copy the whole address from the message that you were sent, to its very last character, and try again. If that does not help, ask whoever sent it to you for a new one.',
  },
  expired: {
    status: 410,
    title: 'This link has ended',
    text: 'A link works for a limited time. Ask whoever sent it to you for a new one: they can make it at once.',
  },
  revoked: {
    status: 410,
    title: 'This link was taken back',
    text: 'Whoever sent it to you has ended it. If you still want to look at the sample, ask them for a new one.',
  },
  purged: {
    status: 410,
    title: 'There is nothing to see any more',
    text: 'The data that this link showed was deleted. If you have a question about it, ask whoever sent you the link.',
  },
};

function refuse(c: SampleContext, closed: Closed) {
  const { status, title, text } = endings[closed];
  return plainPage(c, status, title, text);
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
