import { z } from 'zod';
import type { DecisionName } from '../model/decisions.ts';
import { dryRunSchema } from '../model/dry-run.ts';
import { messageOf, PortageError } from '../model/errors.ts';
import { purgeResultSchema } from '../model/purge.ts';
import { duplicateGroupSchema } from '../model/report.ts';
import { sampleViewSchema } from '../model/sample.ts';
import type { Desk, Overview } from './desk.ts';
import { isWholeId, pickShort } from './find-migration.ts';

const needSchema = z.object({
  code: z.string(),
  message: z.string(),
  hint: z.string(),
  decision: z.enum(['resume', 'confirmQuiet', 'approve', 'override', 'requestChanges']),
});
const systemSchema = z.union([z.string(), z.object({ system: z.string() }).transform(({ system }) => system)]);
/** Of what the API tells, the part that is shown here: it may tell more. */
const migrationSchema = z.object({
  id: z.string(),
  customer: z.string(),
  source: systemSchema,
  destination: systemSchema,
  stage: z.string(),
  status: z.string(),
  marker: z.string(),
  mappingVersion: z.int().nullable(),
  waitingFor: needSchema.nullable(),
  error: z.object({ message: z.string() }).nullable().optional(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
  purgedAt: z.string().nullable().optional(),
});
const linkSchema = z.object({ url: z.string(), expiresAt: z.string() });
const wishedSchema = z.object({
  taken: z.boolean(),
  wishes: z.array(
    z.object({
      wish: z.string(),
      found: z.array(z.object({ object: z.string(), sourceId: z.string(), outcome: z.string() })).nullable(),
    }),
  ),
});
const listSchema = z.object({ items: z.array(migrationSchema) });
const duplicatesSchema = z.object({
  items: z.array(duplicateGroupSchema),
  totals: z.array(z.object({ object: z.string(), groups: z.int(), records: z.int(), merged: z.int() })),
});
const problemSchema = z.object({
  detail: z.string(),
  code: z.string(),
  fix: z.string().optional(),
  location: z.string().optional(),
});

/** As many as the API tells at once. */
const pageLimit = 500;

/** Looks and decides through a running API, as whom the key in PORTAGE_API_KEY belongs to. */
export function openRemoteDesk(url: string, environment: NodeJS.ProcessEnv = process.env): Desk {
  const key = environment['PORTAGE_API_KEY'];
  if (!key) {
    throw new PortageError('auth', 'There is no API key in PORTAGE_API_KEY', {
      code: 'no_api_key',
      hint: 'Ask an admin for one, then: export PORTAGE_API_KEY=…',
    });
  }
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new PortageError('config', `${url} is not an address`, {
      code: 'url_invalid',
      hint: 'Write it as http://host:8080.',
      location: '--url',
    });
  }
  const call = (path: string, body?: unknown) => request(`${url.replace(/\/+$/, '')}/api/v1${path}`, key, body);
  const newest = async (limit: number) =>
    listSchema.parse(await (await call(`/migrations?limit=${limit}`)).json()).items;
  const migration = async (id: string) => `/migrations/${(await pick(id, () => newest(pageLimit))).toLowerCase()}`;
  return {
    list: async (limit) => (await newest(Math.min(limit, pageLimit))).map(toOverview),
    show: async (id) => toOverview(migrationSchema.parse(await (await call(await migration(id))).json())),
    decide: async (id, name: DecisionName, payload) => {
      await call(`${await migration(id)}/signals/${name}`, payload);
    },
    duplicates: async (id, limit) =>
      duplicatesSchema.parse(
        await (await call(`${await migration(id)}/duplicates?limit=${Math.min(limit, pageLimit)}`)).json(),
      ),
    purge: async ({ id, ...body }) => {
      const path = id === undefined ? '/purge' : `${await migration(id)}/purge`;
      return purgeResultSchema.parse(await (await call(path, body)).json());
    },
    report: async (id, format) => (await call(`${await migration(id)}/report?format=${format}`)).text(),
    dryRun: async (id) => dryRunSchema.parse(await (await call(`${await migration(id)}/dry-run`)).json()),
    sample: async (id) =>
      sampleViewSchema.parse(await (await call(`${await migration(id)}/sample/side-by-side`)).json()),
    link: async (id, recipient, days) =>
      linkSchema.parse(await (await call(`${await migration(id)}/sample/links`, { recipient, days })).json()),
    include: async (id, records) =>
      wishedSchema.parse(await (await call(`${await migration(id)}/sample/records`, { records })).json()),
    close: async () => undefined,
  };
}

async function pick(id: string, list: () => Promise<{ id: string }[]>): Promise<string> {
  return isWholeId(id) ? id : pickShort(id, await list()).id;
}

function toOverview({ createdAt, error, purgedAt, ...shown }: z.infer<typeof migrationSchema>): Overview {
  return { ...shown, error: error?.message ?? null, startedAt: createdAt, purgedAt: purgedAt ?? null };
}

async function request(address: string, key: string, body: unknown): Promise<Response> {
  const response = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new PortageError('transient', `${new URL(address).origin} does not answer: ${messageOf(cause)}`, {
      code: 'api_unreachable',
      hint: 'Check --url, and that portage up runs there.',
      cause,
    });
  });
  if (response.ok) return response;
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  const said = problem.success ? problem.data : { detail: `the API answered ${response.status}`, code: 'api_error' };
  throw new PortageError(
    response.status === 401 ? 'auth' : response.status === 409 ? 'conflict' : 'config',
    said.detail,
    {
      code: said.code,
      status: response.status,
      ...('fix' in said && said.fix !== undefined && { hint: said.fix }),
      ...('location' in said && said.location !== undefined && { location: said.location }),
    },
  );
}
