import { type Html, html } from '../html.ts';
import type { View } from '../view.ts';
import { counted, cut, day, duration, noun, number, sentence } from '../words.ts';

const shownReasons = 25;

/** How long it took, how much it asked of the two systems. */
export function effortSection({ report, from, to }: View): Html {
  const { timings, requests, estimate } = report;
  const work = timings.export + timings.sample + timings.import + timings.reconcile;
  const stages = [
    ['Reading', timings.export],
    ['Sample', timings.sample],
    ['Waiting for approval', timings.approval],
    ['Writing', timings.import],
    ['Reading back and comparing', timings.reconcile],
  ] as const;
  const asked = ({ total, throttled }: { total: number; throttled: number }) =>
    `${counted(total, 'request')}${throttled > 0 ? `, ${number(throttled)} of them put off because the limit was reached` : ''}`;
  return html`<section>
<h2>Time and requests</h2>
<dl class="facts">
${stages.filter(([, seconds]) => seconds > 0).map(([name, seconds]) => html`<dt>${name}</dt><dd>${duration(seconds)}</dd>`)}
${estimate && html`<dt>Estimated before</dt><dd>${duration(estimate.seconds)} and ${counted(estimate.requests, 'request')}; the work itself took ${duration(work)}</dd>`}
<dt>Asked of ${from}</dt><dd>${asked(requests.source)}</dd>
<dt>Asked of ${to}</dt><dd>${asked(requests.destination)}</dd>
</dl>
</section>`;
}

/** How to take it back, and until when. */
export function undoSection({ report, to }: View): Html {
  const { undo } = report;
  return html`<section>
<h2>If you want to go back</h2>
${
  undo.until === null && !isClosed(report)
    ? html`<p>${report.status === 'rolled_back' ? 'This migration was taken back.' : 'This migration is not at the point where it can be taken back as a whole.'}</p>`
    : html`<p>${undo.until === null ? 'This migration is closed. It can still be taken back:' : html`Until <b>${day(undo.until)}</b> this migration can be taken back:`} what it created is removed, and records that it filled in get their earlier values again. What somebody has changed in ${to} since then is kept and listed. Nothing that was there before is deleted.</p>
<p class="soft">Ask the person who sent you this report. They run <code>portage rollback ${report.id}</code>, which shows what would happen before it does anything.</p>`
}
${
  undo.reversed + undo.kept + undo.failed > 0 &&
  html`<dl class="facts"><dt>Taken back</dt><dd>${counted(undo.reversed, 'change')}</dd><dt>Kept, changed by somebody since</dt><dd>${number(undo.kept)}</dd><dt>Could not be taken back</dt><dd>${number(undo.failed)}</dd>${undo.open > 0 && html`<dt>Still there</dt><dd>${number(undo.open)}</dd>`}</dl>`
}
${
  undo.reasons.length > 0 &&
  html`<div class="scroll"><table>
<thead><tr><th scope="col" class="n few">Records</th><th scope="col">What became of them</th><th scope="col">Why</th><th scope="col">For example</th></tr></thead>
<tbody>${undo.reasons
    .slice(0, shownReasons)
    .map(
      (line) =>
        html`<tr><td class="n">${counted(line.count, noun(line.object))}</td><td>${line.result === 'kept' ? 'kept' : 'could not be taken back'}</td><td>${sentence(cut(line.reason, 200))}</td><td class="small">${line.examples.join(', ')}</td></tr>`,
    )}</tbody>
</table></div>`
}
</section>`;
}

/** Over, and what it wrote still stands. */
function isClosed({ stage, status }: View['report']): boolean {
  return stage === 'closed' && (status === 'completed' || status === 'completed_with_errors');
}
