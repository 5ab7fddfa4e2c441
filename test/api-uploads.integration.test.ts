import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type createFolderBlobs, safeName } from '../src/store/blob-store.ts';
import { resolveUploads, storeUpload } from '../src/store/upload-store.ts';
import { type ApiCaller, useApi } from './support/api.ts';

const api = useApi();
const limit = 256 * 1024;

interface Upload {
  id: string;
  path: string;
  fileName: string;
  sizeBytes: number;
  sha256: string;
}

const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

async function upload(caller: ApiCaller, content: RequestInit['body'], query = '?fileName=contacts.csv', headers = {}) {
  const response = await caller.request(`/api/v1/uploads${query}`, {
    method: 'POST',
    body: content,
    headers,
    duplex: 'half',
  } as RequestInit);
  return { status: response.status, body: (await response.json()) as Upload & { code: string; detail: string } };
}

function formOf(files: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files))
    form.append('file', new File([content], name, { type: 'text/csv' }));
  return form;
}

/** A body of unknown length that arrives piece by piece; counts what was asked of it. */
function pieces(count: number, sizeBytes: number): { body: ReadableStream; sent(): number } {
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (sent === count) return controller.close();
      sent += 1;
      controller.enqueue(randomBytes(sizeBytes));
    },
  });
  return { body, sent: () => sent };
}

async function filesLeft(tenantId: string): Promise<string[]> {
  const blobs = api.deps.blobs as ReturnType<typeof createFolderBlobs>;
  const probe = await blobs.pathOf(tenantId, await keptHash(tenantId), 'probe');
  const root = probe.slice(0, probe.indexOf(tenantId));
  return readdir(`${root}/unfinished`);
}

async function keptHash(tenantId: string): Promise<string> {
  const row = await api.db
    .selectFrom('uploads')
    .select('content_hash')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirstOrThrow();
  return row.content_hash;
}

