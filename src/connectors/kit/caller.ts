import type { HttpClient, HttpConnection, SendOptions } from '../../http/client.ts';
import type { HttpAnswer } from '../../http/read-answer.ts';
import { type PreparedRequest, prepareRequest, type TemplateValues } from '../../http/template.ts';
import type { ConnectorDefinition } from '../../model/connector.ts';
import type { RequestTemplate } from '../../model/request-template.ts';
import { acrossVersions } from './versions.ts';

/** Sends a definition's requests for one connection: its options fill their placeholders wherever they stand. */
export interface Caller {
  prepare(template: RequestTemplate, values?: TemplateValues): PreparedRequest;
  send(request: PreparedRequest, options?: SendOptions): Promise<HttpAnswer>;
}

export function createCaller(client: HttpClient, connector: ConnectorDefinition, connection: HttpConnection): Caller {
  const own = optionValues(connector, connection);
  return {
    prepare: (template, values) => prepareRequest(template, { ...own, ...values }),
    send: acrossVersions((request, options) => client.send(request, options), connector.http?.versions ?? []),
  };
}

/** Only what the definition names: a secret must not get into a path because a placeholder was called like it. */
function optionValues({ options, http }: ConnectorDefinition, connection: HttpConnection): TemplateValues {
  if (http === undefined) return {};
  const given = { ...connection.credentials, ...connection.options };
  return Object.fromEntries(Object.keys(options).map((name) => [name, given[name]]));
}
