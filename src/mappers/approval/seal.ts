import { createHash } from 'node:crypto';
import { type MovedOutcomes, type SealPart, type SealParts, sealPartNames } from '../../model/approval.ts';
import type { SystemMetadata } from '../../model/catalogue.ts';
import { canonicalJson } from '../../model/json.ts';
import type { Mapping } from '../../model/mapping.ts';

export interface SealedDecisions {
  mapping: Mapping;
  source: SystemMetadata;
  destination: SystemMetadata;
  /** Versions of the two connectors, as the worker has them. */
  connectors: { source: string; destination: string };
  quiet: { by: string; at: string } | null;
  snapshot: number;
  /** How files are read, where the source is files. */
  readingPlan: unknown;
}

/** Fingerprints of all that a person agrees to. None of them can be changed afterwards without its part changing. */
export function sealPartsOf(decisions: SealedDecisions): SealParts {
  const { mapping, source, destination } = decisions;
  const { owners, newFields, pipelines, ...rest } = mapping;
  return {
    mapping: fingerprint({ ...rest, pipelines }),
    readingPlan: fingerprint({ plan: decisions.readingPlan, objects: readingOf(source) }),
    owners: fingerprint({ owners, there: ownersThere(mapping, destination) }),
    quiet: fingerprint({ confirmed: decisions.quiet, active: activeAutomations(destination) }),
    definitions: fingerprint({ newFields, stages: newStages(mapping), ...newStatuses(mapping) }),
    connectors: fingerprint(decisions.connectors),
    account: fingerprint(destination.account.id),
    snapshot: fingerprint(decisions.snapshot),
  };
}

export function sealOf(parts: SealParts): string {
  return fingerprint(parts);
}

/** Names a difference, so that two people agree to the same one. Which records are shown as examples is no part of it. */
export function sealOfDifference(moved: readonly MovedOutcomes[]): string {
  return fingerprint(moved.map(({ object, approved, now, count }) => `${object} ${approved} ${now} ${count}`).sort());
}

/** Parts that differ from those that were approved, in their order. */
export function changedParts(approved: SealParts, now: SealParts): SealPart[] {
  return sealPartNames.filter((part) => approved[part] !== now[part]);
}

const partWords: Readonly<Record<SealPart, string>> = {
  mapping: 'the mapping',
  readingPlan: 'how the source is read (its objects and fields)',
  owners: 'the owner plan (who gets whose records, and whether they still have an account)',
  quiet: 'the quiet plan (the automations that are switched on at the destination)',
  definitions: 'the fields, pipelines, stages and statuses to create',
  connectors: 'the version of a connector',
  account: 'the account at the destination',
  snapshot: 'the data that was read from the source',
};

/** The parts in words, for the person who has to look again. */
export function partsInWords(parts: readonly SealPart[]): string {
  return parts.map((part) => partWords[part]).join('; ');
}

/** Which objects and fields the source was read into. How full they are is no part of it. */
function readingOf(source: SystemMetadata) {
  return Object.entries(source.objects)
    .map(([object, { fields }]) => [object, fields.map(({ key, type }) => `${key} ${type}`).sort()])
    .sort();
}

/** Users at the destination that the mapping names and who can still own records. */
function ownersThere({ owners }: Mapping, destination: SystemMetadata): string[] {
  const named = new Set([owners.fallback, ...Object.values(owners.byId).map(({ to }) => to)]);
  return destination.users
    .filter((user) => named.has(user.id) && user.active)
    .map(({ id }) => id)
    .sort();
}

function activeAutomations({ automations }: SystemMetadata): string[] | null {
  return (
    automations
      ?.filter(({ active }) => active)
      .map(({ name, effect }) => `${name}: ${effect}`)
      .sort() ?? null
  );
}

function newStages({ pipelines }: Mapping) {
  const isNew = (to: string | null) => to?.startsWith('new:') === true;
  return pipelines
    .filter((pipeline) => isNew(pipeline.to) || pipeline.stages.some((stage) => isNew(stage.to)))
    .map(({ to, name, stages }) => [to, name, stages.filter((stage) => isNew(stage.to)).map((stage) => stage.to)]);
}

function newStatuses({ recordStatuses }: Mapping) {
  const names = recordStatuses?.filter(({ to }) => to?.startsWith('new:')).map(({ name }) => name) ?? [];
  return names.length === 0 ? {} : { statuses: names };
}

function fingerprint(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
