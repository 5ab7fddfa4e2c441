import type { TimeForm } from '../../model/definition-parts.ts';

/** An instant as RFC 3339 in UTC; a day without a time stays `YYYY-MM-DD`. Undefined where it cannot be read. */
export type TimeReader = (value: unknown) => string | undefined;

const dayLength = 'YYYY-MM-DD'.length;

const readers: Record<TimeForm, TimeReader> = {
  rfc3339: (value) => (typeof value === 'string' ? inUtc(value) : undefined),
  // no offset is written because it is always UTC
  sqlUtc: (value) => (typeof value === 'string' ? inUtc(marked(value)) : undefined),
  epochMs: (value) => fromEpoch(value, 1),
  epochS: (value) => fromEpoch(value, 1000),
};

export function timeReader(form: TimeForm): TimeReader {
  return readers[form];
}

/** An instant of ours as the vendor wants it in a request. */
export function writeTime(atMs: number, form: TimeForm): string {
  const iso = new Date(atMs).toISOString();
  switch (form) {
    // whole seconds: some vendors refuse fractions, and rounding down only reads a little more
    case 'rfc3339':
      return `${iso.slice(0, 19)}Z`;
    case 'sqlUtc':
      return iso.slice(0, 19).replace('T', ' ');
    case 'epochMs':
      return String(atMs);
    case 'epochS':
      return String(Math.floor(atMs / 1000));
  }
}

function marked(text: string): string {
  if (text.length <= dayLength || text.endsWith('Z')) return text;
  return `${text.slice(0, dayLength)}T${text.slice(dayLength + 1)}Z`;
}

function inUtc(text: string): string | undefined {
  const atMs = Date.parse(text);
  if (Number.isNaN(atMs) || hasNoZone(text)) return undefined;
  // what is in UTC already stays as written, its precision included
  if (text.length === dayLength || (text.endsWith('Z') && text[dayLength] === 'T')) return text;
  return new Date(atMs).toISOString();
}

/** Such a time would be read in the zone of the machine, and so differently on each. */
function hasNoZone(text: string): boolean {
  if (text.length === dayLength || text.endsWith('Z')) return false;
  const sign = text.lastIndexOf('+') === -1 ? text.lastIndexOf('-') : text.lastIndexOf('+');
  return sign < dayLength;
}

function fromEpoch(value: unknown, factor: number): string | undefined {
  const count = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof count !== 'number') return undefined;
  const date = new Date(count * factor);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
