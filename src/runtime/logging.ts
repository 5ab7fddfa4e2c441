import pino, { type DestinationStream, type Logger } from 'pino';
import { redact, redactText } from './redaction.ts';

/** What the rest of the code logs with: pino's logger. Messages say what happened; values go into fields, which are redacted. */
export type Log = Logger;

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  level?: LogLevel;
  /** `line` for people, `json` for machines; default: whichever standard error is connected to. */
  format?: 'line' | 'json';
  /** Default: standard error, because standard output belongs to results. */
  destination?: DestinationStream;
}

/**
 * Creates a log that can hold neither a secret nor a person's data: fields are redacted by their names, all text by what it
 * looks like (see redaction.ts).
 */
export function createLog(options: LogOptions = {}): Log {
  const destination = options.destination ?? pino.destination({ dest: 2, sync: true });
  const format = options.format ?? (process.stderr.isTTY ? 'line' : 'json');
  const log = pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: redactFields },
      // an error is a plain object by then, which pino's own serializer would take apart again
      serializers: { err: (error: unknown) => error },
      hooks: {
        // messages and what is put into them are no fields, and would pass the formatters untouched
        logMethod(args, method) {
          const [first, ...rest] = args[0] instanceof Error ? [{ err: args[0] }, args[1] ?? args[0].message] : args;
          const head = typeof first === 'string' ? redactText(first) : first;
          method.apply(this, [head, ...rest.map((value) => redact(value))] as Parameters<typeof method>);
        },
      },
    },
    format === 'json' ? destination : { write: (line: string) => destination.write(asLine(line)) },
  );
  // pino offers no formatter for what children add
  const { child } = log;
  log.child = function redactedChild(this: Log, bindings: object, childOptions?: object) {
    return child.call(this, redactFields(bindings), childOptions);
  } as typeof log.child;
  return log;
}

const redactFields = (fields: object) => redact(fields) as Record<string, unknown>;

/** `12:04:07 warn  Temporal is slow  (waitedMs=900)` of a JSON line. */
function asLine(json: string): string {
  const { time, level, msg, err, ...fields } = JSON.parse(json) as Record<string, unknown>;
  const rest = Object.entries(fields).map(
    ([key, value]) => `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  const reason = typeof err === 'object' && err !== null ? `: ${(err as { message?: string }).message}` : '';
  const details = rest.length > 0 ? `  (${rest.join(' ')})` : '';
  return `${String(time).slice(11, 19)} ${String(level).padEnd(5)} ${msg ?? ''}${reason}${details}\n`;
}
