import { agreedBy, missingAgreements, missingText } from '../mappers/approval/agreements.ts';
import { differenceText, movedTooFar } from '../mappers/approval/judge.ts';
import { changedParts, partsInWords, sealOf, sealOfDifference, sealPartsOf } from '../mappers/approval/seal.ts';
import { type AgreementNeeds, agreementNeedsOf, type SealParts } from '../model/approval.ts';
import type { DryRunResult, Need } from '../model/stage-results.ts';
import { addAgreement, readAgreements, voidAgreements } from '../store/agreement-store.ts';
import { keepApprovedOutcomes, movedSinceApproval } from '../store/approval-store.ts';
import { audit } from '../store/audit-store.ts';
import { getMapping } from '../store/mapping-store.ts';
import { type MigrationRow, scopeOf } from '../store/migration-row.ts';
import { updateMigration } from '../store/migration-store.ts';
import { planOutcomes } from '../store/plan-store.ts';
import { readGaps, readSample } from '../store/sample-store.ts';
import { type ActivityContext, type ById, metadataOf, migrationOf } from './context.ts';
import { needsTwoPeople, twoPeople } from './override.ts';

interface SealInput extends ById {
  by: string;
  mappingVersion: number;
  note?: string | undefined;
  agreement?: string | undefined;
}

export function approvalActivities(context: ActivityContext) {
  const { db } = context;
  return {
    async approvalNeed(input: ById): Promise<Need> {
      const row = await migrationOf(context, input);
      const sample = await readSample(db, scopeOf(row));
      const version = row.mappingVersion;
      return {
        code: row.approval?.voided === undefined ? 'approval' : 'approval_void',
        message: [
          ...(await voidText(context, row)),
          `A sample of ${sample.length} records is at the destination, made with mapping version ${version}.`,
          ...gapText(await readGaps(db, scopeOf(row))),
          ...(await agreementText(context, row, agreementNeedsOf(row.file))),
        ].join('\n'),
        hint: 'Compare it with the source, then approve it; or change the mapping and have the sample taken again (requestChanges).',
        decision: 'approve',
      };
    },

    /**
     * Seals the approval to the decisions it was made on, and keeps what is planned for each record beside it; not before
     * everybody has agreed who has to. Agreements are read from the store: what a signal names may be anything.
     */
    async sealApproval(input: SealInput): Promise<{ sealed: boolean }> {
      const row = await migrationOf(context, input);
      const scope = scopeOf(row);
      const needs = agreementNeedsOf(row.file);
      let { by } = input;
      if (needs.second || needs.customer) {
        if (input.agreement === undefined) await agreeUnsigned(context, row, input);
        const agreements = await readAgreements(db, scope, input.mappingVersion);
        if (missingAgreements(needs, agreements).length > 0) return { sealed: false };
        by = agreedBy(agreements);
      }
      const parts = await currentParts(context, row);
      await keepApprovedOutcomes(db, scope, input.mappingVersion);
      await updateMigration(db, scope, {
        approval: {
          by,
          at: new Date().toISOString(),
          mappingVersion: input.mappingVersion,
          seal: sealOf(parts),
          parts,
          outcomes: await planOutcomes(db, scope),
          ...(input.note !== undefined && { note: input.note }),
        },
      });
      return { sealed: true };
    },

    /** Compares what is planned now with what was approved, record by record. */
    async judgeChanges(input: ById): Promise<DryRunResult> {
      const row = await migrationOf(context, input);
      const outcomes = await planOutcomes(db, scopeOf(row));
      if (row.approval === null) return { outcomes, needs: null };
      const moved = await movedSinceApproval(db, scopeOf(row), row.mappingVersion ?? 1);
      const needs = movedTooFar(moved, row.approval.outcomes);
      if (needs === null || !needsTwoPeople(row)) return { outcomes, needs };
      const subject = `override:${sealOfDifference(moved)}`;
      const message = [needs.message, ...(await agreementText(context, row, twoPeople, subject))].join('\n');
      return { outcomes, needs: { ...needs, message, hint: twoOverride, subject } };
    },

    /** What has changed at the source since the snapshot is read: the approval goes on to stand for it. */
    async endRefresh(input: ById): Promise<void> {
      const row = await migrationOf(context, input);
      if (row.approval?.refreshed === undefined) return;
      const refreshed = { ...row.approval.refreshed, snapshot: row.snapshot, done: true };
      await updateMigration(db, scopeOf(row), { approval: { ...row.approval, refreshed } });
    },
  };
}

