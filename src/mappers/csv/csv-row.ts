/** One data row of a file, cells as written, under unique names. */
export interface CsvRow {
  /** Line of the file on which the row begins: what an editor shows. */
  line: number;
  /** Ordinal among the data rows, from 1. For progress and resuming, never for identity: a sorted file is the same file. */
  number: number;
  values: Record<string, string>;
  errors: RowError[];
}

export interface RowError {
  code: string;
  /** `error`: the row makes no records and is listed. `warning`: it makes records, and is listed. */
  severity: 'error' | 'warning';
  message: string;
  hint: string;
}
