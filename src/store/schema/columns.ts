import type { ColumnType } from 'kysely';

/** Written as JSON text, read as parsed JSON. Every reader checks it with the schema of what it expects. */
export type JsonColumn = ColumnType<unknown, string, string>;
export type NullableJson = ColumnType<unknown, string | null, string | null>;
export type GeneratedTimestamp = ColumnType<Date, Date | string | undefined, Date | string>;
export type NullableTimestamp = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
