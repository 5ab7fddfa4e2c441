import { type Column, has, withdraw } from '../column.ts';
import { fillFrom } from '../explain.ts';

/** What a company file calls its companies, and which people stand in it. */
export function settleCompanyNames(columns: readonly Column[]): void {
  settleSecondName(columns);
  settleBareCustomer(columns);
  settleLonePerson(columns);
  settleStrangeName(columns);
  settleSecondCompany(columns);
  settleCompanyTitle(columns);
}

/** In a company file with a column `Company`, a bare `Name` is a person's. */
function settleSecondName(columns: readonly Column[]): void {
  const explicit = columns.some(
    (column) => column.answer?.field === 'company.name' && column.frame.entities.includes('company'),
  );
  if (!explicit || has(columns, 'contact.full_name')) return;
  for (const column of columns) {
    if (
      column.answer?.field === 'company.name' &&
      column.frame.entities.length === 0 &&
      !column.frame.atoms.has('legal')
    ) {
      withdraw(column, 'another column holds the name of the company');
    }
  }
}

/** In a company file with a plain `Name`, a bare `Partner` or `Customer` is another company. */
function settleBareCustomer(columns: readonly Column[]): void {
  const names = columns.filter(({ answer }) => answer?.field === 'company.name');
  if (!names.some(({ answer, frame }) => !answer?.bare && frame.atoms.has('name'))) return;
  for (const column of names)
    if (column.answer?.bare && column.frame.entities.at(-1) === 'customer')
      withdraw(column, 'another column holds the name of the company');
}

/** In a company file a `Position` or a `Mobile` without a person beside it is nobody's. */
function settleLonePerson(columns: readonly Column[]): void {
  const own = columns.filter((column) => column.answer?.base === 'contact');
  // a bare `Contact Person` keeps no field in a company file, but the person is there
  if (columns.some(({ frame }) => frame.entities.includes('person') && frame.unknown.length === 0)) return;
  const lone: ReadonlySet<string> = new Set(['title', 'salutation', 'phone_mobile']);
  if (own.some(({ answer }) => answer && !lone.has(answer.part))) return;
  for (const column of own)
    if (column.answer && column.frame.entities.length === 0) withdraw(column, 'no person stands in the row');
}

/** `Supplier Name`, `Dealership Name`: a word for firms that is not known here, in a company file without another name. */
function settleStrangeName(columns: readonly Column[]): void {
  if (columns.some(({ answer }) => answer?.field === 'company.name' && answer.confidence >= fillFrom)) return;
  const column = columns.find(({ answer, frame }) => answer?.field === 'company.name' && frame.unknown.length === 1);
  if (!column || column.index > 2) return;
  column.answer = { ...column.answer!, confidence: 0.65 };
  column.notes.push('no other column holds a name');
}

/** The name under which a firm is registered. */
const registered = /raison sociale|ragione sociale|raz[oó]n social|raz[aã]o social|denominazione|firmenname/i;

/** In a company file with a `Company Name`, an `Association` or an `Agency` is another one. */
function settleSecondCompany(columns: readonly Column[]): void {
  const names = columns.filter(({ answer }) => answer?.field === 'company.name');
  const own =
    names.find(({ answer, frame }) => !answer?.bare && frame.entities.includes('company')) ??
    names.find(({ header }) => registered.test(header));
  if (!own) return;
  for (const column of names)
    if (
      column !== own &&
      column.answer?.bare &&
      !/^(?:company|account|organi[sz]ation|business|customer|client)\b/i.test(column.header)
    )
      withdraw(column, 'another column holds the name of the company');
}

/** A company file without any name but with a `Title` calls the company's name so. */
function settleCompanyTitle(columns: readonly Column[]): void {
  if (has(columns, 'company.name')) return;
  const column = columns.find(({ answer, header }) => !answer && /^title$/i.test(header.trim()));
  if (!column) return;
  column.answer = {
    field: 'company.name',
    base: 'company',
    part: 'name',
    confidence: 0.75,
    inverted: false,
    bare: false,
    why: 'no other column holds a name',
  };
  column.notes.length = 0;
}
