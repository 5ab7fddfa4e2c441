import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ConnectorDefinition } from '../../../src/model/connector.ts';

/** Answers the first stream's list with one row whose id is this number, written as a number; everything else is empty. */
export async function startRowServer(
  connector: ConnectorDefinition,
  id: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const stream = Object.values(connector.source?.streams ?? {})[0];
  const recordsPath = typeof stream?.request.records === 'string' ? stream.request.records : '$';
  let told = false;
  const server = createServer((request, response) => {
    const isList = request.method === 'GET' && request.url?.split('?')[0] === stream?.request.path && !told;
    if (isList) told = true;
    response.setHeader('content-type', 'application/json');
    response.end(wrap(recordsPath, isList ? `[${wrap(stream?.id ?? 'id', id)}]` : '[]'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** `a.b` around a value, as JSON text. */
function wrap(path: string, json: string): string {
  if (path === '$') return json;
  return path.split('.').reduceRight((inner, name) => `{${JSON.stringify(name)}:${inner}}`, json);
}
