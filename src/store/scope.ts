/** Whose rows a repository may touch. No method runs without one. */
export interface Scope {
  tenantId: string;
  migrationId: string;
}

/** A scope that also knows the pair of accounts, as the crosswalk needs it. */
export interface PairScope extends Scope {
  pairId: string;
}
