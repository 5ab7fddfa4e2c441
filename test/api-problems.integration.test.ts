import { ServiceError } from '@temporalio/client';
import { describe, expect, test } from 'vitest';
import { createApi } from '../src/api/api.ts';
import { openDatabase } from '../src/store/database.ts';
import { useApi } from './support/api.ts';
import { seedMigration } from './support/api-seed.ts';

const api = useApi();

describe('an error', () => {
  test('is a problem document with code, words, the next step and the id of the request', async () => {
    const { operator } = await api.tenant('problem');
    const { status, headers, body } = await operator.send('POST', '/api/v1/connections', {
      system: 'nosuch',
      name: 'x',
    });
    expect(status).toBe(422);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'urn:portage:problem:unknown_system',
      title: 'Not valid',
      status: 422,
      detail: 'there is no connector "nosuch"',
      code: 'unknown_system',
      fix: 'Known: csv, pipedrive, hubspot, close.',
      requestId: headers.get('x-request-id'),
      location: 'body.system',
    });
  });

  test('in a request names every place that is wrong', async () => {
    const { operator } = await api.tenant('places');
    const file = { customer: '', source: { system: 'close' }, destination: { system: 'close' }, share: 3, surprise: 1 };
    const { status, body } = await operator.send<{ errors: { location: string }[] }>(
      'POST',
      '/api/v1/migrations',
      file,
    );
    expect(status).toBe(422);
    expect(body.errors.map(({ location }) => location)).toEqual(
      expect.arrayContaining(['body.customer', 'body.share', 'body']),
    );
  });

  test('is told apart for unreadable JSON, another content type, a large body, an unknown address and a bad cursor', async () => {
    const { operator } = await api.tenant('unreadable');
    const post = (body: string, type: string) =>
      operator.request('/api/v1/connections', { method: 'POST', body, headers: { 'content-type': type } });
    const answers: [Promise<Response>, number, string][] = [
      [post('{"system":', 'application/json'), 400, 'malformed_request'],
      [post('system=close', 'text/plain'), 415, 'media_type'],
      [post(JSON.stringify({ name: 'x'.repeat(100_000) }), 'application/json'), 413, 'body_too_large'],
      [operator.request('/api/v1/nothing-here'), 404, 'not_found'],
      [operator.request('/api/v1/migrations/not-an-id'), 404, 'not_found'],
      [operator.request('/api/v1/migrations?cursor=abc'), 422, 'cursor_invalid'],
      [operator.request('/api/v1/migrations?limit=100000'), 422, 'invalid_request'],
    ];
    for (const [answer, status, code] of answers) {
      const response = await answer;
      expect({ status: response.status, code: ((await response.json()) as { code: string }).code }).toEqual({
        status,
        code,
      });
      expect(response.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test('of ours gives nothing away but an id by which it is found in the log', async () => {
    const broken = {
      ...api.deps,
      checkMapping: () => {
        throw new Error('secret of ann@acme.example');
      },
    };
    const tenant = await api.tenant('broken');
    const { id } = await seedMigration(api.db, tenant.tenantId);
    const { mapping } = await import('./support/api-seed.ts');
    const response = await createApi(broken).request(`/api/v1/migrations/${id}/mappings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tenant.keys.operator}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...mapping, timezone: 'Europe/London' }),
    });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).not.toContain('secret');
    const { requestId } = JSON.parse(text) as { requestId: string };
    expect(api.logged).toContainEqual({ message: 'a request failed', fields: expect.objectContaining({ requestId }) });
  });
});

describe('a server that is down', () => {
  test('the database: 503 with when to come back, and not ready', async () => {
    const gone = openDatabase('postgres://nobody@127.0.0.1:1/none');
    const app = createApi({ ...api.deps, db: gone });
    const { keys } = await api.tenant('database down');
    const response = await app.request('/api/v1/me', { headers: { authorization: `Bearer ${keys.viewer}` } });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.json()).toMatchObject({ code: 'database_unavailable', fix: expect.any(String) });
    const ready = await app.request('/readyz');
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 503,
      body: { status: 'down', database: 'down', temporal: 'ok' },
    });
    expect((await app.request('/healthz')).status).toBe(200);
    await gone.destroy();
  });

  test('Temporal: 503, and the decision can be sent again', async () => {
    const { tenantId, operator } = await api.tenant('temporal down');
    const { id } = await seedMigration(api.db, tenantId);
    api.temporal.failure = new ServiceError('Failed to connect', { cause: new Error('14 UNAVAILABLE') });
    const refused = await operator.send('POST', `/api/v1/migrations/${id}/signals/pause`);
    expect(refused).toMatchObject({ status: 503, body: { code: 'temporal_unavailable' } });
    expect((await api.as(null).get('/readyz')).body).toEqual({ status: 'down', database: 'ok', temporal: 'down' });
    api.temporal.failure = undefined;
    expect((await operator.send('POST', `/api/v1/migrations/${id}/signals/pause`)).status).toBe(200);
    expect((await api.as(null).get('/readyz')).status).toBe(200);
  });
});

describe('every answer', () => {
  test('to a decision that there is not names those that there are', async () => {
    const { tenantId, operator } = await api.tenant('mistyped');
    const { id } = await seedMigration(api.db, tenantId);
    expect(await operator.send('POST', `/api/v1/migrations/${id}/signals/nonsense`)).toMatchObject({
      status: 404,
      body: {
        code: 'unknown_decision',
        detail: 'there is no decision "nonsense"',
        fix: expect.stringContaining('approve, requestChanges'),
      },
    });
    expect((await api.as(null).send('POST', `/api/v1/migrations/${id}/signals/nonsense`)).status).toBe(401);
  });

  test('carries security headers and a request id, and opens nothing to other origins', async () => {
    const { viewer } = await api.tenant('headers');
    const response = await viewer.request('/api/v1/me', {
      headers: { origin: 'https://evil.example', 'x-request-id': 'support-42' },
    });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'x-request-id': 'support-42',
    });
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
    expect((await viewer.request('/api/v1/me', { method: 'OPTIONS' })).headers.has('access-control-allow-origin')).toBe(
      false,
    );
  });

  test('is logged by route and never by address, key or body', async () => {
    const { tenantId, viewer, keys } = await api.tenant('logged');
    const { id } = await seedMigration(api.db, tenantId);
    api.logged.length = 0;
    await viewer.get(`/api/v1/migrations/${id}/records/contact/ann@acme.example?x=secret`);
    expect(api.logged).toEqual([
      {
        message: 'request',
        fields: expect.objectContaining({
          method: 'GET',
          route: '/api/v1/migrations/:id/records/:object/:sourceId',
          status: 404,
        }),
      },
    ]);
    const text = JSON.stringify(api.logged);
    for (const secret of ['ann@acme.example', 'secret', id, keys.viewer]) expect(text).not.toContain(secret);
  });
});

describe('a probe', () => {
  test('leaves no line in the log while all is well', async () => {
    const nobody = api.as(null);
    api.logged.length = 0;
    for (const path of ['/healthz', '/readyz', '/metrics']) expect((await nobody.request(path)).status).toBe(200);
    expect(api.logged).toEqual([]);
  });
});

describe('without a key', () => {
  test('health, metrics, the document and its page are served, the page from here alone', async () => {
    const nobody = api.as(null);
    expect((await nobody.get('/healthz')).body).toEqual({ status: 'ok' });
    expect((await nobody.get('/metrics')).headers.get('content-type')).toContain('version=0.0.4');
    expect((await nobody.request('/openapi.json').then((response) => response.json())) as object).toHaveProperty(
      'openapi',
      '3.1.0',
    );
    const page = await nobody.request('/docs/');
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const text = await page.text();
    expect(text).not.toMatch(/https?:\/\//);
    const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]);
    expect(files).toHaveLength(4);
    for (const file of files) expect((await nobody.request(`/docs/${file}`)).status, file).toBe(200);
    for (const file of ['package.json', '..%2fpackage.json', 'index.html', 'constructor']) {
      expect((await nobody.request(`/docs/${file}`)).status, file).toBe(404);
    }
  });
});
