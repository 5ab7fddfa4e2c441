import { type ErrorKind, PortageError } from '../model/errors.ts';
import type { ErrorRule } from '../model/http-definition.ts';
import type { Json } from '../model/json.ts';
import { pick } from '../model/json-path.ts';
import { errorDetails } from './error-details.ts';
import { rateNews } from './rate-headers.ts';
import { retryAfterInBody, retryAfterMs } from './retry-after.ts';

/** What was asked, as far as it decides what a failure means. */
export interface RequestMeaning {
  route: string;
  effect: 'read' | 'write';
  /** A write that may be repeated without harm is not in doubt when its answer is lost: it is sent again. */
  idempotent: boolean;
}

export interface AnswerToClassify {
  status: number;
  headers: Record<string, string>;
  text: string;
  body?: Json;
}

interface Meaning {
  kind: ErrorKind;
  code: string;
  hint?: string;
  /** Whether the vendor certainly did nothing. */
  notApplied: boolean;
}

const refused = (kind: ErrorKind, code: string, hint?: string): Meaning => ({ kind, code, hint, notApplied: true });
const unknownOutcome = (code: string): Meaning => ({
  kind: 'transient',
  code,
  hint: 'The vendor has trouble; it is tried again.',
  notApplied: false,
});

/** What a status means where the vendor's own rules do not say. */
const byStatus: Record<number, Meaning> = {
  400: refused('record', 'rejected', 'The vendor refused the values: see the named fields.'),
  401: refused(
    'auth',
    'unauthorized',
    'Reconnect: see that the credentials are complete, still valid and of this account, and give them again.',
  ),
  402: refused('permission', 'plan_lacks_feature', 'The plan at the vendor does not include this.'),
  403: refused('permission', 'forbidden', 'Grant the missing right to the user of this connection.'),
  404: refused('record', 'not_found'),
  405: refused('contract', 'method_not_allowed', 'The vendor may have changed its API.'),
  406: refused('contract', 'not_acceptable', 'The vendor may have changed its API.'),
  408: unknownOutcome('request_timeout'),
  409: refused('record', 'conflicting_record', 'The vendor says that this clashes with a record it has.'),
  410: refused('record', 'gone'),
  413: refused('record', 'too_large', 'The record is larger than the vendor takes.'),
  414: refused('contract', 'uri_too_long'),
  415: refused('contract', 'unsupported_media_type', 'The vendor may have changed its API.'),
  422: refused('record', 'rejected', 'The vendor refused the values: see the named fields.'),
  423: refused('transient', 'locked', 'The record is locked at the vendor; it is tried again.'),
  425: refused('transient', 'too_early'),
  429: refused('rate_limited', 'rate_limited'),
  500: unknownOutcome('server_error'),
  501: refused('contract', 'not_implemented', 'The vendor may have changed its API.'),
  502: unknownOutcome('bad_gateway'),
  503: unknownOutcome('unavailable'),
  504: unknownOutcome('gateway_timeout'),
};

/** The error that an answer stands for, or null where it is a success. The vendor's rules go first: errors may hide in a 200. */
export function classifyAnswer(
  answer: AnswerToClassify,
  rules: ErrorRule[],
  request: RequestMeaning,
  nowMs: number,
): PortageError | null {
  const rule = rules.find((candidate) => matches(candidate, answer));
  const meaning = rule === undefined ? defaultMeaning(answer, request) : meaningOf(rule, answer.status);
  if (meaning === null) return null;
  const waitMs = retryAfterInBody(answer.body, rule?.retryAfter) ?? retryAfterMs(answer.headers, nowMs);
  return failure(meaning, request, {
    status: answer.status,
    retryAfterMs: waitMs ?? (meaning.kind === 'rate_limited' ? rateNews(answer.headers, nowMs)?.resetMs : undefined),
    details: errorDetails(answer.body),
    answered: `The vendor answered ${answer.status}`,
  });
}

interface Failure {
  answered: string;
  status?: number;
  retryAfterMs?: number;
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** An error with what it means for this request: a write whose outcome nobody knows is in doubt, whatever went wrong. */
export function failure(meaning: Meaning, request: RequestMeaning, { answered, ...options }: Failure): PortageError {
  const inDoubt = !meaning.notApplied && request.effect === 'write' && !request.idempotent;
  return new PortageError(inDoubt ? 'in_doubt' : meaning.kind, `${answered} to ${request.route}`, {
    ...options,
    code: meaning.code,
    hint: inDoubt
      ? 'Nobody knows yet whether the vendor did it: it is looked up before anything is sent again.'
      : meaning.hint,
  });
}

function defaultMeaning(answer: AnswerToClassify, request: RequestMeaning): Meaning | null {
  const { status, headers } = answer;
  if (status >= 200 && status < 300) return null;
  // a server that turns requests away and says when to come back has not begun with this one
  if (status === 503 && headers['retry-after'] !== undefined) {
    return refused('transient', 'unavailable', 'The vendor asks to come back later.');
  }
  // a read carries no record that could be wrong: it is the request itself that the vendor does not understand
  if (request.effect === 'read' && (status === 400 || status === 422)) {
    return refused('contract', 'request_rejected', 'The vendor may have changed its API, or an option is wrong.');
  }
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status < 400)
    return refused('contract', 'unexpected_redirect', 'The vendor sends elsewhere: check the base URL.');
  return status < 500 ? refused('record', 'rejected') : unknownOutcome('server_error');
}

/** Kinds that say what the vendor refused, and so that it did nothing. The others leave it open. */
const refusals: ErrorKind[] = ['config', 'auth', 'permission', 'rate_limited', 'record', 'conflict'];

function meaningOf(rule: ErrorRule, status: number): Meaning {
  const { kind, code, hint } = rule;
  return {
    kind,
    code,
    hint,
    notApplied: rule.notApplied ?? (refusals.includes(kind) || (status >= 400 && status < 500)),
  };
}

function matches(rule: ErrorRule, { status, headers, text, body }: AnswerToClassify): boolean {
  if (rule.status !== undefined) {
    const wanted = [rule.status].flat();
    if (!wanted.some((item) => item === status || item === `${Math.floor(status / 100)}xx`)) return false;
  } else if (rule.body === undefined && rule.header === undefined && rule.contentType === undefined) return false;
  if (rule.header !== undefined) {
    const value = headers[rule.header.name.toLowerCase()];
    if (value === undefined || !tests(rule.header.matches, value)) return false;
  }
  if (rule.contentType !== undefined && !tests(rule.contentType, headers['content-type'] ?? '')) return false;
  if (rule.body === undefined) return true;
  if (rule.body.path === undefined) return tests(rule.body.matches, text);
  const value = pick(body, rule.body.path);
  if (value === undefined || value === null) return false;
  return tests(rule.body.matches, typeof value === 'object' ? JSON.stringify(value) : String(value));
}

function tests(pattern: string | undefined, text: string): boolean {
  return pattern === undefined || new RegExp(pattern, 'i').test(text);
}
