/** A record: every value is text. `number` is its id as a number, by which lists are ordered. */
export type HubRecord = {
  id: string;
  number: number;
  properties: Record<string, string>;
  createdAt: string;
  updatedAt: string;
  archived: boolean;
  archivedAt?: string;
};

/** HubSpot's instants: RFC 3339 in UTC, to the millisecond. */
export function instant(timeMs: number): string {
  return new Date(timeMs).toISOString();
}

/** The record as it stands alone in an answer, with the properties asked for; those not set are null. */
export function shown(record: HubRecord, names: readonly string[]): Record<string, unknown> {
  const properties: Record<string, string | null> = {};
  for (const name of names) properties[name] = record.properties[name] ?? null;
  const { id, createdAt, updatedAt, archived, archivedAt } = record;
  return archivedAt === undefined
    ? { id, properties, createdAt, updatedAt, archived }
    : { id, properties, createdAt, updatedAt, archived, archivedAt };
}
