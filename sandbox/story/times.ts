import type { Random } from '../kit/random.ts';

/** Told once and for all, so that a seed gives the same account on any day: nothing seeded is younger than this. */
export const STORY_END_MS = Date.UTC(2026, 9, 30, 12);

const STORY_START_MS = Date.UTC(2013, 2, 1);
const YEAR_MS = 365 * 86_400_000;

/** A creation time years back, and a last change after it, to the second. */
export function createdAndUpdated(random: Random): { createdMs: number; updatedMs: number } {
  const createdMs = wholeSecond(STORY_START_MS + random.next() * (STORY_END_MS - STORY_START_MS));
  const span = Math.min(STORY_END_MS - createdMs, 3 * YEAR_MS);
  return { createdMs, updatedMs: createdMs + wholeSecond(random.next() * span) };
}

/** A time between a record's creation and `spanMs` later, never after the story's end. */
export function after(random: Random, fromMs: number, spanMs: number): number {
  return fromMs + wholeSecond(random.next() * Math.min(spanMs, STORY_END_MS - fromMs));
}

export function dateOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}

function wholeSecond(timeMs: number): number {
  return Math.floor(timeMs / 1000) * 1000;
}
