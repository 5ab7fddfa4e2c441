import { recordUrl, type UrlOf } from '../model/record-url.ts';
import type { MigrationRow } from '../store/migration-row.ts';
import { type ActivityContext, destinationOf } from './context.ts';

/** Links that open records in the vendor's own pages, where the definition says how. */
export function urlsOf(context: Pick<ActivityContext, 'connector'>, row: MigrationRow): UrlOf {
  const definition = destinationOf(context as ActivityContext, row);
  return (object, id, data) => recordUrl(definition.objects[object]?.url, id, data);
}
