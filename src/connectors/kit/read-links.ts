import type { RecordLink } from '../../model/record.ts';
import type { LinkDefinition } from '../../model/source-definition.ts';
import { getterOf, idText } from './read-path.ts';

/** The links that a row itself tells. */
export type LinksReader = (row: unknown) => RecordLink[];

/** All links with a path as one function; the same target twice in one kind is one link. */
export function linksReader(definitions: LinkDefinition[]): LinksReader {
  const readers = definitions.flatMap((link) =>
    link.path === undefined ? [] : [{ link, get: getterOf(link.path), isPrimary: link.primary === true }],
  );
  return (row) => {
    const links: RecordLink[] = [];
    for (const { link, get, isPrimary } of readers) {
      const found = get(row);
      const targets = Array.isArray(found) ? found : [found];
      for (const target of targets) {
        const toId = idText(target);
        if (toId !== undefined) addLink(links, newLink(link, toId, isPrimary && target === targets[0]));
      }
    }
    return links;
  };
}

export function newLink(link: LinkDefinition, toId: string, primary: boolean, label?: string): RecordLink {
  const made: RecordLink = { kind: link.kind, toObject: link.to, toId };
  if (label !== undefined) made.label = label;
  if (primary) made.primary = true;
  return made;
}

/** Adds a link, or adds to the known one what the second telling says. */
export function addLink(links: RecordLink[], link: RecordLink): void {
  const known = links.find(
    ({ kind, toObject, toId }) => kind === link.kind && toObject === link.toObject && toId === link.toId,
  );
  if (known === undefined) {
    links.push(link);
    return;
  }
  if (link.primary === true) known.primary = true;
  if (link.label !== undefined) known.label = link.label;
}
