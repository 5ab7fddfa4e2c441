import { type Atom, entityAtoms } from './lexicon/atoms.ts';
import { meaningIn, type Reading } from './read-header.ts';

export type Entity = (typeof entityAtoms)[number];

/** What a header says once its language is settled. */
export interface Frame {
  /** Records that the header names, in its order: `Company - Contact Name` → company, person. */
  entities: readonly Entity[];
  atoms: ReadonlySet<Atom>;
  /** Words that stop a standard field, with the side they fall to. */
  custom: string | null;
  ignore: string | null;
  vendor: string | null;
  unknown: readonly string[];
  ordinal: number | null;
  customMark: string | null;
  /** 1 where every phrase was found as it stands; less after splits, repairs and foreign words. */
  clarity: number;
}

const silent: ReadonlySet<Atom> = new Set(['filler', 'vendor', 'custom', 'ignore']);
const entities: ReadonlySet<string> = new Set(entityAtoms);

export function isEntity(atom: Atom): atom is Entity {
  return entities.has(atom);
}

/** Settles what each phrase of a header means in a row of this language. */
export function frameOf(reading: Reading, language: string): Frame {
  const named: Entity[] = [];
  const atoms = new Set<Atom>();
  const marks: { custom: string | null; ignore: string | null; vendor: string | null } = {
    custom: null,
    ignore: null,
    vendor: null,
  };
  let clarity = 1;
  for (const unit of reading.units) {
    const atom = meaningIn(unit, language);
    if (atom === 'custom' || atom === 'ignore' || atom === 'vendor') marks[atom] ??= unit.phrase;
    else if (isEntity(atom)) named.push(atom);
    else if (!silent.has(atom)) atoms.add(atom);
    if (unit.found === 'repaired') clarity *= 0.88;
    if (unit.found === 'split') clarity *= 0.985;
    if (
      atom !== 'filler' &&
      !unit.meanings.some((meaning) => meaning.language === language || meaning.language === 'en')
    )
      clarity *= 0.96;
  }
  return {
    entities: named,
    atoms,
    ...marks,
    unknown: reading.unknown,
    ordinal: reading.ordinal,
    customMark: reading.customMark,
    clarity,
  };
}