describe('an upload', () => {
  test('is kept under its name, size and hash, as bytes or as a form', async () => {
    const { operator } = await api.tenant('both ways');
    const content = 'id,name\n1,Zoë\n';
    const expected = { fileName: 'contacts.csv', sizeBytes: Buffer.byteLength(content), sha256: sha256(content) };
    const raw = await upload(operator, content, '?fileName=contacts.csv', { 'content-type': 'text/csv' });
    expect(raw).toMatchObject({ status: 201, body: { ...expected, path: `upload:${raw.body.id}` } });
    const form = await upload(operator, formOf({ 'contacts.csv': content }), '');
    expect(form).toMatchObject({ status: 201, body: expected });
    expect((await operator.get(`/api/v1/uploads/${raw.body.id}`)).body).toMatchObject(expected);
  });

  test('is opened by a worker as a file of the same name', async () => {
    const { tenantId, operator } = await api.tenant('worker');
    const { body } = await upload(operator, 'id\n7\n', '?fileName=deals%202026.csv');
    const [file] = await resolveUploads(api.db, api.deps.blobs, tenantId, [{ path: body.path, object: 'deal' }]);
    expect(file?.object).toBe('deal');
    expect(file?.path.endsWith('/deals 2026.csv')).toBe(true);
    expect(await readFile(file?.path as string, 'utf8')).toBe('id\n7\n');
    expect(await resolveUploads(api.db, api.deps.blobs, tenantId, [{ path: '/home/ann/deals.csv' }])).toEqual([
      { path: '/home/ann/deals.csv' },
    ]);
  });

  test('of another tenant is not opened', async () => {
    const { operator } = await api.tenant('owner');
    const other = await api.tenant('other');
    const { body } = await upload(operator, 'id\n');
    await expect(resolveUploads(api.db, api.deps.blobs, other.tenantId, [{ path: body.path }])).rejects.toMatchObject({
      status: 404,
    });
  });

  test('keeps no folder of the name that it came with', async () => {
    const { tenantId, operator } = await api.tenant('traversal');
    for (const name of ['../../etc/passwd', '..\\..\\boot.ini', '/etc/passwd', 'a\u0000b\n.csv', '...']) {
      const { body } = await upload(operator, `${name}\n`, `?fileName=${encodeURIComponent(name)}`);
      expect(body.fileName).not.toMatch(/[/\\\p{C}]|^\./u);
      const [file] = await resolveUploads(api.db, api.deps.blobs, tenantId, [{ path: body.path }]);
      expect(await readFile(file?.path as string, 'utf8')).toBe(`${name}\n`);
    }
    expect(Buffer.byteLength(safeName(`${'ü'.repeat(300)}.csv`))).toBeLessThanOrEqual(200);
    expect(safeName(`${'ü'.repeat(300)}.csv`)).toMatch(/\.csv$/);
  });

  test('that is too large is refused by its declared length before a byte is taken', async () => {
    const { operator } = await api.tenant('declared');
    const { body, sent } = pieces(100, 64 * 1024);
    const answer = await upload(operator, body, undefined, { 'content-length': String(100 * 64 * 1024) });
    expect(answer).toMatchObject({ status: 413, body: { code: 'upload_too_large' } });
    // the stream itself asks for one piece ahead
    expect(sent()).toBeLessThanOrEqual(1);
  });

  test.each(['as bytes', 'as a form'])(
    'of unknown length is cut off once it is too large, %s, and nothing of it stays',
    async (way) => {
      const { tenantId, operator } = await api.tenant(`cut off ${way}`);
      await upload(operator, 'kept\n');
      const { body, sent } = pieces(100, 64 * 1024);
      const boundary = 'x-boundary';
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="big.csv"\r\ncontent-type: text/csv\r\n\r\n`;
      async function* form() {
        yield Buffer.from(head);
        yield* body as unknown as AsyncIterable<Uint8Array>;
        yield Buffer.from(`\r\n--${boundary}--\r\n`);
      }
      const answer =
        way === 'as bytes'
          ? await upload(operator, body)
          : await upload(operator, Readable.toWeb(Readable.from(form())) as ReadableStream, '', {
              'content-type': `multipart/form-data; boundary=${boundary}`,
            });
      expect(answer).toMatchObject({ status: 413, body: { code: 'upload_too_large' } });
      // a few pieces wait in buffers; the other ninety were never asked for
      expect(sent()).toBeLessThan(20);
      expect(await filesLeft(tenantId)).toEqual([]);
      expect((await operator.get<{ items: unknown[] }>('/api/v1/uploads')).body.items).toHaveLength(1);
    },
  );

  test('of exactly the allowed size is taken', async () => {
    const { operator } = await api.tenant('exact');
    expect((await upload(operator, randomBytes(limit))).status).toBe(201);
    expect((await upload(operator, randomBytes(limit + 1))).status).toBe(413);
  });

  test('that breaks off leaves nothing behind', async () => {
    const { tenantId, operator } = await api.tenant('broken off');
    await upload(operator, 'kept\n');
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(randomBytes(1000));
      },
      pull(controller) {
        controller.error(new Error('socket hang up'));
      },
    });
    expect(await upload(operator, broken)).toMatchObject({ status: 400, body: { code: 'upload_incomplete' } });
    const cut = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nid\n1';
    expect(await upload(operator, cut, '', { 'content-type': 'multipart/form-data; boundary=b' })).toMatchObject({
      status: 400,
    });
    expect(await filesLeft(tenantId)).toEqual([]);
  });

  test('without a name, without content, or of several files is refused with what to do', async () => {
    const { operator } = await api.tenant('refused');
    expect(await upload(operator, 'id\n', '')).toMatchObject({ status: 422, body: { code: 'no_file_name' } });
    expect(await upload(operator, '')).toMatchObject({
      status: 422,
      body: { code: expect.stringMatching(/^(file_empty|no_file)$/) },
    });
    expect(await upload(operator, formOf({}), '')).toMatchObject({
      body: { code: expect.stringMatching(/^(no_file|upload_incomplete)$/) },
    });
    expect(await upload(operator, formOf({ 'a.csv': 'a', 'b.csv': 'b' }), '')).toMatchObject({
      status: 422,
      body: { code: 'several_files' },
    });
    expect(await upload(operator, 'x', '', { 'content-type': 'multipart/form-data' })).toMatchObject({ status: 400 });
  });
});

describe('deleting an upload', () => {
  test('keeps the content as long as another upload has the same', async () => {
    const { tenantId, operator } = await api.tenant('shared content');
    const [first, second] = [
      await upload(operator, 'same\n', '?fileName=a.csv'),
      await upload(operator, 'same\n', '?fileName=b.csv'),
    ];
    expect((await operator.send('DELETE', `/api/v1/uploads/${first.body.id}`)).status).toBe(204);
    await expect(resolveUploads(api.db, api.deps.blobs, tenantId, [{ path: second.body.path }])).resolves.toHaveLength(
      1,
    );
    expect((await operator.send('DELETE', `/api/v1/uploads/${second.body.id}`)).status).toBe(204);
    await expect(api.deps.blobs.open(tenantId, first.body.sha256)).rejects.toMatchObject({ code: 'blob_gone' });
    expect((await operator.get(`/api/v1/uploads/${second.body.id}`)).status).toBe(404);
  });

  test('is refused while an open migration reads it', async () => {
    const { operator } = await api.tenant('in use');
    const { body } = await upload(operator, 'id,name\n1,A\n');
    const file = {
      customer: 'Reader Ltd',
      source: { system: 'csv', files: [{ path: body.path }] },
      destination: { system: 'close', connection: { credentials: { apiKey: 'k' } } },
    };
    expect((await operator.send('POST', '/api/v1/migrations', file)).status).toBe(201);
    const refused = await operator.send('DELETE', `/api/v1/uploads/${body.id}`);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'upload_in_use', detail: expect.stringContaining('Reader Ltd') },
    });
  });
});

test('content that could not be booked is not kept', async () => {
  const { tenantId } = await api.tenant('unbooked');
  const blob = await api.deps.blobs.stage(Readable.from([Buffer.from('unbooked')]), { maxBytes: 10 });
  const input = { tenantId, fileName: 'a.csv', createdBy: null as unknown as string, blob };
  await expect(storeUpload(api.db, input)).rejects.toThrow(/created_by/);
  await expect(api.deps.blobs.open(tenantId, blob.hash)).rejects.toMatchObject({ code: 'blob_gone' });
});

test('a form that is cut off at any byte is refused, and the process lives on', async () => {
  const { operator } = await api.tenant('any byte');
  const part = (name: string) =>
    `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\nid\n1\r\n`;
  const field = '--b\r\ncontent-disposition: form-data; name="note"\r\n\r\nhello\r\n';
  const whole = `${field}${part('a.csv')}--b--\r\n`;
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  expect((await upload(operator, whole, '', headers)).status).toBe(201);
  const end = whole.indexOf('--b--') + '--b--'.length;
  const several = `${part('a.csv')}${part('b.csv')}--b--\r\n`;
  for (const [text, last] of [
    [whole, end - 1],
    [several, several.length],
  ] as const) {
    for (let length = 1; length <= last; length += 1) {
      const { status, body } = await upload(operator, text.slice(0, length), '', headers);
      expect(
        [400, 422],
        `${length}: ${JSON.stringify(text.slice(Math.max(0, length - 10), length))} ${body.code}`,
      ).toContain(status);
    }
  }
});

test('uploads are listed page by page, newest first', async () => {
  const { operator } = await api.tenant('pages');
  const made: string[] = [];
  for (const name of ['1', '2', '3', '4', '5'])
    made.unshift((await upload(operator, name, `?fileName=${name}.csv`)).body.id);
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { body: { items: Upload[]; nextCursor: string | null } } = await operator.get(
      `/api/v1/uploads?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    seen.push(...page.body.items.map((item) => item.id));
    cursor = page.body.nextCursor;
  }
  expect(seen).toEqual(made);
});
