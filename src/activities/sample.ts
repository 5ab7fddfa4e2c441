import type { Need, SampleResult } from '../model/stage-results.ts';
import { getMapping } from '../store/mapping-store.ts';
import { recordMatches } from '../store/materialise-store.ts';
import { pairScopeOf, scopeOf } from '../store/migration-store.ts';
import {
  clearSample,
  named,
  readSample,
  sampleEffects,
  saveSample,
  troublesome,
  typical,
} from '../store/sample-store.ts';
import { type ActivityContext, type ById, migrationOf } from './context.ts';
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
      const known = await readSample(db, scope);
      if (known.length === 0) {
        const size = row.file.sample?.size ?? defaultSize;
        const roots = [
          ...new Set(document.routes.filter((route) => route.to !== null).map((route) => route.object)),
        ].filter((object) => mainObjects.has(object));
        const wanted = await named(db, scope, version, row.file.sample?.records ?? []);
        const trouble = await troublesome(db, scope, version, roots, Math.ceil(size / 2));
        const rest = await typical(db, scope, version, roots, size - trouble.length);
        await saveSample(db, scope, version, [...wanted, ...trouble, ...rest], dependantsEach);
      }
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

/** Roots are what a customer knows by name; activities come along with them. */
const mainObjects = new Set(['company', 'contact', 'lead', 'deal']);