const twoOverride =
  'Look at the difference. Two people go on all the same, each with a reason and a key of their own (portage signal ID override … --url …); or change the mapping (requestChanges).';

/** What the sample could not show belongs to what is approved. Only how much: names of records stay out of Temporal. */
function gapText(gaps: readonly string[]): string[] {
  if (gaps.length === 0) return [];
  return [`It does not show all: ${gaps.length} ${gaps.length === 1 ? 'gap is' : 'gaps are'} named by portage sample.`];
}

/** Somebody of ours who has not signed in with us approves, where it is the customer who has to agree as well. */
async function agreeUnsigned(context: ActivityContext, row: MigrationRow, input: SealInput): Promise<void> {
  const { mappingVersion, by, note } = input;
  const principal = `claim:${by}`;
  await addAgreement(context.db, scopeOf(row), {
    mappingVersion,
    kind: 'staff',
    principal,
    actor: by,
    via: 'claim',
    note,
  });
}

/** Who has agreed so far and who is still waited for. The customer's person stays unnamed: this goes through Temporal. */
async function agreementText(
  context: ActivityContext,
  row: MigrationRow,
  needs: AgreementNeeds,
  subject?: string,
): Promise<string[]> {
  const agreements = await readAgreements(context.db, scopeOf(row), row.mappingVersion ?? 1, subject);
  const missing = needs.second || needs.customer ? missingAgreements(needs, agreements) : [];
  return [
    ...(agreements.length > 0 ? [`Agreed so far: ${agreedBy(agreements)}.`] : []),
    ...(missing.length > 0 ? [`Still to agree: ${missingText(missing)}.`] : []),
  ];
}

async function voidText(context: ActivityContext, row: MigrationRow): Promise<string[]> {
  const { approval } = row;
  if (!approval?.voided) return [];
  const moved = await movedSinceApproval(context.db, scopeOf(row), row.mappingVersion ?? 1);
  return [
    `The approval of ${approval.by} (${approval.at.slice(0, 10)}) holds no longer: ${approval.voided.reason}.`,
    ...(moved.length === 0 ? ['No planned outcome has changed by it.'] : [differenceText(moved)]),
  ];
}

/** Fingerprints of everything that is decided at this moment. */
async function currentParts(context: ActivityContext, row: MigrationRow): Promise<SealParts> {
  const { document } = await getMapping(context.db, scopeOf(row), row.mappingVersion ?? 1);
  return sealPartsOf({
    mapping: document,
    ...metadataOf(row),
    connectors: {
      source: context.connector(row.sourceSystem).version,
      destination: context.connector(row.destinationSystem).version,
    },
    quiet: row.quiet,
    snapshot: row.snapshot,
    readingPlan: row.readingPlan,
  });
}

/** Voids the approval where anything that it was sealed to has changed. True where it holds no longer. */
export async function voidIfChanged(context: ActivityContext, row: MigrationRow): Promise<boolean> {
  const { approval } = row;
  if (approval === null || approval.voided !== undefined) return true;
  if (approval.parts === undefined) return false;
  const { refreshed } = approval;
  // the snapshot that replaced an old one by itself is no change of a decision: the tolerance judges what it brought
  const follows = refreshed !== undefined && (!refreshed.done || refreshed.snapshot === row.snapshot);
  const changed = changedParts(approval.parts, await currentParts(context, row)).filter(
    (part) => !(part === 'snapshot' && follows),
  );
  if (changed.length === 0) return false;
  const reason = `changed since: ${partsInWords(changed)}`;
  const at = new Date().toISOString();
  await updateMigration(context.db, scopeOf(row), {
    approval: { ...approval, voided: { at, parts: changed, reason } },
  });
  await voidAgreements(context.db, scopeOf(row));
  await audit(context.db, {
    tenantId: row.tenantId,
    migrationId: row.id,
    actor: 'engine',
    via: 'engine',
    action: 'approvalVoided',
    accepted: true,
    reason,
    payload: { mappingVersion: approval.mappingVersion, parts: changed },
  });
  return true;
}
