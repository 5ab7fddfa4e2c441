import { featureSpecOf } from '../mappers/sample/features.ts';
import { featureWords } from '../mappers/sample/words.ts';
import type { Mapping } from '../model/mapping.ts';
import type { Need, SampleResult } from '../model/stage-results.ts';
import { voidAgreements } from '../store/agreement-store.ts';
import type { Executor } from '../store/database.ts';
import { getMapping } from '../store/mapping-store.ts';
import { recordMatches } from '../store/materialise-store.ts';
import { type MigrationRow, pairScopeOf, scopeOf } from '../store/migration-row.ts';
import { allFeatures, coveredBySample, gatherCandidates, noticeTexts, pickNext } from '../store/sample-cover-store.ts';
import {
  addToSample,
  clearSample,
  connectSample,
  findNamed,
  readSample,
  readWishes,
  type SampleRoot,
  sampleEffects,
  saveGaps,
  typical,
} from '../store/sample-store.ts';
import { type ActivityContext, type ById, metadataOf, migrationOf } from './context.ts';
import { materialiseAll } from './materialise.ts';

/** How many dependants of each object come along with a sampled record. */
const dependantsEach = 3;
const defaultSize = 25;

export function sampleActivities(context: ActivityContext) {
  const { db } = context;
  return {
    /** Chooses the sample: half for trouble, half typical, with what they need; makes its effects and definitions. */
    async chooseSample(input: ById): Promise<SampleResult> {
      const row = await migrationOf(context, input);
      const scope = pairScopeOf(row);
      const version = row.mappingVersion ?? 1;
      const { document } = await getMapping(db, scope, version);
      if ((await readSample(db, scope)).length === 0) await choose(context, row, document);
      await recordMatches(db, scope, version);
      await materialiseAll(context, row, document, true);
      return { records: (await readSample(db, scope)).length, effects: await sampleEffects(db, scope) };
    },

    async sampleReady(input: ById): Promise<void> {
      const row = await migrationOf(context, input);
      await context.notify(row, {
        event: 'sampleReady',
        subject: `${row.customer}: the sample is ready`,
        text: `Look at the sampled records at the destination, then approve mapping version ${row.mappingVersion} or ask for changes.`,
      });
    },

    async rolledBackSample(input: ById): Promise<Need> {
      const row = await migrationOf(context, input);
      await clearSample(db, scopeOf(row));
      return {
        code: 'sample_undone',
        message: 'The sample was undone.',
        hint: 'Change the mapping and go on, or cancel.',
        decision: 'resume',
      };
    },
  };
}

/** In one transaction: a worker that dies on the way leaves no half of a sample. */
async function choose(context: ActivityContext, row: MigrationRow, mapping: Mapping): Promise<void> {
  const scope = scopeOf(row);
  const version = row.mappingVersion ?? 1;
  const size = row.file.sample?.size ?? defaultSize;
  const { source, destination } = metadataOf(row);
  const spec = featureSpecOf(mapping, source);
  await context.db.transaction().execute(async (db) => {
    // whatever was agreed to was another sample
    await voidAgreements(db, scope);
    const { roots: wanted, gaps } = await wishedFor(db, row, version, spec.roots);
    await addToSample(db, scope, wanted);
    await gatherCandidates(db, scope, version, spec);
    const words = featureWords(mapping, destination, await noticeTexts(db, scope, version));
    const covered = new Set(await coveredBySample(db, scope, version, spec));
    const pick = async (shown: Set<string>, roots: string[] | null, chosen: 'trouble' | 'cover', most: number) => {
      for (let picked = 0; picked < most; picked += 1) {
        const next = await pickNext(db, scope, shown, roots);
        if (next === null) return picked;
        for (const feature of next.features) shown.add(feature);
        await addToSample(db, scope, [{ ...next, reason: words(next.features), chosen }]);
      }
      return most;
    };
    const half = Math.ceil(size / 2);
    let troublesome = await pick(covered, spec.roots, 'trouble', half);
    // everything is shown once and there is room: another record of each kind of trouble
    const fields = [...covered].filter((feature) => feature.startsWith('field:'));
    troublesome += await pick(new Set(fields), spec.roots, 'trouble', half - troublesome);
    await addToSample(db, scope, await typical(db, scope, version, spec.roots, size - troublesome));
    await connectSample(db, scope, version, dependantsEach);
    // what even the records that came along do not show is added, up to as many again
    for (const feature of await coveredBySample(db, scope, version, spec)) covered.add(feature);
    await pick(covered, null, 'cover', size);
    await connectSample(db, scope, version, dependantsEach);
    const missing = (await allFeatures(db)).filter((feature) => !covered.has(feature));
    await saveGaps(db, scope, [
      ...gaps,
      ...missing.map(
        (feature) =>
          `not shown: ${feature.startsWith('reason:') ? `a record with the notice "${words([feature])}"` : words([feature])}`,
      ),
    ]);
  });
}

/** The records that the customer knows well, and why one of them cannot be shown. */
async function wishedFor(
  db: Executor,
  row: MigrationRow,
  version: number,
  roots: string[],
): Promise<{ roots: SampleRoot[]; gaps: string[] }> {
  const { include = [], records = [] } = row.file.sample ?? {};
  const wishes = new Set([...include, ...records, ...(await readWishes(db, scopeOf(row)))]);
  const found: SampleRoot[] = [];
  const gaps: string[] = [];
  for (const wish of wishes) {
    const named = await findNamed(db, scopeOf(row), version, wish, roots);
    const written = named.filter(({ outcome }) => writtenOutcomes.has(outcome));
    const [first] = named;
    if (first === undefined) gaps.push(`"${wish}" was asked for, and no record has this id or text`);
    else if (written.length === 0)
      gaps.push(`"${wish}" was asked for, and is not written (${first.object} ${first.sourceId}: ${first.outcome})`);
    found.push(...written.map((record) => ({ ...record, reason: `asked for: ${wish}`, chosen: 'named' as const })));
  }
  return { roots: found, gaps };
}

const writtenOutcomes: ReadonlySet<string> = new Set(['create', 'update', 'merge']);
