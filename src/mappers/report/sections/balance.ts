import type { ObjectCounts } from '../../../model/report.ts';
import { type Html, html } from '../html.ts';
import {
  type BalancePart,
  balanceParts,
  partMeanings,
  partNames,
  totalCounts,
  unaccounted,
  type View,
} from '../view.ts';
import { counted, noun, number, plural, sentence } from '../words.ts';

type Line = Record<BalancePart | 'source', number>;

/** The table whose lines add up, with a bar that shows the shares. Columns that are nought for all objects stay: the sum needs them. */
export function balanceSection({ report, from, to }: View): Html | null {
  const objects = Object.entries(report.objects);
  if (objects.length === 0) return null;
  const total = totalCounts(report);
  return html`<section>
<h2>What became of every record</h2>
<p class="soft">Read each line as a sum: what stood in ${from} is what was created, plus what was filled in, and so on. Nothing falls between.</p>
<div class="scroll"><table class="balance">
<thead><tr><th scope="col">Kind</th><th scope="col" class="n">In ${from}</th>${balanceParts.map(
    (part) => html`<th scope="col" class="n">${partNames[part]}</th>`,
  )}<th scope="col" class="n">Adds up</th></tr></thead>
<tbody>
${objects.map(([object, counts]) => row(sentence(plural(noun(object))), counts, bar(counts)))}
</tbody>
${objects.length > 1 && html`<tfoot>${row('Together', total as ObjectCounts, null)}</tfoot>`}
</table></div>
<dl class="keys">${balanceParts.map(
    (part) =>
      html`<div><span class="key p-${part}" aria-hidden="true"></span><dt>${partNames[part]}</dt><dd>${partMeanings[part]}</dd></div>`,
  )}</dl>
${became(report.objects, to)}
</section>`;
}

function row(name: string, counts: Line, shares: Html | null): Html {
  const off = unaccounted(counts as ObjectCounts);
  return html`<tr><th scope="row">${name}${shares}</th><td class="n">${number(counts.source)}</td>${balanceParts.map(
    (part, index) =>
      html`<td class="n${counts[part] === 0 ? ' zero' : ''}"><span class="op">${index === 0 ? '=' : '+'}</span>${number(counts[part])}</td>`,
  )}<td class="n">${
    off === 0
      ? html`<span class="yes">✓</span>`
      : html`<span class="no">${off > 0 ? `${number(off)} open` : `${number(-off)} too many`}</span>`
  }</td></tr>`;
}

function bar(counts: ObjectCounts): Html | null {
  if (counts.source === 0) return null;
  const parts = balanceParts.filter((part) => counts[part] > 0);
  return html`<span class="bar" aria-hidden="true">${parts.map(
    (part) => html`<i class="p-${part}" style="flex:${counts[part]} 0 0"></i>`,
  )}</span>`;
}

/** Where each kind of record went, and how many more there are now at the destination. */
function became(objects: View['report']['objects'], to: string): Html | null {
  const lines = Object.entries(objects).filter(([, counts]) => Object.keys(counts.to).length > 0 || counts.implied > 0);
  if (lines.length === 0) return null;
  const told = lines.some(([, counts]) => counts.before !== null || counts.after !== null);
  return html`<h3>What they are called in ${to}</h3>
<div class="scroll"><table class="called">
<thead><tr><th scope="col">Kind</th><th scope="col">Became</th><th scope="col" class="n">Read back equal</th>${told && html`<th scope="col" class="n">There before</th><th scope="col" class="n">There now</th>`}</tr></thead>
<tbody>${lines.map(
    ([object, counts]) =>
      html`<tr><th scope="row">${sentence(plural(noun(object)))}</th><td>${Object.entries(counts.to)
        .map(([other, count]) => counted(count, noun(other)))
        .join(
          ', ',
        )}${counts.implied > 0 && html`<br><span class="small soft">and ${counted(counts.implied, 'further record')} that ${to} needs beside ${counts.implied === 1 ? 'it' : 'them'}</span>`}</td><td class="n">${number(counts.verified)}</td>${
        told && html`<td class="n">${total(counts.before)}</td><td class="n">${total(counts.after)}</td>`
      }</tr>`,
  )}</tbody>
</table></div>`;
}

function total(count: number | null): string {
  return count === null ? '–' : number(count);
}
