import type { Json } from '../../model/json.ts';
import { type DateText, isDate, parseDateText, resolveDate } from './date-text.ts';
import { isEmptyWord, scalarText } from './text.ts';
import { type Normalised, read, type UnreadValue, unread, type ValueContext, type ValueNote } from './types.ts';
import { epochMsToWall, isTimeZone, wallMs, wallToEpochMs } from './zones.ts';

const notDate = unread('not_a_date', 'the value is not a date');
const ambiguous = unread(
  'date_ambiguous',
  'day and month can be read either way; say which comes first in this column',
);
const contradiction = unread(
  'date_contradicts_order',
  'the date does not fit the order of day and month that the column has',
);
const impossible = unread('date_impossible', 'there is no such day in the calendar');
const badZone = unread('time_zone_unknown', 'the value names a time zone that does not exist');

const shortYearNote: ValueNote = {
  code: 'short_year',
  message: 'the year has two digits: 69 to 99 were read as the last century',
};
const serialNote: ValueNote = { code: 'excel_serial', message: 'a day number of a spreadsheet was read as a date' };
const midnightNote: ValueNote = {
  code: 'time_assumed',
  message: 'a date without a time was taken as the start of the day',
};

/** A point in time as read: on the wall of a zone, or exact. */
interface Moment {
  /** Milliseconds, read as if the wall were UTC. */
  wall: number;
  /** Digits after the second. */
  fraction: string;
  /** What to subtract from the wall to get UTC; undefined: the context's zone decides. */
  offsetMs?: number;
  zone?: string;
  hasTime: boolean;
  notes: ValueNote[];
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const isoInstant = /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.(\d{1,9}))?Z$/;

function exists(match: RegExpExecArray): boolean {
  return isDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
}

/** A calendar day, `2024-03-05`. A time behind it is left out; an instant becomes the day that it is in the context's zone. */
export function normaliseDate(raw: Json, context: ValueContext): Normalised {
  if (typeof raw === 'string') {
    const plain = isoDate.exec(raw);
    if (plain !== null && exists(plain)) return read(raw);
  }
  const moment = readMoment(raw, context);
  if (moment === null) return read(null);
  if ('ok' in moment) return moment;
  let { wall } = moment;
  // Midnight in the offset it is written with is a date that some program gave a time: it must not move by a day.
  if (moment.offsetMs !== undefined && (wall % 86_400_000 !== 0 || moment.fraction !== '')) {
    wall = epochMsToWall(context.timezone, wall - moment.offsetMs);
  }
  return inRange(wall) ? read(isoText(wall).slice(0, 10), moment.notes) : impossible;
}

/** An instant in UTC, `2024-03-05T09:30:00Z`, with as many decimals as were given. */
export function normaliseInstant(raw: Json, context: ValueContext): Normalised {
  if (typeof raw === 'string') {
    const plain = isoInstant.exec(raw);
    if (plain !== null && exists(plain)) {
      const fraction = plain[5];
      if (fraction === undefined) return read(raw);
      return read(withFraction(raw.slice(0, 19), fraction.replace(/0+$/, '')));
    }
  }
  const moment = readMoment(raw, context);
  if (moment === null) return read(null);
  if ('ok' in moment) return moment;
  const notes = moment.hasTime ? moment.notes : [...moment.notes, midnightNote];
  const exact = toEpoch(moment, context);
  if (exact.note !== undefined) notes.push(exact.note);
  return inRange(exact.epochMs) ? read(withFraction(isoText(exact.epochMs), moment.fraction), notes) : impossible;
}

/** A time on the wall of a named zone, `2024-03-05T09:30:00[Europe/London]`: an appointment that moves with the clocks. */
export function normaliseLocalTime(raw: Json, context: ValueContext): Normalised {
  const moment = readMoment(raw, context);
  if (moment === null) return read(null);
  if ('ok' in moment) return moment;
  const zone = moment.zone ?? context.timezone;
  const notes = moment.hasTime ? moment.notes : [...moment.notes, midnightNote];
  const { epochMs, note } = toEpoch(moment, context);
  if (note !== undefined) notes.push(note);
  const wall = epochMsToWall(zone, epochMs);
  if (!inRange(wall)) return impossible;
  return read(`${withFraction(isoText(wall), moment.fraction).slice(0, -1)}[${zone}]`, notes);
}

function toEpoch(moment: Moment, context: ValueContext): { epochMs: number; note?: ValueNote } {
  if (moment.offsetMs !== undefined) return { epochMs: moment.wall - moment.offsetMs };
  return wallToEpochMs(moment.zone ?? context.timezone, moment.wall);
}

const firstMs = Date.UTC(1000, 0, 1);
const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const inRange = (ms: number): boolean => ms >= firstMs && ms <= lastMs;
const isoText = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const withFraction = (text: string, fraction: string): string =>
  `${text.slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}Z`;

/** Null: empty. The fraction is held apart from the milliseconds, which keeps nanoseconds. */
function readMoment(raw: Json, context: ValueContext): Moment | UnreadValue | null {
  if (typeof raw === 'number') return momentOfNumber(raw);
  const text = typeof raw === 'string' ? scalarText(raw, true) : undefined;
  if (text === undefined) return notDate;
  if (text === '' || isEmptyWord(text)) return null;
  if (/^-?\d+(?:\.\d+)?$/.test(text) && !/^\d{8}$/.test(text) && text.length < 20) return momentOfNumber(Number(text));
  const parsed = parseDateText(text);
  return parsed === undefined ? notDate : momentOfText(parsed, context);
}

function momentOfText(text: DateText, context: ValueContext): Moment | UnreadValue {
  const reading = resolveDate(text, context.dateOrder);
  if (reading === 'ambiguous') return ambiguous;
  if (reading === 'contradiction') return contradiction;
  if (reading === 'impossible') return impossible;
  const { time } = text;
  if (time?.zone !== undefined && !isTimeZone(time.zone)) return badZone;
  return {
    wall: wallMs(reading.date, time?.hour, time?.minute, time?.second),
    fraction: time?.fraction ?? '',
    offsetMs: time?.offsetMs,
    zone: time?.zone,
    hasTime: time !== undefined,
    notes: reading.shortYear ? [shortYearNote] : [],
  };
}

/** 1899-12-30: spreadsheets count days from there, since they believe in a 29 February 1900. */
const spreadsheetStart = Date.UTC(1899, 11, 30);

/**
 * Numbers by their size: 10,000 to 99,999 are days of a spreadsheet (1927 to 2173), from 10^8 on seconds (1973 to 2286) and
 * from 10^10 on milliseconds since 1970 (from April of that year). What lies between means nothing.
 */
function momentOfNumber(value: number): Moment | UnreadValue {
  const size = Math.abs(value);
  if (value >= 10_000 && value < 100_000) {
    const wall = spreadsheetStart + Math.round(value * 86_400) * 1000;
    return { wall, fraction: '', hasTime: !Number.isInteger(value), notes: [serialNote] };
  }
  if (size < 1e8 || !Number.isFinite(value)) return notDate;
  const ms = Math.round(size >= 1e10 ? value : value * 1000);
  if (!inRange(ms)) return impossible;
  const part = ((ms % 1000) + 1000) % 1000;
  const fraction = part === 0 ? '' : String(part).padStart(3, '0').replace(/0+$/, '');
  return { wall: ms - part, fraction, offsetMs: 0, hasTime: true, notes: [] };
}
