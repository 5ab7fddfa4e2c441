import { Agent } from 'undici';

export interface BareRequest {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
}

/**
 * Sends requests and reads their answers, with nothing around it: what this machine and the sandbox can do at most. Returns
 * requests a second.
 */
export async function bareLoop(
  url: string,
  headers: Record<string, string>,
  requests: readonly BareRequest[],
  atOnce: number,
): Promise<number> {
  const agent = new Agent({ connections: atOnce, pipelining: 1 });
  const queue = requests.values();
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const { method, path, body } of queue) {
        const sent = body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
        const answer = await agent.request({ origin: new URL(url).origin, path, method, headers: sent, body });
        if (answer.statusCode >= 300) throw new Error(`${method} ${path}: ${answer.statusCode}`);
        await answer.body.json();
      }
    }),
  );
  const seconds = (performance.now() - begun) / 1000;
  await agent.close();
  return requests.length / seconds;
}
