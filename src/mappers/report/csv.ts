import { stringify } from 'csv-stringify/sync';
import type { Report } from '../../model/report.ts';

/** Spreadsheets reckon with a line break inside a cell, people who sort it do not. */
const oneLine = (text: string) => text.replaceAll(/\s*[\r\n]+\s*/g, ' ');

/**
 * One line for each problem: what failed, what waits, what differs, and links without a clear end. Cells that a spreadsheet
 * would take for a formula (`=`, `+`, `-`, `@`) get an apostrophe in front, so that no customer's data runs as one.
 */
export function reportCsv(report: Report): string {
  const problems = [
    ...report.failures.map((problem) => ({ problem: 'failed', ...problem })),
    ...report.held.map((problem) => ({ problem: 'held', ...problem })),
    ...report.drift.map((line) => ({
      problem: 'differs',
      ...line,
      code: 'drift',
      message: `${line.field}: sent "${line.planned}", found "${line.found}"`,
      hint: line.explanation,
    })),
    ...report.doubles.map((line) => ({
      problem: 'double',
      ...line,
      object: line.object ?? line.destinationObject,
      sourceId: line.sourceId ?? '',
      code: 'double',
      message: `${line.destinationObject} ${line.destinationId} looks like a second copy${line.twinId === null ? '' : ` of ${line.twinId}`}`,
      hint: 'Look at both at the destination and keep one.',
    })),
    ...report.linkProblems.map((problem) => ({ problem: 'link', ...problem })),
  ];
  return stringify(
    problems.map((line) => [
      line.object,
      line.sourceId,
      line.code,
      oneLine(line.message),
      oneLine(line.hint),
      line.problem,
      line.name ?? '',
    ]),
    {
      header: true,
      columns: ['object', 'source_id', 'code', 'message', 'hint', 'problem', 'name'],
      escape_formulas: true,
    },
  );
}
