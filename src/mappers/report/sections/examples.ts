import type { Report } from '../../../model/report.ts';
import { type Html, html, link } from '../html.ts';
import { recordName, type View } from '../view.ts';
import { counted, cut, noun, sentence } from '../words.ts';

const shownRecords = 10;
const shownFields = 14;
const shownCharacters = 140;

type Example = Report['examples'][number];

/** A few records side by side, chosen by chance: for the eye, with a link to open each. */
export function examplesSection({ report, from, to }: View): Html | null {
  const examples = report.examples.slice(0, shownRecords);
  if (examples.length === 0) return null;
  return html`<section>
<h2>See for yourself</h2>
<p class="soft">${sentence(counted(examples.length, 'record'))}, chosen by chance. Open ${examples.length === 1 ? 'it' : 'them'} in ${to} and compare.</p>
${examples.map((example) => card(example, from, to))}
</section>`;
}

function card(example: Example, from: string, to: string): Html {
  const fields = example.fields.filter((field) => field.source !== '' || field.planned !== '' || field.found !== '');
  // what a customer knows comes first; what the engine adds (ids, marks) after it
  const ordered = [...fields.filter((field) => field.source !== ''), ...fields.filter((field) => field.source === '')];
  return html`<div class="example">
<h3><span>${recordName(example)} <span class="soft small">${noun(example.object)}</span></span>${example.url !== null && link(example.url, `Open in ${to}`)}</h3>
<table>
<thead><tr><th scope="col">Field</th><th scope="col">In ${from}</th><th scope="col">In ${to}</th><th scope="col">Arrived</th></tr></thead>
<tbody>${ordered
    .slice(0, shownFields)
    .map(
      (field) =>
        html`<tr><th scope="row">${field.label}</th><td>${field.source === '' ? html`<span class="zero">–</span>` : cut(field.source, shownCharacters)}</td><td>${cut(field.found === '' ? field.planned : field.found, shownCharacters)}</td><td>${arrived(field)}</td></tr>`,
    )}</tbody>
</table>
${ordered.length > shownFields && html`<p class="small soft">and ${counted(ordered.length - shownFields, 'more field')}</p>`}
</div>`;
}

/** What was answered may be formatted differently by the vendor: the comparison decides about drift, this is for the eye. */
function arrived({ planned, found }: Example['fields'][number]): Html {
  if (found === '') return html`<span class="soft">sent</span>`;
  return planned === found ? html`<span class="yes">✓ as planned</span>` : html`<span class="soft">reshaped</span>`;
}
