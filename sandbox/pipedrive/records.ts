import type { Collection } from '../kit/index.ts';

/** A record as the API shows it. */
export type View = { id: number | string; [key: string]: unknown };

/** `extra` is what the API shows only when asked for (`include_fields`). */
export type Row = { view: View; extra: Record<string, unknown> };

export type Rows = Collection<Row>;

export const idOfRow = (row: Row): string => String(row.view.id);
export const renderRow = (row: Row): View => row.view;

/** A number of the record by name, where it has one. */
export function numberAt(row: Row, key: string): number | undefined {
  const value = row.view[key];
  return typeof value === 'number' ? value : undefined;
}

/** v2 times: RFC 3339 in UTC, to the second. */
export function v2Time(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}

/** v1 times: `YYYY-MM-DD HH:MM:SS`, in UTC. */
export function v1Time(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 19).replace('T', ' ');
}

/** The v1 form of a v2 time. */
export function toV1Time(time: unknown): string | null {
  return typeof time === 'string' ? time.slice(0, 19).replace('T', ' ') : null;
}

/** Visibility as stored in v2: 1 owner only, 3 the owner's group, 7 the entire company. */
export const ENTIRE_COMPANY = 7;
export const OWNER_ONLY = 1;
