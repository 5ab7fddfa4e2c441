import type { Report } from '../../../model/report.ts';
import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { type BalancePart, partNames } from '../view.ts';
import { moment, noun, number, plural, sentence } from '../words.ts';

interface Line {
  object: string;
  outcome: string;
  planned: number;
  done: number;
}

/** What was agreed beside what was done, and who decided what and when. */
export function approvalSection({ report }: View): Html {
  const lines = Object.entries(report.approved).flatMap(([object, outcomes]) =>
    Object.entries(outcomes)
      .filter(([, counts]) => counts.planned > 0 || counts.done > 0)
      .map(([outcome, counts]): Line => ({ object, outcome, ...counts })),
  );
  return html`<section>
<h2>Approved and done</h2>
${lines.length > 0 && table(lines)}
${decisions(report)}
</section>`;
}

function table(lines: Line[]): Html {
  return html`<div class="scroll"><table>
<thead><tr><th scope="col">Kind</th><th scope="col">To be</th><th scope="col" class="n">Approved</th><th scope="col" class="n">Done</th><th scope="col" class="n">Difference</th></tr></thead>
<tbody>${lines.map(
    (line, index) =>
      html`<tr><th scope="row">${line.object === lines[index - 1]?.object ? '' : sentence(plural(noun(line.object)))}</th><td>${(partNames[line.outcome as BalancePart] ?? sentence(line.outcome)).toLowerCase()}</td><td class="n">${number(line.planned)}</td><td class="n">${number(line.done)}</td><td class="n">${difference(line)}</td></tr>`,
  )}</tbody>
</table></div>`;
}

function difference({ planned, done }: Line): Html {
  const off = done - planned;
  if (off === 0) return html`<span class="yes">✓ none</span>`;
  return html`<span class="open">${off > 0 ? '+' : '−'}${number(Math.abs(off))}</span>`;
}

function decisions(report: Report): Html {
  const { approval, quiet, override } = report;
  return html`<dl class="facts">
<dt>Started</dt><dd>${report.startedBy}, ${moment(report.startedAt)}</dd>
${quiet && html`<dt>Automations looked at</dt><dd>${quiet.by}, ${moment(quiet.at)}: confirmed that nothing at the destination would write to anybody because of this import</dd>`}
${override && html`<dt>Gone on all the same</dt><dd>${override.by}, ${moment(override.at)}: “${override.reason}”</dd>`}
${
  approval === null
    ? html`<dt>Approved</dt><dd>not yet</dd>`
    : html`<dt>Approved</dt><dd>${approval.by}, ${moment(approval.at)}, version ${approval.mappingVersion} of the plan, after looking at a sample</dd>
<dt>Seal</dt><dd><code>${approval.seal}</code><br><span class="small soft">Made of the plan, the data and the account that were approved: it changes if any of them does.</span></dd>`
}
${report.endedAt !== null && html`<dt>Ended</dt><dd>${moment(report.endedAt)}</dd>`}
</dl>`;
}
