import { z } from 'zod';

const mode = z.enum(['create', 'update', 'upsert']);

const connectionSettingsSchema = z.strictObject({
  /** The vendor's own by default; another host must be on the operator's allow-list (loopback is allowed from the CLI). */
  baseUrl: z.url().optional(),
  /** Literal values or `env:NAME`. */
  credentials: z.record(z.string(), z.string()).default({}),
  options: z.record(z.string(), z.json()).default({}),
});
export type ConnectionSettings = z.infer<typeof connectionSettingsSchema>;

export const sourceFileSchema = z.strictObject({
  path: z.string().min(1),
  /** Recognised when left out; `activity` mixes kinds by a type column, `combined` holds company, contact and deal in a line. */
  object: z.string().optional(),
  encoding: z.string().optional(),
  delimiter: z.string().length(1).optional(),
});

const endpointBase = {
  connection: connectionSettingsSchema.optional(),
  /** A stored connection's id, used through the API instead of credentials in the file. */
  connectionId: z.uuid().optional(),
};
const sourceSchema = z.strictObject({
  system: z.string().min(1),
  files: z.array(sourceFileSchema).optional(),
  /** Names the account for files, together with the customer. */
  account: z.string().optional(),
  ...endpointBase,
});
const destinationSchema = z.strictObject({
  system: z.string().min(1),
  /** Folder for file destinations. */
  path: z.string().optional(),
  ...endpointBase,
});

/** A migration file (YAML) and the body of `POST /migrations`: the public surface, extended only by adding. */
export const migrationFileSchema = z.strictObject({
  customer: z.string().min(1).max(200),
  source: sourceSchema,
  destination: destinationSchema,
  objects: z.array(z.string()).optional(),
  modes: z.record(z.string(), mode).default({}),
  timezone: z.string().optional(),
  defaultCountry: z.string().length(2).optional(),
  defaultOwner: z.string().optional(),
  /** What becomes of the records of people who have no account at the destination. */
  owners: z
    .strictObject({
      /** E-mail address, name or id of an owner at the source → e-mail address at the destination, or `nobody`. */
      replace: z.record(z.string(), z.string()).default({}),
      /** E-mail address at the destination, or `nobody`, for people who have left. */
      departed: z.string().optional(),
      keepNameIn: z.string().min(1).max(100).optional(),
    })
    .optional(),
  consent: z.strictObject({ onUnproven: z.enum(['pending', 'keep', 'hold']).default('pending') }).optional(),
  marker: z
    .string()
    .regex(/^[\w.-]{3,60}$/, 'letters, digits, dots and dashes, 3 to 60 of them')
    .optional(),
  sample: z
    .strictObject({
      size: z.int().min(1).max(500).default(25),
      /** Records that the customer knows well, as `object:id`, an id, or a text that stands in them. */
      include: z.array(z.string().min(1).max(200)).max(100).optional(),
      /** The earlier name of `include`. */
      records: z.array(z.string()).optional(),
    })
    .optional(),
  share: z.number().gt(0).max(1).default(0.9),
  startAt: z.iso.datetime({ offset: true }).optional(),
  notify: z.array(z.string().regex(/^(mailto:.+@.+|https?:\/\/.+)$/, 'mailto:… or https://…')).default([]),
  quiet: z.strictObject({ confirmedBy: z.string().min(1) }).optional(),
  /** Who has to agree before the full import, besides one of us: a second person, the customer by a link. */
  approval: z.strictObject({ second: z.boolean().default(false), customer: z.boolean().default(false) }).optional(),
  mapping: z.string().optional(),
  acceptAssumed: z.boolean().default(false),
  /** What becomes of deals that belong to nobody, where the destination needs a parent: one each, one for all, or hold. */
  orphans: z.enum(['each', 'collect', 'hold']).optional(),
});
export type MigrationFile = z.infer<typeof migrationFileSchema>;
export type SourceSettings = z.infer<typeof sourceSchema>;
export type DestinationSettings = z.infer<typeof destinationSchema>;
