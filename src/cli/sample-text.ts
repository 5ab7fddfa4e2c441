import type { Wished } from '../api/service/wish-for.ts';
import { counted, cut, noun, number, sentence } from '../mappers/report/words.ts';
import { needsLook, type SampledRecord, type SampleView } from '../model/sample.ts';

const shownCharacters = 100;

const results: Readonly<Record<SampledRecord['result'], string>> = {
  equal: 'as planned',
  differs: 'DIFFERS',
  missing: 'GONE at the destination',
  failed: 'NOT WRITTEN',
  written: 'written, not read back yet',
  joined: 'was there, nothing to change',
  waiting: 'waits',
};

/** The sample for a terminal: why each record is in it, how it came out, and every value that differs. */
export function sampleText(view: SampleView): string {
  if (view.records.length === 0) {
    return `There is no sample yet: the migration is at stage ${view.stage}.\nportage sample ID --add NAME names records that it has to have.\n`;
  }
  const toLookAt = view.records.filter(needsLook);
  const asPlanned = view.records.filter((record) => !needsLook(record));
  const brought = asPlanned.filter(({ chosen }) => chosen === 'brought').length;
  const lines = [
    `${view.customer}: ${counted(view.records.length, 'sampled record')}, mapping version ${view.mappingVersion}, ${toLookAt.length === 0 ? 'all as planned' : `${number(toLookAt.length)} to look at`}`,
    '',
    ...[...toLookAt, ...asPlanned.filter(({ chosen }) => chosen !== 'brought')].flatMap(recordLines),
    ...(brought === 0
      ? []
      : [
          `${sentence(counted(brought, 'other record'))} came along, because ${brought === 1 ? 'it belongs' : 'they belong'} to these: as planned.`,
          '',
        ]),
  ];
  if (view.gaps.length > 0) lines.push('What it cannot show', ...view.gaps.map((gap) => `  ${gap}`), '');
  lines.push(`Every value side by side: portage sample ${view.id} --format html --out sample.html`, '');
  return lines.join('\n');
}

function recordLines(record: SampledRecord): string[] {
  const name = record.name === null ? '' : ` ${cut(record.name, 60)}`;
  const lines = [
    `${noun(record.object)} ${record.sourceId}${name}: ${results[record.result]}`,
    `  why    ${cut(record.reason, 200)}`,
  ];
  if (record.url !== null) lines.push(`  open   ${record.url}`);
  if (record.problem !== null) lines.push(`  fault  ${record.problem}`);
  for (const field of record.fields.filter(({ differs }) => differs)) {
    lines.push(
      `  ${field.label}: source "${oneLine(field.source)}", planned "${oneLine(field.planned)}", found "${oneLine(field.found)}"`,
    );
  }
  if (record.leftOut.length > 0) lines.push(`  left   ${record.leftOut.map(({ label }) => label).join(', ')}`);
  return [...lines, ''];
}

/** Control characters would move the cursor of a terminal. */
function oneLine(text: string): string {
  return cut(text.replaceAll(/\p{Cc}+/gu, ' '), shownCharacters);
}

/** What became of the records that somebody named. */
export function wishesText({ wishes, taken }: Wished, id: string): string {
  const lines = wishes.map(({ wish, found }) => {
    if (found === null) return `${wish}: is looked for once everything is planned`;
    if (found.length === 0) return `${wish}: no record has this id or text`;
    return `${wish}: ${found.map(({ object, sourceId, outcome }) => `${object} ${sourceId} (${outcome})`).join(', ')}`;
  });
  if (taken)
    lines.push(
      '',
      `The sample is taken already. To have them in it: portage signal ${id} requestChanges (it is undone and taken again).`,
    );
  return `${lines.join('\n')}\n`;
}
