import { columnRole } from './column-role.ts';
import type { KeyKind } from './fold-key.ts';
import type { Aspect } from './header-words.ts';
import type { KeyColumn } from './key-study.ts';

const maximumCandidates = 20;

interface HeaderColumn {
  index: number;
  column: string;
  objects: string[];
  aspect: Aspect | null;
}

const foldOf: Partial<Record<Aspect, KeyKind>> = { email: 'email', domain: 'domain', website: 'domain', id: 'id' };

/** How values of a key column are folded, by what its header says. */
export function keyKindOfColumn(column: string): KeyKind {
  return foldOf[columnRole(column).aspect ?? 'name'] ?? 'name';
}

/**
 * Column combinations worth watching while a file is read, from its header alone: what might identify a company, a contact,
 * a deal. Which of them does is decided by the rows.
 */
export function keyCandidates(header: readonly string[]): KeyColumn[][] {
  const columns = header.map((column, index) => ({ index, column, ...columnRole(column) }));
  const candidates: KeyColumn[][] = [];
  for (const object of ['company', 'contact', 'deal', 'lead', 'product', 'user', 'activity']) {
    const own = columns.filter((column) => column.objects.length === 0 || column.objects.includes(object));
    candidates.push(...combinations(object, own, columns));
  }
  const seen = new Set<string>();
  return candidates
    .filter((candidate) => {
      const name = candidate.map(({ index }) => index).join('+');
      return candidate.length > 0 && !seen.has(name) && seen.add(name);
    })
    .slice(0, maximumCandidates);
}

function combinations(object: string, own: HeaderColumn[], all: readonly HeaderColumn[]): KeyColumn[][] {
  const named = (aspect: Aspect) =>
    own.find((column) => column.aspect === aspect && column.objects.includes(object)) ??
    own.find((column) => column.aspect === aspect && column.objects.length === 0);
  const key = (...found: (HeaderColumn | undefined)[]): KeyColumn[] =>
    found.every((column) => column !== undefined)
      ? found.map(({ index, column }) => ({ index, column, fold: keyKindOfColumn(column) }))
      : [];
  const id = named('id');
  const name = named('name');
  if (object === 'company') {
    const domain = named('domain') ?? named('website');
    const places = [named('postal_code'), named('street'), named('city')];
    return [
      ...[key(id), key(domain), key(name), key(domain, name)],
      ...places.map((place) => key(domain, place)),
      ...places.map((place) => key(name, place)),
    ];
  }
  if (object === 'contact' || object === 'lead' || object === 'user') {
    const first = named('first_name');
    const last = named('last_name');
    return [key(id), key(named('email')), key(first, last), key(named('full_name') ?? name)];
  }
  if (object === 'deal') return [key(id), key(name), key(name, companyOf(all))];
  return [key(id), key(name), object === 'product' ? key(named('sku')) : []];
}

/** The column that names the company of a line: two customers may each have a deal called Renewal. */
function companyOf(columns: readonly HeaderColumn[]): HeaderColumn | undefined {
  const named = columns.filter(({ objects }) => objects.length === 1 && objects[0] === 'company');
  return (
    named.find(({ aspect }) => aspect === 'domain' || aspect === 'id') ?? named.find(({ aspect }) => aspect === 'name')
  );
}
