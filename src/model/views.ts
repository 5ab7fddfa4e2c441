import type { Json, JsonObject } from './json.ts';
import type { Placement } from './plan.ts';

/** The other end of a link, as far as planning this end needs to know it. */
export interface LinkView {
  kind: string;
  toObject: string;
  toId: string | null;
  /** The source's own links that became this one, where an end of theirs became part of another record. */
  stated?: { fromId: string; toId: string }[];
  state: 'resolved' | 'missing' | 'ambiguous';
  isPrimary: boolean;
  position: number;
  label: string | null;
  /** How a person names the other end; for fields and lines of text. */
  name: string | null;
  plan: {
    outcome: string;
    destinationObject: string | null;
    placement: Placement | null;
    /** The destination record that the other end joins. */
    matchedId?: string | null;
  } | null;
}

/** A record of the destination that shares a match key with this one. */
export interface MatchCandidate {
  id: string;
  /** Object at the destination; without it that of the route. */
  destinationObject?: string;
  values: JsonObject;
  /** `contact.email ann@acme.example`: concept and normalised value. */
  keys: string[];
}

export interface CrosswalkView {
  role: string;
  destinationObject: string;
  destinationId: string;
  contentHash: string;
  origin: 'created' | 'matched';
}

/** What a reference field of a record was set to by us. */
export interface SetLink {
  field: string;
  object: string;
  sourceId: string;
  role: string;
  /** Whether the other end is among what this migration has read: what it cannot see it does not take away. */
  read: boolean;
}

/** A record that may be the same as others of its source. */
export interface DuplicateView {
  decision: 'apart' | 'merge' | 'hold';
  /** How many others are in its group. */
  others: number;
  kinds: string[];
  mergedInto: string | null;
  /** Records that become part of this one. */
  members: { sourceId: string; values: Record<string, Json> }[];
}

/** One record with all that planning it needs, gathered by SQL: no mapper is handed a whole object's records. */
export interface RecordView {
  object: string;
  sourceId: string;
  values: Record<string, Json>;
  state: 'active' | 'archived' | 'deleted' | 'refused';
  problems: { code: string; message: string; hint?: string | undefined; field?: string | undefined }[];
  createdAt: string | null;
  updatedAt: string | null;
  links: LinkView[];
  crosswalk: CrosswalkView[];
  /** What its reference fields were set to when it came across. */
  setLinks?: SetLink[];
  candidates: MatchCandidate[];
  /** Values of linked records that routes ask for: `deal.status` → the statuses of its deals. */
  linkedFacts: Record<string, string[]>;
  duplicate?: DuplicateView;
}
