import { findObjectType } from './object-types.ts';
import type { Portal, Table } from './portal.ts';
import { invalid } from './replies.ts';

/** How many of a record's associations a list answer holds at most; the rest must be asked for by themselves. */
const MAX_INLINE = 100;

type Inline = { results: { id: string; type: string }[]; paging?: { next: { after: string; link: string } } };

/** The associations that stand inside a record: capped, and an id once for each label. */
export function inlineAssociations(
  portal: Portal,
  table: Table,
  id: string,
  names: readonly string[],
): Record<string, Inline> | undefined {
  let found: Record<string, Inline> | undefined;
  for (const name of names) {
    const to = findObjectType(name);
    const kinds = to === undefined ? undefined : portal.associations.kinds(table.type.name, to.name);
    if (to === undefined || kinds === undefined) throw invalid(`${table.type.name} cannot be associated with ${name}`);
    const all = portal.associations.of(table.type.name, id, to.name).filter((link) => isLive(portal, to.name, link.id));
    if (all.length === 0) continue;
    const links = all.slice(0, MAX_INLINE);
    const results = links.flatMap((link) =>
      [...link.typeIds]
        .reverse()
        .map((typeId) => ({ id: link.id, type: kinds.find((kind) => kind.typeId === typeId)!.name })),
    );
    const more = all[MAX_INLINE];
    const link = `https://api.hubapi.com/crm/objects/2026-09/${table.type.name}/${id}/associations/${to.name}`;
    found ??= {};
    found[to.name] = more === undefined ? { results } : { results, paging: { next: { after: more.id, link } } };
  }
  return found;
}

/** Associations with archived records are hidden until those are restored. */
export function isLive(portal: Portal, type: string, id: string): boolean {
  return portal.tables.get(type)!.records.get(id)?.archived === false;
}
