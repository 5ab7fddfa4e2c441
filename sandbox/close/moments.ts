let lastMs = 0;
let micros = 0;

/** Now, as Close writes it: microseconds and an offset. Two stamps of one millisecond differ in their microseconds. */
export function stamp(nowMs = Date.now()): string {
  micros = nowMs === lastMs ? Math.min(micros + 1, 999) : 0;
  lastMs = nowMs;
  return `${new Date(nowMs).toISOString().slice(0, -1)}${String(micros).padStart(3, '0')}+00:00`;
}

/** The day of now, in UTC. */
export function today(nowMs = Date.now()): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(?<moment>\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(?<zone>Z|[+-]\d{2}:?\d{2})?$/;

/** A date as it is, or undefined where it is none. */
export function parseDate(text: string): string | undefined {
  if (!DATE.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : undefined;
}

/** An instant in Close's own writing, or undefined where it is none. Without an offset it is UTC. */
export function parseInstant(text: string): string | undefined {
  const groups = INSTANT.exec(text)?.groups;
  if (groups === undefined) {
    const date = parseDate(text);
    return date === undefined ? undefined : `${date}T00:00:00.000000+00:00`;
  }
  const ms = Date.parse(`${groups['moment']!.replace(' ', 'T')}${groups['zone'] ?? 'Z'}`);
  if (Number.isNaN(ms)) return undefined;
  const fraction = /\.(\d+)/.exec(groups['moment']!)?.[1] ?? '';
  return `${new Date(ms).toISOString().slice(0, 19)}.${fraction.padEnd(6, '0')}+00:00`;
}

/** Some lists (pipelines, events) come without an offset. */
export function withoutOffset(instant: string): string {
  return instant.slice(0, -6);
}
