import { isPortageError, type PortageError } from '../../model/errors.ts';
import type { Json } from '../../model/json.ts';

/** The vendor says that the account does not have this: not paid for, not allowed, not there. */
export function isLacking(error: unknown): error is PortageError {
  return isPortageError(error) && [402, 403, 404].includes(error.status ?? 0);
}

/** A plan that lacks an object has no settings for it either. */
export function nothingWhereLacking(error: unknown): Json[] {
  if (isLacking(error)) return [];
  throw error;
}
