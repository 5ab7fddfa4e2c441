import { type ConnectorDefinition, type ConnectorInput, connectorSchema } from '../../model/connector.ts';
import { parseDefinition, placeholdersOf } from '../../model/definition-parts.ts';
import type { DescribeDefinition } from '../../model/describe-definition.ts';
import { PortageError } from '../../model/errors.ts';
import { conceptProblems, oneOf, requestProblems } from './definition-checks.ts';
import { streamProblems } from './definition-streams.ts';

/**
 * A connector as data, checked when it is loaded: its form by the schema, then what one part says of another. All that is
 * wrong is told at once, each with its place and what would be allowed there.
 */
export function defineConnector(input: ConnectorInput): ConnectorDefinition {
  const name = `connector "${input.system}"`;
  const connector = parseDefinition(connectorSchema, input, name);
  const problems = [...partProblems(connector), ...sourceProblems(connector), ...destinationProblems(connector)];
  if (problems.length === 0) return connector;
  throw new PortageError('config', `${name} is not valid:\n${problems.join('\n')}`, {
    code: 'invalid_definition',
    location: name,
    hint: 'Correct the places named above.',
  });
}

function partProblems({ http, source, destination, options }: ConnectorDefinition): string[] {
  if (source === undefined && destination === undefined) return ['(top): give "source", "destination" or both'];
  if (http === undefined) return ['http: missing; a connector of data speaks HTTP'];
  return placeholdersOf(http.baseUrl)
    .filter((name) => options[name] === undefined)
    .map((name) => `http.baseUrl: {${name}} is no option; ${oneOf(Object.keys(options))}`);
}

function sourceProblems({ source, options }: ConnectorDefinition): string[] {
  if (source === undefined) return [];
  const names = Object.keys(options);
  return [
    ...describeProblems(source.describe, names, 'source.describe'),
    ...Object.entries(source.streams).flatMap(([name, stream]) =>
      streamProblems(stream, source, names, `source.streams.${name}`),
    ),
  ];
}

/** Descriptions and fields only: what else a destination says is checked where the writer is made. */
function destinationProblems({ destination, options }: ConnectorDefinition): string[] {
  if (destination === undefined) return [];
  return [
    ...describeProblems(destination.describe, Object.keys(options), 'destination.describe'),
    ...Object.entries(destination.objects).flatMap(([name, object]) =>
      conceptProblems(object.fields, `destination.objects.${name}.fields`),
    ),
  ];
}

function describeProblems(describe: DescribeDefinition, options: string[], place: string): string[] {
  const { account, users, pipelines, recordStatuses, customFields, automations } = describe;
  const requests = [
    ['account', account.request] as const,
    ...(users?.lists ?? []).map((list, index) => [`users.lists[${index}]`, list.request] as const),
    ...(pipelines === undefined ? [] : [['pipelines.list', pipelines.list.request] as const]),
    ...(pipelines?.stages.list === undefined ? [] : [['pipelines.stages', pipelines.stages.list.request] as const]),
    ...(recordStatuses === undefined ? [] : [['recordStatuses', recordStatuses.list.request] as const]),
    ...Object.entries(describe.options).map(([name, entry]) => [`options.${name}`, entry.list.request] as const),
    ...Object.entries(customFields).map(([name, entry]) => [`customFields.${name}`, entry.list.request] as const),
    ...automations.map((entry, index) => [`automations[${index}]`, entry.list.request] as const),
  ];
  const problems = requests.flatMap(([name, request]) => requestProblems(request, options, `${place}.${name}`));
  if (pipelines !== undefined && pipelines.stages.path === undefined && pipelines.stages.list === undefined) {
    problems.push(`${place}.pipelines.stages: give "path" (nested in each pipeline) or "list"`);
  }
  return problems;
}
