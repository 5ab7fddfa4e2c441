import type { ColumnType, CsvLayout } from '../../model/reading-plan.ts';
import type { ColumnRole } from './column-role.ts';
import type { KeyStudy } from './key-study.ts';
import type { KindStudy } from './kind-study.ts';
import type { ValueSketch } from './value-sketch.ts';

/** What was found in a file. Line numbers are those of a text editor: the header is usually line 1. */
export interface FileInspection {
  file: string;
  sizeBytes: number;
  sha256: string;
  encoding: EncodingFinding;
  layout: CsvLayout;
  /** Rows of data: header, blank lines, titles and footers are not among them. */
  rows: number;
  columns: ColumnProfile[];
  problems: FileProblem[];
  /** Column combinations that may identify a record, and what depends on them. Not part of the JSON form. */
  keyStudies: KeyStudy[];
  kindStudies: KindStudy[];
}

export interface EncodingFinding {
  name: string;
  byteOrderMark: boolean;
  /** 0 to 1. */
  confidence: number;
  /** Why, in words a person can check. */
  evidence: string;
  alternatives: { name: string; confidence: number }[];
  /** Pieces of the file with non-ASCII letters as they are now read: the quickest way for a person to see a wrong guess. */
  samples: string[];
}

export interface FileProblem {
  code: string;
  /** `error`: rows are refused. `warning`: something may be wrong. `note`: dealt with, told for completeness. */
  severity: 'error' | 'warning' | 'note';
  column?: string;
  message: string;
  hint?: string;
  /** How many rows or cells. */
  count: number;
  /** The first of them. */
  lines: number[];
  /** False where the file was too large to count exactly. */
  exact: boolean;
}

export interface ColumnProfile {
  column: string;
  /** As written, where it was changed to be unique and clean. */
  writtenAs?: string;
  position: number;
  type: ColumnType;
  filled: number;
  /** Share of rows with a value, 0 to 1. */
  fill: number;
  distinct: number;
  distinctExact: boolean;
  maxLength: number;
  examples: string[];
  /** Dates: patterns seen, most frequent first. */
  formats?: { format: string; count: number }[];
  dateOrder?: 'year-first' | 'day-first' | 'month-first' | 'ambiguous' | 'mixed';
  dateNumber?: 'excel' | 'epoch_s' | 'epoch_ms';
  decimal?: '.' | ',';
  /** Numbers: the largest. */
  largest?: number;
  currencies?: string[];
  separator?: string;
  /** Choices: every value with its count, most frequent first. */
  options?: { value: string; count: number }[];
  /** Words standing for "empty" that occur in this column. */
  emptyWords: string[];
  /** Spelling of ids that keeps them from matching those of another file. */
  idRepairs: ('float_tail' | 'braces' | 'vendor_prefix')[];
  role: ColumnRole;
  /** Values as written and as folded keys, for joins between files. */
  exactKeys: ValueSketch;
  foldedKeys: ValueSketch;
}
