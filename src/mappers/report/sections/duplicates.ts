import type { DuplicateGroupView } from '../../../model/report.ts';
import { type Html, html } from '../html.ts';
import { recordName, type View } from '../view.ts';
import { counted, noun, number, sentence } from '../words.ts';

const shownGroups = 30;
const shownRecords = 6;
/** Where more than this many became one it is listed, whatever else there is. */
const alwaysListed = 3;

const sharing: Record<string, string> = {
  email: 'the e-mail address',
  phone: 'the phone number',
  domain: 'the web domain',
  name: 'the name',
};

/** Records of the source that may be the same: which became one, and which a person may want to look at. */
export function duplicatesSection({ report, from, to }: View): Html | null {
  const { groups, records, merged, list } = report.duplicates;
  if (groups === 0) return null;
  const big = list.filter((group) => group.decision === 'merge' && group.records.length > alwaysListed);
  const shown = [...big, ...list.filter((group) => !big.includes(group)).slice(0, shownGroups)];
  return html`<section>
<h2>Perhaps twice in ${from}</h2>
<p class="soft">${sentence(counted(records, 'record'))} in ${counted(groups, 'group')} may be the same person or company. ${merged === 0 ? `Each came across by itself: merge them in ${to} where you find that they are one.` : `${sentence(counted(merged, 'record'))} became part of another one, as agreed; the others came across by themselves.`}</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Records</th><th scope="col">They share</th><th scope="col">What was done</th></tr></thead>
<tbody>${shown.map(row)}</tbody>
</table></div>
${groups > shown.length && html`<p class="small soft">and ${counted(groups - shown.length, 'more group')}. <code>portage duplicates ${report.id}</code> lists every one.</p>`}
</section>`;
}

function row(group: DuplicateGroupView): Html {
  const names = group.records
    .slice(0, shownRecords)
    .map(({ sourceId, name }) => recordName({ object: group.object, sourceId, name }));
  const more = group.records.length - names.length;
  return html`<tr><th scope="row">${names.join(' · ')}${more > 0 && ` and ${number(more)} more`}</th><td>${group.kinds.map((kind) => sharing[kind] ?? kind).join(', ')}</td><td>${done(group)}</td></tr>`;
}

function done({ decision, records, object }: DuplicateGroupView): string {
  if (decision === 'hold') return 'wait for a decision';
  const merged = records.filter(({ mergedInto }) => mergedInto !== null).length;
  return merged === 0
    ? 'each came across by itself'
    : `${records.length === merged + 1 ? '' : `${number(merged + 1)} of them `}became one ${noun(object)}`;
}
