import type { DestinationObject } from '../../model/destination-object.ts';
import type { Placement, ReferenceField } from '../../model/plan.ts';
import { settingObjects } from '../../model/record.ts';
import type { LinkView, RecordView } from '../../model/views.ts';

/** The role of a parent that a record brings because it has none. */
export const ownParentRole = 'own parent';

export type Parent =
  | { kind: 'borrowed'; placement: Placement; via: LinkView }
  | { kind: 'own' }
  | { kind: 'blocked'; via: LinkView };

/** Links of a kind with a usable other end: primary first, then in the source's order. */
function linksOf(record: RecordView, kind: string): LinkView[] {
  return record.links
    .filter((link) => link.kind === kind && link.state === 'resolved' && link.toId !== null)
    .sort((a, b) => Number(b.isPrimary) - Number(a.isPrimary) || a.position - b.position);
}

/** Where a nested record hangs: under the parent that its links lead to, in the order of `via`, or under one of its own. */
export function findParent(record: RecordView, nest: NonNullable<DestinationObject['nest']>): Parent {
  for (const kind of nest.via) {
    if (kind === 'own') return { kind: 'own' };
    for (const via of linksOf(record, kind)) {
      if (via.plan?.placement) return { kind: 'borrowed', placement: via.plan.placement, via };
      if (via.plan !== null && (via.plan.outcome === 'hold' || via.plan.outcome === 'reject'))
        return { kind: 'blocked', via };
    }
  }
  return { kind: 'own' };
}

/**
 * References of a destination object that the record's links fill, and the links that no reference can hold. `mayBecome` says
 * whether records of an object can become another one: the other end of a `later` link may not be planned yet.
 */
export function linkReferences(
  record: RecordView,
  object: DestinationObject,
  parent: Placement | null,
  mayBecome: (object: string, to: string) => boolean,
): {
  references: ReferenceField[];
  carried: Map<LinkView, string>;
  later: Map<LinkView, ReferenceField>;
  left: LinkView[];
} {
  const references: ReferenceField[] = [];
  const carried = new Map<LinkView, string>();
  const later = new Map<LinkView, ReferenceField>();
  for (const reference of object.references) {
    const [link] = linksOf(record, reference.link).filter((candidate) => {
      const becomes = candidate.plan?.destinationObject ?? null;
      const open = becomes === null && reference.need === 'later' && mayBecome(candidate.toObject, reference.to);
      if (becomes !== reference.to && !open) return false;
      return !reference.sameParent || samePlacement(candidate.plan?.placement ?? null, parent);
    });
    if (!link || link.toId === null) continue;
    const filled: ReferenceField = {
      field: reference.field,
      object: link.toObject,
      sourceId: link.toId,
      role: 'main',
      need: reference.need,
      link: { kind: link.kind, toObject: link.toObject, toId: link.toId },
    };
    if (reference.need === 'later') {
      later.set(link, { ...filled, to: reference.to });
      continue;
    }
    references.push(filled);
    carried.set(link, reference.field);
  }
  for (const link of record.links) {
    if (later.has(link) || carried.has(link) || link.state !== 'resolved') continue;
    // hanging under it says the relation as well as a field would; hanging beside it does not say to which of many
    const isParent = link.plan?.destinationObject === object.nest?.under;
    if (isParent && samePlacement(link.plan?.placement ?? null, parent)) carried.set(link, 'parent');
  }
  const left = record.links.filter(
    (link) => link.state === 'resolved' && !carried.has(link) && !later.has(link) && !settingObjects.has(link.toObject),
  );
  return { references, carried, later, left };
}

function samePlacement(a: Placement | null, b: Placement | null): boolean {
  return a !== null && b !== null && a.object === b.object && a.sourceId === b.sourceId && a.role === b.role;
}
