import { type AmbiguousParent, type Report, reportListLimit } from '../../../model/report.ts';
import { type Html, html } from '../html.ts';
import { questionsOf, recordName, type View } from '../view.ts';
import { counted, cut, listed, noun, number, percent, sentence } from '../words.ts';

const shownParents = 20;
const shownMissing = 5;

/** Links between records: how many were kept, which parents are missing, and where a person has to choose. */
export function linksSection(view: View): Html | null {
  const { report, from } = view;
  const links = Object.entries(report.links).filter(([, counts]) => counts.source > 0);
  if (links.length === 0) return null;
  return html`<section>
<h2>Links between records</h2>
<p class="soft">Who works where, which deal belongs to whom, what was said to whom: each link of ${from} was looked up again after the import.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Link</th><th scope="col" class="n">In ${from}</th><th scope="col" class="n">Kept</th><th scope="col" class="n">Not kept</th><th scope="col" class="n">Several possible ends</th><th scope="col" class="n">Share kept</th></tr></thead>
<tbody>${links.map(
    ([name, counts]) =>
      html`<tr><th scope="row">${linkName(name)}</th><td class="n">${number(counts.source)}</td><td class="n">${number(counts.linked)}</td><td class="n${counts.missing === 0 ? ' zero' : ''}">${number(counts.missing)}</td><td class="n${counts.ambiguous === 0 ? ' zero' : ''}">${number(counts.ambiguous)}</td><td class="n">${percent(counts.linked, counts.source)}</td></tr>`,
  )}</tbody>
</table></div>
${missing(view)}
${ambiguous(report)}
</section>`;
}

/** `contact.company` is a contact's company. */
function linkName(name: string): string {
  const dot = name.lastIndexOf('.');
  return `${sentence(noun(name.slice(0, dot)))} → ${noun(name.slice(dot + 1))}`;
}

/** Links that are not kept: those that lead nowhere in the source one by one, the others by what became of their records. */
function missing({ report, to }: View): Html | null {
  const lost = Object.values(report.links).reduce((sum, link) => sum + link.missing, 0);
  if (lost === 0) return null;
  const nowhere = report.linkProblems.filter((problem) => problem.code === 'missing_link');
  // a list that was cut short does not say how many lead nowhere
  const others = report.linkProblems.length < reportListLimit ? lost - nowhere.length : 0;
  return html`<h3>Not kept: ${counted(lost, 'link')}</h3>
${
  nowhere.length > 0 &&
  html`<p class="soft">${sentence(counted(nowhere.length, 'link'))} ${nowhere.length === 1 ? 'leads' : 'lead'} to something that is not in the data: it may have been deleted, or the key that was used cannot see it.</p>
<ul class="plain">${nowhere.slice(0, shownMissing).map((problem) => html`<li>${sentence(noun(problem.object))} <b>${recordName(problem)}</b>: ${problem.message}</li>`)}</ul>
${nowhere.length > shownMissing && html`<p class="small soft">and ${number(nowhere.length - shownMissing)} more of the same kind. The table for spreadsheets lists every one.</p>`}`
}
${others > 0 && html`<p class="soft">${nowhere.length > 0 ? 'Of the other' : 'Of these'} ${counted(others, 'link')} one of the two records did not come across, or ${to} has no place for a link of this kind.</p>`}`;
}

function ambiguous(report: Report): Html | null {
  const questions = questionsOf(report);
  if (questions.length === 0) return null;
  return html`<h3>Please decide: which one is meant?</h3>
<p class="soft">These records name something that more than one record answers to. We never take the first one found. Tell us which is right, or merge the two in the source.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">They name</th><th scope="col">Records that do</th><th scope="col">It may be</th></tr></thead>
<tbody>${questions.slice(0, shownParents).map(question)}</tbody>
</table></div>
${questions.length > shownParents && html`<p class="small soft">and ${counted(questions.length - shownParents, 'more name')}</p>`}`;
}

function question(parents: AmbiguousParent[]): Html | null {
  const [first] = parents;
  if (first === undefined) return null;
  const { key, toObject, candidates } = first;
  return html`<tr><th scope="row">${cut(key, 60)}</th><td>${listed(parents.map(({ from, count }) => counted(count, noun(from))))}</td><td>${candidates
    .map(({ name, sourceId }) => `${name === null ? noun(toObject) : cut(name, 60)} (${cut(sourceId, 30)})`)
    .join(' or ')}</td></tr>`;
}
