import type { PartPlan } from '../../model/reading-plan.ts';
import { activityObjects } from '../../model/record.ts';
import { proposeColumns } from '../automap/propose-columns.ts';
import type { ColumnProposal, JoinedObject, ObjectHint } from '../automap/types.ts';
import { namesRefusalDay } from '../values/refusals.ts';
import type { ColumnProfile } from './inspection.ts';

const known = new Set(['contact', 'lead', 'company', 'deal', 'product', 'user', 'activity']);

/** Links that have a concept at each object that can have them. */
const linkConcepts = new Set(['company', 'contact', 'deal', 'parent']);

export interface PartColumns {
  object: string;
  columns: readonly ColumnProfile[];
  idColumn: string | null;
  ownerColumn: string | null;
  /** Columns that hold another record of the given files, by column: company, contact, deal, parent. */
  linkColumns: ReadonlyMap<string, string>;
  /** Columns whose values were found among the ids of another file, by the object that it holds. */
  joins: ReadonlyMap<string, string>;
}

export interface Meanings {
  /** Concept by column; columns without a standard meaning are left out. */
  concepts: Record<string, string>;
  /** Columns that say the opposite of their concept. */
  inverted: string[];
  /** How sure the column mapper is of the concepts that are its own. */
  recognised: NonNullable<PartPlan['recognised']>;
}

/** What the columns of one kind of record mean, as far as the column mapper is sure and the values do not know better. */
export function meaningsOf(part: PartColumns): Meanings {
  const base = activityObjects.has(part.object) ? 'activity' : part.object;
  const proposals = propose(base, part);
  const concepts: Record<string, string> = {};
  const inverted: string[] = [];
  const recognised: Meanings['recognised'] = {};
  part.columns.forEach(({ column, type }, index) => {
    const proposal = proposals[index];
    const field = proposal?.field ?? null;
    // What the values proved counts for more than the name: this column identifies the record, that one names its owner.
    if (column === part.idColumn) concepts[column] = `${base}.source_id`;
    else if (column === part.ownerColumn) concepts[column] = field?.endsWith('.owner') ? field : `${base}.owner`;
    else if (linkConcepts.has(part.linkColumns.get(column) ?? ''))
      concepts[column] = `${base}.${part.linkColumns.get(column)}_id`;
    else if (field !== null && proposal?.inverted && type === 'boolean') {
      concepts[column] = field;
      inverted.push(column);
    } else if (ofPeople.has(base) && tellsRefusal(column, type, proposal)) concepts[column] = 'contact.refusal';
    else if (field !== null && !proposal?.inverted) concepts[column] = field;
    if (proposal && field !== null && concepts[column] === field)
      recognised[column] = { confidence: proposal.confidence, reason: proposal.reason };
  });
  return { concepts, inverted, recognised };
}

const ofPeople = new Set(['contact', 'lead']);
const mailFields = new Set(['contact.email_opt_in', 'contact.do_not_contact']);
const dayTypes = new Set(['date', 'local_time', 'instant']);

/**
 * Somebody's refusal told by its day or in words. An opt-out that is no plain yes or no cannot be turned round into consent,
 * and what it says must not be lost either.
 */
function tellsRefusal(column: string, type: ColumnProfile['type'], proposal: ColumnProposal | undefined): boolean {
  if (proposal?.inverted && proposal.field !== null && mailFields.has(proposal.field)) return true;
  return dayTypes.has(type) && namesRefusalDay(column);
}

function propose(base: string, { columns, joins }: PartColumns): ColumnProposal[] {
  if (!known.has(base)) return [];
  return proposeColumns({
    header: columns.map(({ column }) => column),
    samples: columns.map(({ examples }) => examples),
    joins: columns.map(({ column }) => joined(joins.get(column))),
    object: base as ObjectHint,
  });
}

function joined(object: string | undefined): JoinedObject | null {
  return object === 'contact' || object === 'company' || object === 'deal' ? object : null;
}
