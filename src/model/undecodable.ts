/**
 * Stands for a payload that could not be read. Decoding happens before any signal handler, so the payload converter must not
 * throw: one hand-typed signal would otherwise fail every task of the workflow.
 */
export interface Undecodable {
  __undecodable: true;
  encoding: string;
  reason: string;
}

/** Why a value could not be decoded, or null where it could. */
export function undecodableReason(value: unknown): string | null {
  if (value === null || typeof value !== 'object') return null;
  const candidate = value as Partial<Undecodable>;
  return candidate.__undecodable === true ? (candidate.reason ?? 'unknown encoding') : null;
}
