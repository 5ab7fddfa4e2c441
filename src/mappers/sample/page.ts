import { type AgreeForm, needsLook, type SampledRecord, type SampleView } from '../../model/sample.ts';
import { Html, html, link } from '../report/html.ts';
import { style } from '../report/style.ts';
import type { ReportNames } from '../report/view.ts';
import {
  counted,
  cut,
  listed,
  moment,
  noun,
  number,
  plural,
  sentence,
  systemName,
  withArticle,
} from '../report/words.ts';
import { sampleStyle } from './style.ts';

const shownCharacters = 400;
const shownLeftOut = 12;

/**
 * The sample side by side, for whoever approves it: one file without scripts, fonts or pictures from elsewhere. What differs or
 * failed comes first; every value is escaped, and isolated so that text from right to left turns nothing else around.
 */
export function renderSampleHtml(view: SampleView, names: ReportNames = {}, form: AgreeForm | null = null): string {
  const name = names.systems ?? systemName;
  const ends = { from: name(view.source.system), to: name(view.destination.system) };
  const toLookAt = view.records.filter(needsLook);
  const rest = view.records.filter((record) => !needsLook(record));
  const chosen = rest.filter((record) => record.chosen !== 'brought');
  const brought = rest.filter((record) => record.chosen === 'brought');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'${form !== null && "; form-action 'self'"}">
<meta name="robots" content="noindex">
<title>Sample: ${view.customer}</title>
<style>${new Html(style + sampleStyle)}</style>
</head>
<body><main>
${headline(view, ends, toLookAt.length)}
${gapsOf(view)}
${form !== null && agreeForm(form, view, ends)}
${group('To look at', 'These did not come out as planned.', toLookAt, ends)}
${group('Chosen records', 'Half were chosen because they are difficult, half because they are typical. The reason stands with each.', chosen, ends)}
${group('Came along', 'These belong to the records above, or are needed by them.', brought, ends)}
<footer>Mapping version ${view.mappingVersion ?? '–'} · migration ${view.id}</footer>
</main></body>
</html>
`.text;
}

interface Ends {
  from: string;
  to: string;
}

function headline(view: SampleView, { from, to }: Ends, problems: number): Html {
  const account = (text: string | null) => (text === null ? '' : ` (${text})`);
  const tone = view.records.length === 0 || problems > 0 ? 'look' : 'good';
  const equal = view.records.filter(({ result }) => result === 'equal').length;
  const title =
    view.records.length === 0
      ? 'There is no sample yet.'
      : problems > 0
        ? `${counted(problems, 'record')} of the sample ${problems === 1 ? 'needs' : 'need'} a look.`
        : 'The sample came out as planned.';
  return html`<header>
<p class="kind">Sample, side by side</p>
<h1>${view.customer}</h1>
<p class="lead">From ${from}${account(view.source.account)} to ${to}${account(view.destination.account)}</p>
<div class="verdict ${tone}"><span class="sign" aria-hidden="true">${tone === 'good' ? '✓' : '!'}</span><div><strong>${title}</strong>
<p>${counted(view.records.length, 'record')} ${view.records.length === 1 ? 'is' : 'are'} in it; ${number(equal)} ${equal === 1 ? 'was' : 'were'} read back from ${to} and found equal. Open some of them there and compare: names, owners, amounts, stages, dates.</p></div></div>
</header>`;
}

function gapsOf({ gaps }: SampleView): Html | null {
  if (gaps.length === 0) return null;
  return html`<section><h2>What it cannot show</h2><ul class="plain">${gaps.map((gap) => html`<li>${sentence(gap)}</li>`)}</ul></section>`;
}

function group(title: string, text: string, records: readonly SampledRecord[], ends: Ends): Html | null {
  if (records.length === 0) return null;
  const byObject = [...Map.groupBy(records, ({ object }) => object)];
  const counts = byObject.map(
    ([object, list]) => `${number(list.length)} ${list.length === 1 ? noun(object) : plural(noun(object))}`,
  );
  return html`<section><h2>${title}</h2><p class="soft">${text} ${sentence(listed(counts))}.</p>
<ul class="contents">${records.map((record) => html`<li><a href="#${anchorOf(record)}">${titleOf(record)}</a> <span class="soft small">${noun(record.object)}</span></li>`)}</ul></section>
${records.map((record) => card(record, ends))}`;
}

function anchorOf({ object, sourceId }: SampledRecord): string {
  return encodeURIComponent(`${object}-${sourceId}`);
}

function titleOf({ name, object, sourceId }: SampledRecord): string {
  return name === null ? `${sentence(noun(object))} ${cut(sourceId, 40)}` : cut(name, 60);
}

const results: Readonly<Record<SampledRecord['result'], { tone: string; text: string }>> = {
  equal: { tone: 'good', text: '✓ as planned' },
  differs: { tone: 'look', text: '! differs' },
  missing: { tone: 'bad', text: '✕ gone' },
  failed: { tone: 'bad', text: '✕ not written' },
  written: { tone: '', text: 'written, not read back yet' },
  joined: { tone: 'good', text: '✓ was there, nothing to change' },
  waiting: { tone: '', text: 'waits' },
};

const outcomes: Readonly<Record<string, string>> = {
  create: 'new there',
  update: 'was there, filled where empty',
  merge: 'joined with another record',
  skip: 'unchanged there',
};

function card(record: SampledRecord, { from, to }: Ends): Html {
  const { tone, text } = results[record.result];
  const withSource = record.fields.filter((field) => field.source !== '');
  // what differs comes first, then what a customer knows, then what the engine adds (ids, marks)
  const fields = [...withSource, ...record.fields.filter((field) => field.source === '')].sort(
    (a, b) => Number(b.differs) - Number(a.differs),
  );
  const becomes = record.destinationObject === null ? '' : `, there ${withArticle(noun(record.destinationObject))}`;
  return html`<section class="record" id="${anchorOf(record)}">
<h3><bdi>${titleOf(record)}</bdi> <span class="badge ${tone}">${text}</span>${record.url !== null && html`<span class="open-it">${link(record.url, `Open in ${to} ↗`)}</span>`}</h3>
<p class="small soft">${sentence(noun(record.object))} ${cut(record.sourceId, 60)}${becomes} · ${outcomes[record.outcome] ?? record.outcome} · <strong>why it is here:</strong> ${cut(record.reason, 300)}</p>
${record.problem !== null && html`<p class="problem">${record.problem}</p>`}
${fields.length > 0 && table(fields, from, to)}
${record.notices.length > 0 && html`<p class="small"><strong>Good to know:</strong> ${record.notices.map((notice) => cut(notice, 200)).join('; ')}.</p>`}
${record.leftOut.length > 0 && html`<p class="small soft"><strong>Not taken along:</strong> ${record.leftOut.slice(0, shownLeftOut).map(({ label, value }, index) => html`${index > 0 && '; '}${label}: <bdi>${cut(value, 80)}</bdi>`)}${record.leftOut.length > shownLeftOut && `; and ${counted(record.leftOut.length - shownLeftOut, 'more field')}`}</p>`}
</section>`;
}

function table(fields: SampledRecord['fields'], from: string, to: string): Html {
  return html`<table>
<thead><tr><th scope="col">Field</th><th scope="col">In ${from}</th><th scope="col">Planned</th><th scope="col">In ${to} now</th><th scope="col" class="mark">Compared</th></tr></thead>
<tbody>${fields.map(
    (field) =>
      html`<tr${field.differs && new Html(' class="differs"')}><th scope="row">${field.label}</th><td data-in="In ${from}:">${value(field.source)}</td><td data-in="Planned:">${value(field.planned)}</td><td data-in="In ${to}:">${value(field.found)}</td><td class="mark">${mark(field)}</td></tr>`,
  )}</tbody>
</table>`;
}

function value(text: string): Html {
  return text === '' ? html`<span class="same">–</span>` : html`<bdi>${cut(text, shownCharacters)}</bdi>`;
}

function mark(field: SampledRecord['fields'][number]): Html {
  if (field.differs) return html`<span class="open">! differs</span>`;
  if (field.found === '') return html`<span class="soft">${field.planned === '' ? '' : 'sent'}</span>`;
  if (field.before !== '' && field.before === field.found) return html`<span class="soft">kept as it was</span>`;
  return html`<span class="yes">✓</span>${field.found !== field.planned && html` <span class="small soft">formatted</span>`}`;
}

function agreeForm({ action, expiresAt, agreed }: AgreeForm, view: SampleView, { to }: Ends): Html {
  if (agreed !== null) {
    return html`<section class="agree"><h2>You have agreed</h2><p>${agreed.name}, ${moment(agreed.at)}. Thank you: nothing else is needed from you.</p></section>`;
  }
  return html`<section class="agree"><h2>Do you agree?</h2>
<p>What you see here is in ${to} already (${counted(view.records.length, 'record')}), so that you can look at it. When you agree, everything else is brought over in the same way. If something is wrong, do not agree: tell your contact what it is.</p>
<form method="post" action="${action}">
<label>Your name<br><input type="text" name="name" required minlength="2" maxlength="100" autocomplete="name"></label>
<p><button type="submit">I have looked at the sample and agree</button></p>
<p class="small soft">This page is for you alone; it can be used until ${moment(expiresAt)}. Your name and the time are kept.</p>
</form></section>`;
}
