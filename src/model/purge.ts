import { z } from 'zod';

/** What a purge has taken away and what it has left; told to whoever asked for it, and kept in the audit trail. */
export const purgeResultSchema = z.object({
  customer: z.string(),
  /** Ids of the migrations whose data is gone. */
  migrations: z.array(z.string()),
  /** Rows of staging, plans, images and lists that were deleted. */
  rows: z.int(),
  uploads: z.int(),
  /** Connections whose credentials, address and names were emptied. */
  connections: z.int(),
  idPairs: z.object({
    kept: z.int(),
    removed: z.int(),
    /** Kept pairs whose id at the source is an e-mail address: files without an id column are keyed so. */
    withAddress: z.int(),
  }),
  /** Runs in Temporal whose history was deleted, and those that the server would not delete. */
  histories: z.object({ removed: z.int(), left: z.int() }),
});
export type PurgeResult = z.infer<typeof purgeResultSchema>;
