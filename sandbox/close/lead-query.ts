import { compareMoments } from './filters.ts';
import { parseInstant } from './moments.ts';
import { invalid } from './replies.ts';
import type { CloseState } from './state.ts';
import type { Lead } from './types.ts';

const TERM =
  /(?<field>[a-z_]+)\s*(?<operator>>=|<=|>|<|:)\s*(?:"(?<quoted>[^"]*)"|(?<bare>\S+))|(?<word>[^\s"]+)|"(?<phrase>[^"]*)"/g;

/**
 * The older `query` of the lead list, in the part that integrations use: `email:"…"`, `name:"…"`,
 * `date_updated>="2025-01-01T10:00"` (to the minute), `sort:date_updated`, and words of the name.
 */
export function queryLeads(state: CloseState, query: string | null): readonly Lead[] {
  if (query === null || query.trim() === '' || query.trim() === '*') return state.leads.all();
  let order: string | undefined;
  const tests: ((lead: Lead) => boolean)[] = [];
  for (const { groups = {} } of query.matchAll(TERM)) {
    const value = groups['quoted'] ?? groups['bare'] ?? '';
    if (groups['field'] === 'sort') order = value;
    else if (groups['field'] !== undefined) tests.push(readTerm(state, groups['field'], groups['operator']!, value));
    else tests.push(hasWords(groups['word'] ?? groups['phrase'] ?? ''));
  }
  const leads = order === undefined ? state.leads.all() : sorted(state, order);
  return leads.filter((lead) => tests.every((test) => test(lead)));
}

function readTerm(state: CloseState, field: string, operator: string, value: string): (lead: Lead) => boolean {
  const wanted = value.toLowerCase();
  switch (field) {
    case 'email':
    case 'email_address':
      return (lead) =>
        state.contactsOf(lead.id).some(({ emails }) => emails.some(({ email }) => email.toLowerCase() === wanted));
    case 'name':
    case 'company':
      return hasWords(value);
    case 'status':
      return (lead) => state.leadStatuses.get(lead.status_id)?.label.toLowerCase() === wanted;
    case 'date_created':
    case 'date_updated':
    case 'created':
    case 'updated': {
      const bound = parseInstant(value);
      if (bound === undefined) throw invalid({ query: `"${value}" is not a date.` });
      const key = field.endsWith('created') ? 'date_created' : 'date_updated';
      return (lead) => holds(operator, compareMoments(lead[key], bound));
    }
    default:
      throw invalid({ query: `The field "${field}" is not known.` });
  }
}

function holds(operator: string, order: number): boolean {
  if (operator === '>=') return order >= 0;
  if (operator === '<=') return order <= 0;
  if (operator === '>') return order > 0;
  return operator === '<' ? order < 0 : order === 0;
}

function hasWords(text: string): (lead: Lead) => boolean {
  const words = text.toLowerCase().split(/\s+/);
  return (lead) => words.every((word) => (lead.name ?? '').toLowerCase().includes(word));
}

function sorted(state: CloseState, order: string): readonly Lead[] {
  const down = order.startsWith('-');
  const key = order.replace(/^-/, '').endsWith('created') ? 'date_created' : 'date_updated';
  return state.leads.sorted(order, (left, right) => (down ? -1 : 1) * compareMoments(left[key], right[key]));
}
