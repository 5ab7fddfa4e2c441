import { describe } from 'vitest';
import { definitionsContract } from './destination/definitions.ts';
import { requestsContract } from './destination/requests.ts';
import type { DestinationSuite, VendorSuite } from './destination/suite.ts';
import { troublesContract } from './destination/troubles.ts';
import { writingContract } from './destination/writing.ts';

export type { DestinationSuite, VendorSuite } from './destination/suite.ts';

/**
 * What every destination must do, whatever its vendor's API is like: what is written is read back as it was sent, an
 * unanswered create is found again or proved absent, a refusal is told by field, and nobody is ever written to.
 */
export function describeDestination(suite: VendorSuite): void {
  describe(`${suite.connector.name} as a destination`, () => {
    writingContract(suite);
    definitionsContract(suite);
    requestsContract(suite);
    troublesContract(suite);
  });
}

/** The part that does not need a vendor: for destinations that are files. */
export function describeFileDestination(suite: DestinationSuite): void {
  describe(`${suite.connector.name} as a destination`, () => {
    writingContract(suite);
    definitionsContract(suite);
  });
}
