/** What a link is good for. One purpose has one kind of page: a link of another purpose opens nothing there. */
const linkPurposes = ['sample'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** What the signature of a link vouches for. */
export interface LinkClaims {
  purpose: LinkPurpose;
  migrationId: string;
  linkId: string;
  expiresAt: Date;
}

/** Signs links with a key that only this installation has, and tells its own from others. */
export interface LinkSigner {
  sign(claims: LinkClaims): string;
  /** What a link says; null unless it was signed here, for this purpose, and nothing in it was changed. */
  read(token: string, purpose: LinkPurpose): LinkClaims | null;
}
