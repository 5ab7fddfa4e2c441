import { STORY_END_MS } from '../story/times.ts';
import type { MemberList } from './lists.ts';
import type { Portal } from './portal.ts';
import { tableOf } from './portal.ts';
import { instant } from './records.ts';

/** A list of each kind. */
export function seedLists(portal: Portal, contacts: readonly string[], companies: readonly string[]): void {
  portal.lists = [
    listOf(
      portal,
      '12',
      'VIP 🌟',
      'contacts',
      'MANUAL',
      contacts.filter((_, index) => index % 40 === 1),
    ),
    listOf(
      portal,
      '13',
      'Newsletter',
      'contacts',
      'DYNAMIC',
      contacts.filter((_, index) => index % 4 === 2),
    ),
    listOf(
      portal,
      '14',
      'Fair 2025',
      'companies',
      'SNAPSHOT',
      companies.filter((_, index) => index % 30 === 2),
    ),
  ];
}

function listOf(
  portal: Portal,
  listId: string,
  name: string,
  object: 'contacts' | 'companies',
  processingType: MemberList['processingType'],
  ids: readonly string[],
): MemberList {
  const { type, records } = tableOf(portal, object);
  const at = instant(STORY_END_MS);
  const members = new Map(ids.filter((id) => records.get(id)?.archived === false).map((id) => [id, at]));
  return { listId, name, objectTypeId: type.id, processingType, createdAt: at, updatedAt: at, members };
}
