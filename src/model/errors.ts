/**
 * The one error taxonomy. Every failure that a person may see is one of these kinds; the kind alone decides what happens next.
 *
 * | kind          | retried                          | what the user sees               |
 * | ------------- | -------------------------------- | -------------------------------- |
 * | config        | no                               | "fix this setting", with a place |
 * | auth          | token refreshed once, then asks  | "reconnect"                      |
 * | permission    | no, the object pauses and asks   | "grant scope X"                  |
 * | rate_limited  | after the vendor's delay         | progress note                    |
 * | transient     | with backoff, bounded            | nothing, then "vendor is down"   |
 * | in_doubt      | never blindly: settled by look-up| "answer lost, being checked"     |
 * | record        | no, the record fails, others go on | row in the failure list        |
 * | contract      | no, the stream stops             | "the vendor changed its API"     |
 * | conflict      | no                               | who holds the lock, what to do   |
 * | bug           | no                               | apology and an id                |
 */
export const errorKinds = [
  'config',
  'auth',
  'permission',
  'rate_limited',
  'transient',
  'in_doubt',
  'record',
  'contract',
  'conflict',
  'bug',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

export interface PortageErrorOptions {
  /** Stable, snake_case, never reworded: support staff search for it. */
  code: string;
  /** What a person should do next. */
  hint?: string;
  /** How long to wait before the next try, where the vendor said so. */
  retryAfterMs?: number;
  /** HTTP status, where one was received. */
  status?: number;
  /** Place in a file or document, e.g. `mapping.yaml: routes[2].fields[0].to`. */
  location?: string;
  /** Field names and types only: never a customer's values. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** An error with a kind, a stable code and a next step. The message never carries a customer's data or a secret. */
export class PortageError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly hint: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;
  readonly location: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(kind: ErrorKind, message: string, options: PortageErrorOptions) {
    super(message, { cause: options.cause });
    this.name = 'PortageError';
    this.kind = kind;
    this.code = options.code;
    this.hint = options.hint;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
    this.location = options.location;
    this.details = options.details;
  }
}

/** True for an error of ours, and of the kind where one is given. */
export function isPortageError(error: unknown, kind?: ErrorKind): error is PortageError {
  return error instanceof PortageError && (kind === undefined || error.kind === kind);
}

/** The text of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
