import type { Double, Failure, ProblemGroup, Report } from '../../../model/report.ts';
import { type Html, html, link } from '../html.ts';
import { recordName, type View } from '../view.ts';
import { counted, cut, listed, noun, number, plural, sentence } from '../words.ts';

const shownGroups = 25;
const shownEach = 5;
const shownFields = 40;
const shownDrift = 30;

/** What did not come across and why: failed, waiting, left out on purpose, and fields that go nowhere. */
export function problemsSection(view: View): Html | null {
  const { report } = view;
  const parts = [
    groups('Did not come across', report.failureGroups, report.failures, report.failuresTotal),
    groups('Waiting for a decision', report.heldGroups, report.held, report.heldTotal),
    notices('Left out on purpose', report.leftOut),
    fields(view),
    notices('Came across, with something to know', report.warnings),
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return html`<section><h2>What did not come across, and why</h2>${parts}</section>`;
}

function groups(title: string, all: ProblemGroup[], examples: Failure[], total: number): Html | null {
  if (total === 0) return null;
  const keyOf = (problem: { object: string; code: string; message: string }) =>
    `${problem.object}\n${problem.code}\n${problem.message}`;
  const known = new Map<string, Failure[]>();
  for (const example of examples) {
    const list = known.get(keyOf(example));
    if (list === undefined) known.set(keyOf(example), [example]);
    else if (list.length < shownEach) list.push(example);
  }
  const shown = all.slice(0, shownGroups);
  const rest = total - shown.reduce((sum, group) => sum + group.count, 0);
  return html`<h3>${title}: ${counted(total, 'record')}</h3>
<div class="scroll"><table>
<thead><tr><th scope="col" class="n few">Records</th><th scope="col">Reason</th><th scope="col">What to do</th><th scope="col">For example</th></tr></thead>
<tbody>${shown.map(
    (group) =>
      html`<tr><td class="n">${counted(group.count, noun(group.object))}</td><td>${sentence(cut(group.message, 300))}<br><span class="small soft">${group.code}</span></td><td>${sentence(cut(group.hint, 300))}</td><td>${firstOf(known.get(keyOf(group)) ?? [], group.count)}</td></tr>`,
  )}</tbody>
</table></div>
${rest > 0 && html`<p class="small soft">and ${counted(rest, 'more record')} for other reasons. The table for spreadsheets lists every one.</p>`}`;
}

function firstOf(examples: Failure[], count: number): Html {
  const names = examples.map(recordName);
  const more = count - names.length;
  return html`${names.join(', ')}${more > 0 && html` <span class="soft">and ${number(more)} more</span>`}`;
}

function notices(title: string, all: Report['warnings']): Html | null {
  if (all.length === 0) return null;
  return html`<h3>${title}</h3>${noticeTable(all)}`;
}

function noticeTable(all: Report['warnings']): Html {
  const groups = [...Map.groupBy(all, (notice) => notice.message)];
  const shown = groups.slice(0, shownGroups);
  return html`<div class="scroll"><table>
<thead><tr><th scope="col" class="n few">Records</th><th scope="col">What and why</th></tr></thead>
<tbody>${shown.map(([message, notices]) => {
    const kinds = notices.map(({ count = 0, object }) => counted(count, noun(object ?? 'record')));
    const total = notices.reduce((sum, { count = 0 }) => sum + count, 0);
    return html`<tr><td class="n">${kinds.length === 1 ? kinds : counted(total, 'record')}</td><td>${sentence(message)}${kinds.length > 1 && html`<br><span class="small soft">${listed(kinds)}</span>`}</td></tr>`;
  })}</tbody>
</table></div>
${groups.length > shown.length && html`<p class="small soft">and ${number(groups.length - shown.length)} more reasons</p>`}`;
}

function fields({ report, from }: View): Html | null {
  const unmapped = report.unmappedFields.filter((field) => !field.carried);
  if (unmapped.length === 0) return null;
  const shown = unmapped.slice(0, shownFields);
  return html`<h3>Fields of ${from} without a field of their own at the destination: ${number(unmapped.length)}</h3>
<div class="scroll"><table>
<thead><tr><th scope="col">Field</th><th scope="col" class="n">Filled in</th><th scope="col">Why</th></tr></thead>
<tbody>${shown.map(
    (field) =>
      html`<tr><th scope="row">${field.field}</th><td class="n">${counted(field.records, noun(field.object))}</td><td>${sentence(field.reason)}</td></tr>`,
  )}</tbody>
</table></div>
${unmapped.length > shown.length && html`<p class="small soft">and ${number(unmapped.length - shown.length)} more fields</p>`}`;
}

/** Values that are not what was sent. What somebody has changed since is told apart: it is no fault. */
export function driftSection({ report, to }: View): Html | null {
  const { drift, edited } = report;
  if (drift.length === 0 && edited === 0) return null;
  const shown = drift.slice(0, shownDrift);
  return html`<section>
<h2>What differs in ${to}</h2>
${edited > 0 && html`<p>${counted(edited, 'record')} ${edited === 1 ? 'has' : 'have'} been worked on by somebody in ${to} since ${edited === 1 ? 'it was' : 'they were'} written. That is no fault, and nothing was put back.</p>`}
${
  shown.length > 0 &&
  html`<div class="scroll"><table>
<thead><tr><th scope="col">Record</th><th scope="col">Field</th><th scope="col">Sent</th><th scope="col">Found</th></tr></thead>
<tbody>${shown.map(
    (line) =>
      html`<tr><th scope="row">${link(line.url, recordName(line))}</th><td>${line.field}</td><td>${cut(line.planned, 120)}</td><td>${line.found === '' ? html`<span class="soft">${line.explanation}</span>` : cut(line.found, 120)}</td></tr>`,
  )}</tbody>
</table></div>`
}
${drift.length > shown.length && html`<p class="small soft">and ${counted(drift.length - shown.length, 'more difference')}</p>`}
</section>`;
}

/** Records that look like a second copy: never touched by us, for only a person can tell which one to keep. */
export function doublesSection({ report, to }: View): Html | null {
  const { doubles, doublesTotal } = report;
  if (doublesTotal === 0) return null;
  const shown = doubles.slice(0, shownDrift);
  return html`<section>
<h2>Is this there twice in ${to}?</h2>
<p class="soft">${sentence(counted(doublesTotal, 'record'))} in ${to} ${doublesTotal === 1 ? 'looks' : 'look'} like a second copy of what came across, and this migration did not make ${doublesTotal === 1 ? 'it' : 'them'}: somebody may have copied ${doublesTotal === 1 ? 'it' : 'them'}. Please look at both and keep one.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Record</th><th scope="col">What came across</th><th scope="col">Looks like its copy</th></tr></thead>
<tbody>${shown.map(
    (line) =>
      html`<tr><th scope="row">${copied(line)}</th><td>${line.twinId === null ? '–' : link(line.twinUrl, line.twinId)}</td><td>${link(line.url, line.destinationId)}</td></tr>`,
  )}</tbody>
</table></div>
${doublesTotal > shown.length && html`<p class="small soft">and ${counted(doublesTotal - shown.length, 'more record')}</p>`}
</section>`;
}

function copied({ object, sourceId, name, destinationObject }: Double): string {
  return object === null || sourceId === null
    ? `${sentence(noun(destinationObject))} with the mark of this migration`
    : recordName({ object, sourceId, name });
}

/** What has another form in the destination, as the mapping says and a person agreed. */
export function reshapedSection({ report, to }: View): Html | null {
  const carried = carriedFields(report);
  if (report.reshaped.length === 0 && report.defined.length === 0 && carried === null) return null;
  return html`<section>
<h2>What has another form in ${to}, as agreed</h2>
<p class="soft">The two systems are built differently. These changes are part of the approved plan; nothing is lost by them.</p>
${report.reshaped.length > 0 && noticeTable(report.reshaped)}
${carried}
${added(report, to)}
</section>`;
}

/** Columns that are no text there any more, because they did their work: they name a link, a stage, a consent, a part of a name. */
function carriedFields(report: Report): Html | null {
  const byReason = Map.groupBy(
    report.unmappedFields.filter((field) => field.carried),
    (field) => field.reason,
  );
  if (byReason.size === 0) return null;
  return html`<h3>Fields that live on in another form</h3><ul class="plain">${[...byReason].map(([reason, entries]) => {
    const names = [...new Set(entries.map((entry) => entry.field))];
    return html`<li>${sentence(reason)}: ${listed(names.slice(0, shownFields))}${names.length > shownFields && ' and more'}</li>`;
  })}</ul>`;
}

/** Fields and the like that were made so that nothing had to stay behind. */
function added(report: Report, to: string): Html | null {
  if (report.defined.length === 0) return null;
  const kinds = Map.groupBy(report.defined, (entry) => entry.kind);
  return html`<h3>Added to the settings of ${to}</h3><ul class="plain">${[...kinds].map(([kind, entries]) => {
    // each kind of record has its own field of a name such as "Source ID"
    const names = [...new Set(entries.map((entry) => entry.name))];
    return html`<li>${counted(entries.length, noun(kind))}: ${listed(names.slice(0, shownFields))}${names.length > shownFields && ` and more ${plural(noun(kind))}`}</li>`;
  })}</ul>`;
}
