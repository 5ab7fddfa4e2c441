import { type Atom, entityAtoms } from './lexicon/atoms.ts';
import { meaningIn, type Reading } from './read-header.ts';

export type Entity = (typeof entityAtoms)[number];

/** What a header says once its language is settled. */
export interface Frame {
  header: string;
  /** Records that the header names, in its order: `Company - Contact Name` → company, person. */
  entities: readonly Entity[];
  atoms: ReadonlySet<Atom>;
  /** The last word names a record: `Address Company` is a company, `Company Address` is not. */
  endsInEntity: boolean;
  /** Words that stop a standard field, with the side they fall to. */
  custom: string | null;
  ignore: string | null;
  vendor: string | null;
  unknown: readonly string[];
  ordinal: number | null;
  /** People are counted: `Contact 2 Phone` is the phone of a second one. */
  countsPeople: boolean;
  customMark: string | null;
  /** Asks a question: `Is Company`, `Has Email`. Only a yes or no can answer it. */
  question: boolean;
  /** Speaks of deals in the plural: all those of a person or company, counted or added up. */
  severalDeals: boolean;
  /** `Members`, `Guests`: other people than the one of the record. */
  severalPeople: boolean;
  /** 1 where every phrase was found as it stands; less after splits, repairs and foreign words. */
  clarity: number;
}

const questions: ReadonlySet<string> = new Set(['is', 'has', 'was', 'are', 'ist', 'hat']);
/** `Est client`, `Es cliente`: a word that asks only before one of these; `Est.` elsewhere is an estimate. */
const romanceQuestion =
  /^(?:est|es|e|eh) (?:une? |una? |uma? )?(?:client|societe|entreprise|empresa|azienda|cliente|prospect|prospecto|fournisseur|fornitore|proveedor|fornecedor|actif|activo)/;
const verdicts: ReadonlySet<string> = new Set(['verified', 'validated', 'confirmed', 'flag']);
/** `Modified by` in the languages that say it with a word of its own: who did it, not when. */
const agents: ReadonlySet<string> = new Set('by von durch par por da door av af przez'.split(' '));
const silent: ReadonlySet<Atom> = new Set(['filler', 'vendor', 'custom', 'ignore']);
const entities: ReadonlySet<string> = new Set(entityAtoms);

function isEntity(atom: Atom): atom is Entity {
  return entities.has(atom);
}

/** `Is Company`, `Phone 1 - Is Landline`, `emailAddressVerified`. */
function isQuestion({ header, words }: Reading): boolean {
  if (romanceQuestion.test(words.join(' '))) return true;
  const asks = questions.has(words[0] ?? '') && /^[a-z_]/i.test(header);
  return asks || / - (?:is|has)\b/i.test(header) || verdicts.has(words.at(-1) ?? '');
}

/** One of two things in one cell: `WhatsApp / Teléfono`, `Phone or WhatsApp`. */
const eitherOr = /[/|&]|\s(?:or|and|o|y|e|ou|et|oder|und|of|en|lub|veya|или)\s/i;

/** Settles what each phrase of a header means in a row of this language. */
export function frameOf(reading: Reading, language: string): Frame {
  const named: Entity[] = [];
  const atoms = new Set<Atom>();
  const marks: { custom: string | null; ignore: string | null; vendor: string | null } = {
    custom: null,
    ignore: null,
    vendor: null,
  };
  const unknown = [...reading.unknown];
  let clarity = 1;
  let severalDeals = false;
  let severalPeople = false;
  let endsInEntity = false;
  for (const unit of reading.units) {
    const isOwn = unit.meanings.some((meaning) => meaning.language === language || meaning.language === 'en');
    const atom = meaningIn(unit, language);
    // a slip of the pen is one in the language of the row: `Called` is no misspelt `Calle`
    if (atom === null || (unit.found === 'repaired' && !isOwn)) {
      unknown.push(unit.phrase);
      continue;
    }
    endsInEntity = isEntity(atom);
    if (atom === 'custom' || atom === 'ignore' || atom === 'vendor') marks[atom] ??= unit.phrase;
    else if (isEntity(atom)) {
      named.push(atom);
      severalDeals ||= atom === 'deal' && unit.phrase.endsWith('s');
      severalPeople ||= atom === 'person' && unit.phrase.endsWith('s');
    } else if (!silent.has(atom)) atoms.add(atom);
    if (unit.found === 'repaired') clarity *= 0.88;
    if (unit.found === 'split') clarity *= 0.985;
    if (atom !== 'filler' && !isOwn) clarity *= 0.96;
  }
  // Oracle and SAP call every record a party: `OwnerPartyName`, `PrimaryContactPartyID`
  if (/party/i.test(reading.header) && (named.length > 1 || atoms.has('owner')))
    named.splice(named.lastIndexOf('customer'), 1);
  // `WhatsApp / Phone` is a phone that also answers there
  if (
    /whats ?app/.test(marks.custom ?? '') &&
    eitherOr.test(reading.header) &&
    (atoms.has('phone') || atoms.has('mobile'))
  )
    marks.custom = null;
  const agent = reading.words.at(-1) ?? '';
  if (agents.has(agent) && (atoms.has('created') || atoms.has('updated'))) marks.ignore ??= reading.words.join(' ');
  // `Phone #2` and `Email No. 1` count, they do not number.
  if (reading.ordinal !== null) atoms.delete('number');
  return {
    header: reading.header,
    question: isQuestion(reading),
    entities: named,
    atoms,
    endsInEntity,
    ...marks,
    unknown,
    ordinal: reading.ordinal,
    countsPeople: reading.counted !== null && meaningIn(reading.counted, language) === 'person',
    customMark: reading.customMark,
    severalDeals,
    severalPeople,
    clarity,
  };
}
