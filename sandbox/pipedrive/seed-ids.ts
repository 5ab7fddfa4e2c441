import type { Story } from '../story/types.ts';

/** Ids of a story's records, by their index in it. A merged record's links point at the one it was merged into. */
export type SeedIds = {
  organization(index: number | null): number | null;
  person(index: number | null): number | null;
  deal(index: number | null): number | null;
  lead(index: number | null): string | null;
};

export function seedIds(story: Story): SeedIds {
  return {
    organization: (index) => standIn(story.companies, index),
    person: (index) => standIn(story.contacts, index),
    deal: (index) => (index === null ? null : index + 1),
    lead: (index) => (index === null ? null : leadIdOf(index)),
  };
}

function standIn(records: readonly { fate: string }[], index: number | null): number | null {
  if (index === null) return null;
  return records[index]!.fate === 'merged' ? index : index + 1;
}

/** A UUID that tells the lead's number. */
export function leadIdOf(index: number): string {
  return `${(0xad000000 + index).toString(16)}-0e10-41eb-879b-05d71fb426ec`;
}
