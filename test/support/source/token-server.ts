import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TokenServer {
  url: string;
  /** How many tokens it gave. */
  given(): number;
  close(): Promise<void>;
}

/** Stands in for a vendor's token server: the refresh token with a number behind it is the access token, the host to use is the sandbox's. */
export async function startTokenServer(apiUrl: string): Promise<TokenServer> {
  let given = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const token = new URLSearchParams(Buffer.concat(chunks).toString()).get('refresh_token');
    given += 1;
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        access_token: `${token},issue-${given}`,
        refresh_token: token,
        expires_in: 3600,
        token_type: 'Bearer',
        api_domain: apiUrl,
      }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given: () => given,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
