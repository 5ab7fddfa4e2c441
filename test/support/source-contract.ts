import { describe } from 'vitest';
import { changesContract } from './source/changes.ts';
import { readingContract } from './source/reading.ts';
import type { SourceSuite } from './source/suite.ts';
import { troublesContract } from './source/troubles.ts';

export type { Call, Dump, Signed, SourceSuite } from './source/suite.ts';

/**
 * What every source must do, whatever its vendor's API is like: it reads all and stops, resumes, gets over what goes wrong
 * on the way, sees changes, and asks for nothing but what it must.
 */
export function describeSource(suite: SourceSuite): void {
  describe(`${suite.connector.name} as a source`, () => {
    readingContract(suite);
    troublesContract(suite);
    changesContract(suite);
  });
}
