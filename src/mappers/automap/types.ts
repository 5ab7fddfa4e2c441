/** What a file holds, as far as its caller knows. A combined file carries company, contact and deal in one line. */
export type ObjectHint = 'contact' | 'lead' | 'company' | 'deal' | 'activity' | 'product' | 'user' | 'combined';

export type JoinedObject = 'contact' | 'company' | 'deal';

export interface ProposeColumnsInput {
  header: readonly string[];
  /** Example values by column, in the order of the header. Optional: names alone carry most of the evidence. */
  samples?: readonly (readonly string[])[];
  /** By column, the object of another file of which its values are ids. */
  joins?: readonly (JoinedObject | null)[];
  object: ObjectHint;
  /** Slug or name of the system that wrote the file: its own name in a header is then no riddle (`Copper ID`). */
  system?: string;
}

export interface Alternative {
  field: string;
  confidence: number;
}

export interface ColumnProposal {
  header: string;
  /** Concept key, or null where nothing is sure enough to fill in. */
  field: string | null;
  /** Probability that this answer, `field` or null, is the right one. */
  confidence: number;
  /** In words a person can check: what in the header, the values or the row led here. */
  reason: string;
  /** The column says the opposite of its field: an opt-out for an opt-in. */
  inverted?: boolean;
  /** With `field` null: worth a new custom field, or noise of the system that can stay behind. */
  otherwise?: 'custom' | 'ignore';
  /** Other fields that a person might choose, likeliest first. */
  alternatives: Alternative[];
}
