import { z } from 'zod';
import type { DecisionName } from './decisions.ts';

/** From the least to the most: each role may do what those before it may. */
export const roles = ['viewer', 'operator', 'approver', 'admin'] as const;
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;

/** True where someone with `role` may do what asks for `needed`. */
export function roleReaches(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

export function lesserRole(one: Role, other: Role): Role {
  return roleReaches(one, other) ? other : one;
}

/** Who may take which decision. What lets writes begin asks for an approver; what takes them back for an admin. */
export const decisionRoles: Readonly<Record<DecisionName, Role>> = {
  pause: 'operator',
  resume: 'operator',
  cancel: 'operator',
  retryFailed: 'operator',
  topUp: 'operator',
  reconcile: 'operator',
  confirmQuiet: 'approver',
  approve: 'approver',
  requestChanges: 'approver',
  override: 'approver',
  close: 'approver',
  rollback: 'admin',
};
