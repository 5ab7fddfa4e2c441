import type { SendOptions } from '../../http/client.ts';
import type { HttpAnswer } from '../../http/read-answer.ts';
import type { PreparedRequest } from '../../http/template.ts';
import { isPortageError } from '../../model/errors.ts';
import type { ApiVersion } from '../../model/http-definition.ts';

type Send = (request: PreparedRequest, options?: SendOptions) => Promise<HttpAnswer>;

/**
 * Sends reads to the version of the API that this account's server knows: the definition's own first, then the others in
 * their order. Which one it is shows at the first answer that is not "not found"; from then on no other is asked, so that a
 * list that the account really lacks is not looked for three times. Writes are never tried anywhere else.
 */
export function acrossVersions(send: Send, versions: readonly ApiVersion[]): Send {
  if (versions.length === 0) return send;
  const all: readonly (ApiVersion | null)[] = [null, ...versions];
  let settled: ApiVersion | null | undefined;
  return async (request, options) => {
    if (request.effect !== 'read' || request.url !== undefined)
      return send(inVersion(request, settled ?? null), options);
    let unknown: unknown;
    const tried = new Set<string>();
    for (const version of settled === undefined ? all : [settled]) {
      const asked = inVersion(request, version);
      if (tried.has(asked.path)) continue;
      tried.add(asked.path);
      try {
        const answer = await send(asked, options);
        // a path that all versions share says nothing about them
        if (versions.some((other) => inVersion(request, other).path !== request.path)) settled = version;
        return answer;
      } catch (error) {
        if (!isPortageError(error) || error.status !== 404) throw error;
        unknown ??= error;
      }
    }
    throw unknown;
  };
}

function inVersion(request: PreparedRequest, version: ApiVersion | null): PreparedRequest {
  const rule = version?.paths.find(({ from }) => new RegExp(from).test(request.path));
  return rule === undefined ? request : { ...request, path: request.path.replace(new RegExp(rule.from), rule.to) };
}
