import type { HttpClient } from '../../http/client.ts';
import type { PreparedRequest } from '../../http/template.ts';
import { placeholdersOf } from '../../model/definition-parts.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { DestinationObject } from '../../model/destination-object.ts';
import type { JsonObject } from '../../model/json.ts';
import type { BudgetDraw } from '../../model/pacing.ts';
import type { RequestTemplate } from '../../model/request-template.ts';
import { getterOf, isEmpty } from './read-path.ts';
import { testOf } from './read-test.ts';
import { guardFor } from './write-guard.ts';

export type WriteOperation = 'create' | 'update' | 'remove';

/** An object of a destination with all that does not depend on the record worked out once. */
export interface CompiledObject {
  definition: DestinationObject;
  /** Throws for a payload that must not leave. */
  guard(payload: JsonObject): void;
  /** True for a record that a read by id still shows although it was removed. */
  isGone(record: JsonObject): boolean;
  draws: Record<WriteOperation, BudgetDraw[]>;
  /** The list shows only the fields that it is asked for. */
  listNeedsFields: boolean;
}

export function compileObjects(destination: DestinationDefinition, client: HttpClient): Map<string, CompiledObject> {
  return new Map(
    Object.entries(destination.objects).map(([name, definition]) => {
      const { create, update, remove, list } = definition;
      const draws = (request: RequestTemplate) => client.draws(bareRequest(request));
      const compiled: CompiledObject = {
        definition,
        guard: guardFor(name, definition, destination.never),
        isGone: goneTest(remove.gone),
        draws: {
          create: draws(create.request),
          update: draws((update ?? create).request),
          remove: draws(remove.request),
        },
        listNeedsFields: asksForFields(list.request),
      };
      return [name, compiled] as const;
    }),
  );
}

function goneTest(gone: DestinationObject['remove']['gone']): (record: JsonObject) => boolean {
  if (gone === 'notFound') return () => false;
  if ('values' in gone) return testOf(gone);
  const get = getterOf(gone.path);
  return (record) => !isEmpty(get(record));
}

export function asksForFields({ query, body }: RequestTemplate): boolean {
  return [JSON.stringify(query), JSON.stringify(body ?? null)].flatMap(placeholdersOf).includes('fields');
}

/** A request as the budgets see it: they look at what it is, not at the record that it carries. */
export function bareRequest(template: RequestTemplate): PreparedRequest {
  const { method, path, bodyType, effect, cost, limitGroup, expects } = template;
  return {
    method,
    path,
    route: `${method} ${path}`,
    query: [],
    headers: {},
    bodyType,
    effect: effect ?? (method === 'GET' ? 'read' : 'write'),
    cost,
    limitGroup,
    expects,
  };
}
