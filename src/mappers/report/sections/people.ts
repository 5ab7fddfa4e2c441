import type { ConsentPerson } from '../../../model/report.ts';
import { type Html, html, link } from '../html.ts';
import { recordName, type View } from '../view.ts';
import { listed, number } from '../words.ts';

const shownPeople = 12;

/** Whom never to write to, and whom to ask again before writing. */
export function consentSection({ report, to }: View): Html | null {
  const { pending, refused, people, fields } = report.consent;
  if (pending === 0 && refused === 0) return null;
  const places = [...new Set(Object.values(fields))];
  return html`<section>
<h2>Whom you may write to</h2>
${places.length > 0 && html`<p class="soft">In ${to} the field ${listed(places.map((place) => `“${place}”`))} says it for every person.</p>`}
<div class="two">
<div><h3>Never: ${number(refused)}</h3>
<p>${refused === 0 ? 'Nobody has asked not to be contacted.' : html`${peopleCounted(refused)} unsubscribed, asked not to be contacted, complained, or could not be reached at the address. This went across before anything else.`}</p>
${names(people, 'refused', refused)}</div>
<div><h3>Ask again first: ${number(pending)}</h3>
<p>${pending === 0 ? 'Everybody’s consent came with its proof.' : html`For ${peopleCounted(pending)} no text, source and time of a consent came along. Treat them as not yet agreed until they say yes again.`}</p>
${names(people, 'pending', pending)}</div>
</div>
</section>`;
}

function names(people: ConsentPerson[], state: ConsentPerson['state'], total: number): Html | null {
  const shown = people.filter((person) => person.state === state).slice(0, shownPeople);
  if (shown.length === 0) return null;
  return html`<ul class="plain columns small">${shown.map((person) => html`<li>${link(person.url, recordName(person))}</li>`)}</ul>
${total > shown.length && html`<p class="small soft">and ${number(total - shown.length)} more</p>`}`;
}

function peopleCounted(count: number): string {
  return `${number(count)} ${count === 1 ? 'person' : 'people'}`;
}
