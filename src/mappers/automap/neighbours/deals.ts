import { type Column, has, settle, withdraw } from '../column.ts';
import { fillFrom } from '../explain.ts';
import type { ObjectHint } from '../types.ts';

/** Names, amounts and regions of deals that only the whole row can tell apart. */
export function settleDeals(columns: readonly Column[], object: ObjectHint): void {
  if (object !== 'deal') return;
  settleBareDeal(columns);
  settleLeadId(columns);
  readStrangeName(columns);
  readWorth(columns);
  settleOtherFirm(columns);
  settlePosition(columns);
  settleForecast(columns);
  settleVerdict(columns);
  settleLoneRegion(columns);
}

/** `TITLE, OPPORTUNITY, CURRENCY_ID`: where the name has a column of its own, a bare `Opportunity` is what it is worth. */
function settleBareDeal(columns: readonly Column[]): void {
  const names = columns.filter(({ answer }) => answer?.field === 'deal.name');
  const named = names.some(
    ({ answer, frame }) => !answer?.bare && (frame.atoms.has('title') || frame.atoms.has('name')),
  );
  if (!named) return;
  for (const column of names) {
    if (!column.answer?.bare) continue;
    const worth = !has(columns, 'deal.amount') && has(columns, 'deal.currency');
    if (worth)
      settle(column, { field: 'deal.amount', part: 'amount', confidence: 0.75 }, 'another column holds the name');
    else withdraw(column, 'another column holds the name of the deal');
  }
}

/** `lead_id` is the deal's own id only where other columns call the deal a lead as well. */
function settleLeadId(columns: readonly Column[]): void {
  const isLead = ({ frame }: Column) => frame.entities.at(-1) === 'lead';
  for (const column of columns) {
    if (column.answer?.field !== 'deal.source_id' || !isLead(column)) continue;
    const called = columns.some((other) => other !== column && isLead(other) && other.answer?.base === 'deal');
    if (!called) withdraw(column, 'a lead is where the deal came from');
  }
}

const reckonedWord =
  /forecast|expected|project(?:ed|ion)|erwartet|attendu|prévu|esperad|previst|attes[oi]|verwacht|oczekiwan|förvänt|forvent|beklenen|ожида|期待|見込|预计/i;

const project =
  /^(?:proje[ck]t|projet|proyecto|projeto|progetto|proje|проект|プロジェクト|项目)(?:[\s_]?name|名称?)?$/i;

/** `Project Name`, `Matter Name`: a word for deals that is not known here, in front and where no other column is a name. */
function readStrangeName(columns: readonly Column[]): void {
  if (columns.some(({ answer }) => answer?.field === 'deal.name' && answer.confidence >= fillFrom)) return;
  const column = columns.find(
    ({ answer, frame, header }) =>
      (answer?.field === 'deal.name' && frame.unknown.length === 1) || (!answer && project.test(header.trim())),
  );
  if (!column || column.index > 2) return;
  const found = {
    field: 'deal.name',
    base: 'deal',
    part: 'name',
    inverted: false,
    bare: false,
    why: 'in front',
  } as const;
  column.answer = { ...(column.answer ?? found), confidence: 0.65 };
  column.notes.push('no other column holds a name');
}

/** What a contract is worth, by year or in all, is the amount of a deal that has no other. */
function readWorth(columns: readonly Column[]): void {
  if (has(columns, 'deal.amount')) return;
  const worth = columns.filter(({ header }) => /^(?:acv|tcv|arr|mrr)(?:[\s_(].*)?$/i.test(header.trim()));
  const [column] = worth;
  if (worth.length !== 1 || !column || column.answer) return;
  const why = 'what the contract is worth, and no other column holds an amount';
  column.answer = {
    field: 'deal.amount',
    base: 'deal',
    part: 'amount',
    confidence: 0.6,
    inverted: false,
    bare: false,
    why,
  };
}

/** `Partner` beside the client of a deal is another firm. */
function settleOtherFirm(columns: readonly Column[]): void {
  const firms = columns.filter(({ answer }) => answer?.field === 'deal.company_name');
  if (firms.length < 2) return;
  for (const column of firms)
    if (/^partners?$/i.test(column.header.trim())) withdraw(column, 'the client stands beside it');
}

/** `position` in a file of deals is a place in the list, unless a person stands beside it. */
function settlePosition(columns: readonly Column[]): void {
  for (const column of columns) {
    if (column.answer?.field !== 'contact.title' || !/^position$/i.test(column.header.trim())) continue;
    const near = columns.slice(Math.max(0, column.index - 3), column.index + 4);
    if (!near.some(({ answer }, index) => answer && near[index] !== column && /contact/.test(answer.field)))
      withdraw(column, 'no person stands beside it');
  }
}

/** An expected or forecast amount beside a plain one is reckoned from it. */
function settleForecast(columns: readonly Column[]): void {
  const amounts = columns.filter(({ answer }) => answer?.field === 'deal.amount' && answer.confidence >= fillFrom);
  const reckoned = amounts.filter(({ frame, header }) => frame.atoms.has('expected') || reckonedWord.test(header));
  if (reckoned.length === amounts.length) return;
  for (const column of reckoned) withdraw(column, 'another column holds the amount that it is reckoned from');
}

/** `Won` alone is yes or no as often as a date: the values tell, or nothing does. */
function settleVerdict(columns: readonly Column[]): void {
  for (const column of columns) {
    const { answer, frame, header, profile } = column;
    const bare =
      answer?.base === 'deal' && frame.atoms.size === 1 && (frame.atoms.has('won') || frame.atoms.has('lost'));
    if (bare && /^(?:is[\s_]?)?\p{L}+$/iu.test(header.trim()) && profile.share.date < 0.5)
      withdraw(column, 'may as well hold yes or no');
  }
}

/** `Region` without a street or city beside it is where the sellers are. */
function settleLoneRegion(columns: readonly Column[]): void {
  const places = columns.filter(({ answer }) => answer?.part.startsWith('address.'));
  const [only] = places;
  if (places.length === 1 && only?.answer?.part === 'address.region' && only.frame.entities.length === 0)
    withdraw(only, 'no address stands in the row');
}
