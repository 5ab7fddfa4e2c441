import type { Candidate } from './candidates.ts';
import type { Frame } from './frame.ts';
import type { ValueProfile } from './values.ts';

/** A column while the row is being settled: its readings, and the answer that stands so far. */
export interface Column {
  index: number;
  header: string;
  frame: Frame;
  profile: ValueProfile;
  candidates: Candidate[];
  /** Best reading, as changed by values and neighbours. */
  answer: Candidate | null;
  /** What values and neighbours had to say, for the reason. */
  notes: string[];
}

/** Changes the answer of a column and says why. What too little speaks for is not made surer by its neighbours. */
export function settle(column: Column, change: Partial<Candidate>, note: string): void {
  if (!column.answer) return;
  const { confidence, byValues } = column.answer;
  const doubtful = column.frame.unknown.length > 0 && !byValues;
  const surest = doubtful ? Math.min(confidence, change.confidence ?? 1) : (change.confidence ?? confidence);
  column.answer = { ...column.answer, ...change, confidence: surest };
  column.notes.push(note);
}

/** Takes the answer away: the column keeps its reading only as an alternative. */
export function withdraw(column: Column, note: string): void {
  if (!column.answer) return;
  column.candidates.push({ ...column.answer, confidence: Math.min(column.answer.confidence, 0.3) });
  column.answer = null;
  column.notes.push(note);
}

export function has(columns: readonly Column[], field: string): boolean {
  return columns.some((column) => column.answer?.field === field);
}
