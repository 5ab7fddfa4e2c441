import { toLookAt } from '../../model/report.ts';
import { type Html, html } from './html.ts';
import { cameAcross, questionsOf, totalCounts, type View } from './view.ts';
import { counted, listed, moment, number, sentence } from './words.ts';

type Tone = 'good' | 'look' | 'bad';
interface Verdict {
  tone: Tone;
  title: string;
  text: string;
}

const signs: Readonly<Record<Tone, string>> = { good: '✓', look: '!', bad: '✕' };

/** Customer, way, and in one sentence whether everything is accounted for. */
export function headline(view: View): Html {
  const { report, from, to } = view;
  const { tone, title, text } = verdictOf(view);
  const account = (name: string | null) => (name === null ? '' : ` (${name})`);
  return html`<header>
<p class="kind">Migration report</p>
<h1>${report.customer}</h1>
<p class="lead">From ${from}${account(report.source.account)} to ${to}${account(report.destination.account)}${
    report.endedAt === null ? `, begun on ${moment(report.startedAt)}` : `, ${moment(report.endedAt)}`
  }</p>
<div class="verdict ${tone}"><span class="sign" aria-hidden="true">${signs[tone]}</span><div><strong>${title}</strong><p>${text}</p></div></div>
${tiles(view)}
</header>`;
}

/** The one sentence that matters most, and what follows from it. */
function verdictOf({ report, from, to }: View): Verdict {
  const total = totalCounts(report);
  const records = counted(total.source, 'record');
  switch (report.status) {
    case 'rolled_back':
      return {
        tone: report.undo.failed > 0 ? 'look' : 'good',
        title: 'This migration was rolled back.',
        text: `${counted(report.undo.reversed, 'change')} at ${to} were taken back, ${number(report.undo.kept)} kept because somebody has worked on the record since, ${number(report.undo.failed)} could not be taken back.`,
      };
    case 'failed':
    case 'cancelled':
      return {
        tone: 'bad',
        title: `This migration was ${report.status === 'failed' ? 'stopped by an error' : 'cancelled'} before it was complete.`,
        text: `Nothing is lost: what came across so far is listed here, ${from} was only read, and the migration can go on or be taken back.`,
      };
    case 'running':
    case 'waiting':
    case 'paused':
      return {
        tone: 'look',
        title: 'This migration is not complete yet.',
        text: `This is how it stands now. ${waitText(report.status)}`,
      };
    default:
  }
  if (!report.balanced) {
    return {
      tone: 'bad',
      title: 'Not everything is accounted for.',
      text: 'The lines of the table that do not add up are marked. Please do not switch over before this is cleared up.',
    };
  }
  if (total.source === 0) {
    return {
      tone: 'look',
      title: `There was nothing to move: ${from} holds no records.`,
      text: 'If you expected some, check the account and the rights of the key that was used.',
    };
  }
  const open = openPoints(report);
  if (open.length === 0) {
    return {
      tone: 'good',
      title: total.source === 1 ? 'Your record is accounted for.' : `All ${records} are accounted for.`,
      text: `${readBack(total, to)}${lostLinks(report)}`,
    };
  }
  return {
    tone: 'look',
    title:
      total.source === 1
        ? 'Your record is accounted for, and needs a look.'
        : `All ${records} are accounted for, with some to look at.`,
    text: `Each is listed below with its reason: ${listed(open)}.${lostLinks(report)}`,
  };
}

function waitText(status: string): string {
  return status === 'running'
    ? 'The work goes on.'
    : status === 'paused'
      ? 'It is paused.'
      : 'It waits for a decision.';
}

function openPoints(report: View['report']): string[] {
  const names = questionsOf(report).length;
  return [
    report.failuresTotal > 0 && `${number(report.failuresTotal)} did not come across`,
    report.heldTotal > 0 && `${number(report.heldTotal)} ${report.heldTotal === 1 ? 'waits' : 'wait'} for a decision`,
    report.driftTotal > 0 &&
      `${number(report.driftTotal)} ${report.driftTotal === 1 ? 'differs' : 'differ'} from what was sent`,
    report.doublesTotal > 0 &&
      `${number(report.doublesTotal)} ${report.doublesTotal === 1 ? 'seems' : 'seem'} to be there twice`,
    names > 0 &&
      `${counted(names, 'name')} ${names === 1 ? 'fits' : 'fit'} more than one record, and you can say which is meant`,
  ].filter((text) => text !== false);
}

/** Only what was written was read back. */
function readBack({ source, created, updated }: ReturnType<typeof totalCounts>, to: string): string {
  const written = created + updated;
  if (written === 0) return `Nothing had to be written to ${to}: what belongs there is there already.`;
  const each = written === source ? 'Every one' : 'Each that was written';
  return `${each} was read back from ${to} after the import and compared field by field; links between records were checked one by one.`;
}

/** A link that is lost is no record that is lost: it is told, and asks nothing of anybody that is not listed already. */
function lostLinks({ links }: View['report']): string {
  const lost = Object.values(links).reduce((sum, { missing, ambiguous }) => sum + missing + ambiguous, 0);
  return lost === 0
    ? ''
    : ` ${sentence(counted(lost, 'link'))} between records could not be kept: “Links between records” says why.`;
}

function tiles({ report, to }: View): Html {
  const across = Object.values(report.objects).reduce((sum, counts) => sum + cameAcross(counts), 0);
  const verified = Object.values(report.objects).reduce((sum, counts) => sum + counts.verified, 0);
  const { linked, links } = linkTotals(report);
  const tile = (value: number, text: string): Html => html`<li><b>${number(value)}</b><span>${text}</span></li>`;
  return html`<ul class="tiles">
${tile(across, `${across === 1 ? 'record' : 'records'} at ${to}`)}
${tile(verified, 'read back and found equal')}
${tile(linked, linked === links ? `${linked === 1 ? 'link' : 'links'} between records kept` : `of ${counted(links, 'link')} between records kept`)}
${tile(toLookAt(report) + questionsOf(report).length, 'to look at')}
</ul>`;
}

function linkTotals({ links }: View['report']): { linked: number; links: number } {
  const all = Object.values(links);
  return {
    linked: all.reduce((sum, link) => sum + link.linked, 0),
    links: all.reduce((sum, link) => sum + link.source, 0),
  };
}
