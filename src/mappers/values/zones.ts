import { Temporal } from 'temporal-polyfill';
import { BoundedCache } from './bounded-cache.ts';
import type { CalendarDate } from './date-text.ts';
import type { ValueNote } from './types.ts';

const dstGap: ValueNote = {
  code: 'dst_gap',
  message: 'the clock was put forward over this time, so it never was; moved on by as much',
};
const dstOverlap: ValueNote = {
  code: 'dst_overlap',
  message: 'the clock was put back and showed this time twice; the first was taken',
};

const zones = new BoundedCache<boolean>(1000);

/** True for an IANA zone (or an alias of one) that this machine knows. Offsets like +01:00 are no zones: they keep no rules. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false;
  return zones.get(zone, () => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      // RangeError is the only answer that Intl has for an unknown zone.
      return false;
    }
  });
}

/** Milliseconds of a wall-clock time read as if it were UTC. */
export function wallMs({ year, month, day }: CalendarDate, hour = 0, minute = 0, second = 0): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Offset of each zone and day on which the clock is not changed; NaN on the days when it is. */
const dayOffsets = new BoundedCache<number>(50_000);

const dayMs = 86_400_000;

function offsetOfDay(zone: string, wall: number): number {
  const day = Math.floor(wall / dayMs);
  return dayOffsets.get(`${zone}|${day}`, () => {
    const start = zoned(zone, day * dayMs);
    const end = zoned(zone, (day + 1) * dayMs);
    return start.offset === end.offset && start.exact && end.exact ? start.offset : Number.NaN;
  });
}

function zoned(zone: string, wall: number): { epochMs: number; offset: number; exact: boolean; twice: boolean } {
  const local = Temporal.Instant.fromEpochMilliseconds(wall).toZonedDateTimeISO('UTC').toPlainDateTime();
  const earlier = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const compatible = local.toZonedDateTime(zone, { disambiguation: 'compatible' });
  const later = local.toZonedDateTime(zone, { disambiguation: 'later' });
  const exact = compatible.toPlainDateTime().equals(local);
  return {
    epochMs: compatible.epochMilliseconds,
    offset: compatible.offsetNanoseconds / 1e6,
    exact,
    twice: exact && earlier.epochMilliseconds !== later.epochMilliseconds,
  };
}

/** The instant at which the clocks of a zone show a time. What the change of clocks made of it is told. */
export function wallToEpochMs(zone: string, wall: number): { epochMs: number; note?: ValueNote } {
  if (zone === 'UTC') return { epochMs: wall };
  const offset = offsetOfDay(zone, wall);
  if (!Number.isNaN(offset)) return { epochMs: wall - offset };
  const { epochMs, exact, twice } = zoned(zone, wall);
  return exact ? { epochMs, note: twice ? dstOverlap : undefined } : { epochMs, note: dstGap };
}

const instantOffsets = new BoundedCache<number>(50_000);
const quarterMs = 900_000;

/** What the clocks of a zone show at an instant, as milliseconds read as if it were UTC. */
export function epochMsToWall(zone: string, epochMs: number): number {
  if (zone === 'UTC') return epochMs;
  // Since local mean time was given up, clocks are changed on quarter hours only: within one the offset is the same.
  const quarter = Math.floor(epochMs / quarterMs);
  const offset = instantOffsets.get(`${zone}|${quarter}`, () => {
    const at = Temporal.Instant.fromEpochMilliseconds(quarter * quarterMs).toZonedDateTimeISO(zone);
    return at.offsetNanoseconds / 1e6;
  });
  return epochMs + offset;
}
