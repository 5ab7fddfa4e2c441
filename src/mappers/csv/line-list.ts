const kept = 20;

/** A count with the first line numbers: enough for a person to go and look, never a list as long as the file. */
export class LineList {
  count = 0;
  readonly lines: number[] = [];

  add(line: number): void {
    this.count++;
    if (this.lines.length < kept) this.lines.push(line);
  }
}
