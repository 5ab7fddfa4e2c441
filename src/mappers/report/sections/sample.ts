import type { Report } from '../../../model/report.ts';
import { type Html, html, link } from '../html.ts';
import { recordName, type View } from '../view.ts';
import { counted, cut, noun, sentence } from '../words.ts';

const shownRecords = 30;
const shownCharacters = 160;

const ways: Readonly<Record<Report['sample']['chosen'][number]['chosen'], string>> = {
  named: 'asked for',
  trouble: 'chosen for trouble',
  typical: 'typical',
  cover: 'to show everything once',
  brought: 'came along',
};

/** The records that were looked at before the approval, and why just those. */
export function sampleSection({ report, to }: View): Html | null {
  const { records, chosen, gaps } = report.sample;
  if (chosen.length === 0) return null;
  const rest = chosen.length - shownRecords;
  return html`<section>
<h2>The sample</h2>
<p class="soft">${sentence(counted(records, 'record'))} were brought over first and looked at before everything else: half of those chosen are the difficult ones, half typical, with what belongs to them.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Record</th><th scope="col">Chosen</th><th scope="col">Because</th></tr></thead>
<tbody>${chosen
    .slice(0, shownRecords)
    .map(
      (record) =>
        html`<tr><th scope="row">${link(record.url, recordName(record))} <span class="soft small">${noun(record.object)}</span></th><td>${ways[record.chosen]}</td><td>${record.chosen === 'typical' ? '' : cut(record.reason, shownCharacters)}</td></tr>`,
    )}</tbody>
</table></div>
${rest > 0 && html`<p class="small soft">and ${counted(rest, 'more record')}</p>`}
${gaps.length > 0 && html`<p><strong>It could not show:</strong></p><ul class="plain">${gaps.map((gap) => html`<li>${gap}</li>`)}</ul>`}
<p class="small soft">The links open them in ${to}.</p>
</section>`;
}
