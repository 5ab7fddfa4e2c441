import type { PortageError } from '../model/errors.ts';
import type { ErrorRule } from '../model/http-definition.ts';
import type { Json } from '../model/json.ts';
import { classifyAnswer, failure, type RequestMeaning } from './classify.ts';
import { parseJson } from './parse-json.ts';
import type { PreparedRequest } from './template.ts';
import type { WireAnswer, WireError } from './transport.ts';

/** A usable answer. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string>;
  /** Parsed JSON; undefined for no content, and where the request expects something else. */
  body?: Json;
  text?: string;
  bytes?: Buffer;
}

/** The answer, or the error that it stands for. */
export function readAnswer(
  { status, headers, bytes }: WireAnswer,
  expects: PreparedRequest['expects'],
  rules: ErrorRule[],
  request: RequestMeaning,
  nowMs: number,
): HttpAnswer | PortageError {
  const succeeded = status >= 200 && status < 300;
  if (succeeded && expects === 'binary') return { status, headers, bytes };
  const text = decode(bytes);
  const { body, fault } = expects === 'text' && succeeded ? {} : read(text, headers);
  const error = classifyAnswer({ status, headers, text, body }, rules, request, nowMs);
  if (error !== null) return error;
  if (fault === undefined) return expects === 'json' ? { status, headers, body } : { status, headers, text };
  return failure(faults[fault], request, { status, answered: faults[fault].answered });
}

/** What a request without a whole answer means. */
export function wireFailure(error: WireError, request: RequestMeaning): PortageError {
  const { answered, ...meaning } = wireFaults[error.fault];
  if (error.why === undefined)
    return failure({ ...meaning, notApplied: !error.sent }, request, { answered, cause: error });
  const { reason, hint } = error.why;
  return failure({ ...meaning, hint, notApplied: !error.sent }, request, {
    answered: `${answered} (${reason})`,
    cause: error,
  });
}

const faults = {
  html: {
    kind: 'transient',
    code: 'html_instead_of_json',
    hint: 'A log-in or maintenance page stands where the API should: it is tried again. If it stays, check the base URL.',
    notApplied: false,
    answered: 'The vendor answered with a web page',
  },
  truncated: {
    kind: 'transient',
    code: 'answer_truncated',
    hint: 'The answer ended in the middle; it is asked for again.',
    notApplied: false,
    answered: 'The vendor gave broken JSON',
  },
} as const;

const wireFaults = {
  unreachable: {
    kind: 'transient',
    code: 'unreachable',
    hint: 'The vendor could not be reached; it is tried again. If it stays, check the base URL and the network.',
    answered: 'No connection',
  },
  refused: {
    kind: 'config',
    code: 'egress_refused',
    hint: 'The host leads into a private network: the operator can name it in PORTAGE_PRIVATE_HOSTS.',
    answered: 'A connection was not allowed',
  },
  timeout: {
    kind: 'transient',
    code: 'timeout',
    hint: 'The vendor is slow; it is tried again.',
    answered: 'No answer in time',
  },
  dropped: {
    kind: 'transient',
    code: 'connection_dropped',
    hint: undefined,
    answered: 'The connection broke before the answer',
  },
  aborted: { kind: 'transient', code: 'aborted', hint: undefined, answered: 'The wait was ended before the answer' },
  too_large: {
    kind: 'contract',
    code: 'answer_too_large',
    hint: 'Ask for smaller pages.',
    answered: 'The vendor answered with more than is read',
  },
} as const;

function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

function read(text: string, headers: Record<string, string>): { body?: Json; fault?: keyof typeof faults } {
  if (text.trim() === '') return {};
  if (/^\s*<(!doctype html|html)/i.test(text)) return { fault: 'html' };
  try {
    return { body: parseJson(text) };
  } catch {
    return { fault: /\bhtml\b/i.test(headers['content-type'] ?? '') ? 'html' : 'truncated' };
  }
}
