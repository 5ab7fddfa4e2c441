import type { Candidate } from './candidates.ts';
import type { Column } from './column.ts';
import type { ColumnProposal } from './types.ts';

/** A reading is filled in from here on; below it stays an alternative for a person. */
export const fillFrom = 0.5;

/** What a column is proposed to be, with the reason in words. */
export function proposalOf(column: Column): ColumnProposal {
  const { answer, frame, header } = column;
  const filled = answer !== null && answer.confidence >= fillFrom ? answer : null;
  const confidence = filled?.confidence ?? certaintyOfNone(column);
  return {
    header,
    field: filled?.field ?? null,
    confidence: round(confidence),
    reason: [filled?.why ?? whyNone(column), ...column.notes].join('; '),
    ...(filled?.inverted ? { inverted: true } : {}),
    ...(filled ? {} : { otherwise: frame.ignore !== null ? ('ignore' as const) : ('custom' as const) }),
    alternatives: alternativesOf(column, filled, confidence),
  };
}

/** How often a column without a field is rightly without one; measured on labelled rows. */
function certaintyOfNone({ answer, candidates, frame }: Column): number {
  if (frame.ignore !== null || frame.custom !== null || frame.customMark !== null) return 0.98;
  if (answer) return 1 - answer.confidence;
  if (candidates.length > 0) return 0.88;
  return frame.unknown.length > 0 ? 0.94 : 0.85;
}

function whyNone({ answer, candidates, frame }: Column): string {
  if (frame.customMark !== null) return `"${frame.customMark}" marks a custom field`;
  if (frame.ignore !== null) return `"${frame.ignore}" is kept by the system itself`;
  if (frame.custom !== null) return `"${frame.custom}" has no standard field`;
  if (answer) return `${answer.why}, but too little speaks for it`;
  if (candidates[0]) return candidates[0].why;
  if (frame.unknown.length > 0) return `unknown: ${frame.unknown.map((word) => `"${word}"`).join(', ')}`;
  return 'its words together name no standard field';
}

/** Never surer than what the answer leaves over. */
function alternativesOf(column: Column, filled: Candidate | null, confidence: number): ColumnProposal['alternatives'] {
  const best = new Map<string, number>();
  for (const candidate of [...(column.answer && !filled ? [column.answer] : []), ...column.candidates]) {
    if (candidate.field === filled?.field) continue;
    best.set(candidate.field, Math.max(best.get(candidate.field) ?? 0, candidate.confidence));
  }
  return [...best]
    .map(([field, own]) => ({ field, confidence: round(Math.min(own, 1 - confidence)) }))
    .sort((a, b) => b.confidence - a.confidence);
}

function round(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
