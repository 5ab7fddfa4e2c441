import { ColumnAccumulator } from './column-accumulator.ts';
import { columnRole } from './column-role.ts';
import { finishColumn } from './finish-column.ts';
import type { ColumnProfile, FileProblem } from './inspection.ts';
import { keyCandidates } from './key-candidates.ts';
import { KeyStudy } from './key-study.ts';
import { KindStudy } from './kind-study.ts';
import { LineList } from './line-list.ts';
import { hashSequence, ValueSketch } from './value-sketch.ts';

/** Memory that the counters of all columns together may take; two sketches a column, about 40 bytes a value. */
const sketchBudgetBytes = 24 * 2 ** 20;
const rowSketchCapacity = 262_144;

/** What the rows of a file show, gathered as they go by. Pure: it is handed rows and reads nothing. */
export class FileProfile {
  rows = 0;
  readonly #columns: ColumnAccumulator[];
  readonly #studies: KeyStudy[];
  readonly #kinds: KindStudy[];
  readonly #rowHashes = new ValueSketch(rowSketchCapacity);
  readonly #duplicates = new LineList();
  readonly #hashes: Float64Array;
  readonly #writtenHeader: readonly string[];

  constructor(header: readonly string[], writtenHeader: readonly string[]) {
    this.#writtenHeader = writtenHeader;
    const capacity = Math.min(262_144, Math.max(1_024, Math.floor(sketchBudgetBytes / (header.length * 2 * 40))));
    this.#columns = header.map((column, position) => new ColumnAccumulator(column, position, capacity));
    this.#hashes = new Float64Array(header.length);
    const several = mayHoldSeveralObjects(header);
    this.#kinds = this.#columns
      .filter(({ role }) => role.aspect === 'kind')
      .map(({ position, column }) => new KindStudy(position, column, header.length));
    this.#studies = keyCandidates(header).map((candidate) => {
      // A file of people that names their companies is read as a combined one: do several people share an address there?
      const isAddress = candidate.length === 1 && candidate[0]!.fold === 'email';
      return new KeyStudy(candidate, several || isAddress ? header.length : 0);
    });
  }

  add(cells: readonly string[], line: number): void {
    this.rows++;
    for (let index = 0; index < this.#columns.length; index++) {
      this.#hashes[index] = this.#columns[index]!.add(cells[index] ?? '', line);
    }
    if (this.#rowHashes.addHash(hashSequence(this.#hashes)) > 1) this.#duplicates.add(line);
    for (const study of this.#studies) study.add(cells, this.#hashes);
    for (const kinds of this.#kinds) kinds.add(cells[kinds.index] ?? '', this.#hashes);
  }

  finish(): { columns: ColumnProfile[]; problems: FileProblem[]; keyStudies: KeyStudy[]; kindStudies: KindStudy[] } {
    const finished = this.#columns.map((column, index) => finishColumn(column, this.rows, this.#writtenHeader[index]));
    const problems = finished.flatMap(({ problems }) => problems);
    const duplicates = this.#rowHashes.repeats;
    if (duplicates > 0) {
      problems.push({
        code: 'duplicate_rows',
        severity: 'warning',
        message: 'rows are exactly equal to an earlier one',
        hint: 'kept, because two equal calls on a day may be two calls; set source.connection.options.duplicateRows to skip to keep only the first of each',
        count: duplicates,
        lines: this.#duplicates.lines,
        exact: this.#rowHashes.exact,
      });
    }
    return {
      columns: finished.map(({ profile }) => profile),
      problems,
      keyStudies: this.#studies,
      kindStudies: this.#kinds,
    };
  }
}

/** True where the header names fields of more than one object, so it pays to watch which key decides which column. */
function mayHoldSeveralObjects(header: readonly string[]): boolean {
  const roles = header.map((column) => columnRole(column));
  const has = (...aspects: string[]) =>
    roles.filter((role) => role.aspect !== null && aspects.includes(role.aspect)).length;
  const company =
    has('industry', 'employees', 'revenue', 'website', 'domain') +
    roles.filter((role) => role.objects.includes('company')).length;
  const contact =
    has('first_name', 'last_name', 'email', 'job_title') +
    roles.filter((role) => role.objects.includes('contact')).length;
  const deal =
    has('stage', 'amount', 'close_date', 'pipeline', 'probability') +
    roles.filter((role) => role.objects.includes('deal')).length;
  return [company, contact, deal].filter((count) => count >= 2).length >= 2;
}
