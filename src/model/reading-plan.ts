import { z } from 'zod';

/**
 * How a customer's files are read: fixed at preflight, shown to a person, stored with the migration and versioned. The same
 * plan reads the same file corrected and given again, so it names columns by header and never by position or row number.
 */

/** How the bytes of one file become rows. */
const csvLayoutSchema = z.strictObject({
  /** An iconv name. `utf-8` also reads stray Windows-1252 lines, which appear where two exports were pasted together. */
  encoding: z.string().min(1),
  delimiter: z.string().length(1),
  /** Null: quotes are ordinary characters, as in tab-separated dumps. */
  quote: z.enum(['"', "'"]).nullable(),
  escape: z.enum(['double', 'backslash']),
  newline: z.enum(['lf', 'cr']),
  /** Line of the first row of names, counted as an editor counts; null where the file has none. */
  headerLine: z.int().positive().nullable(),
  /** First line that may hold data: lines before it are titles, stamps, `sep=` and the header. */
  firstDataLine: z.int().positive(),
  /** Unique names, in the order of the columns. */
  header: z.array(z.string().min(1)).min(1),
  /** The cells as written, to recognise the header when it stands again in the middle of the file. */
  writtenHeader: z.array(z.string()),
});
export type CsvLayout = z.infer<typeof csvLayoutSchema>;

const columnTypes = [
  'text',
  'id',
  'email',
  'phone',
  'url',
  'domain',
  'date',
  'local_time',
  'instant',
  'number',
  'money',
  'percent',
  'boolean',
  'country',
  'choice',
  'html',
  'json',
  'list',
] as const;
export type ColumnType = (typeof columnTypes)[number];

/** How the cells of one column become values. Decided over the whole column, never cell by cell. */
const columnPlanSchema = z.strictObject({
  column: z.string(),
  type: z.enum(columnTypes),
  /** Which number comes first in 03/04/2021. `ask`: no value of the column tells, so a person must. */
  dateOrder: z.enum(['day-first', 'month-first', 'ask']).optional(),
  /** Numbers of the column are days since 1899-12-30, seconds or milliseconds since 1970. */
  dateNumber: z.enum(['excel', 'epoch_s', 'epoch_ms']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** What a length of time is counted in. */
  durationUnit: z.enum(['ms', 's', 'min', 'h']).optional(),
  /** ISO 4217, where every amount of the column shows the same one. */
  currency: z.string().optional(),
  /** Splits a cell into several values. */
  separator: z.string().optional(),
  /** The column says the opposite of what it is mapped to: opted out for opted in. Its values are turned round as they are read. */
  inverted: z.boolean().optional(),
  /** Words that stand for an empty cell in this column: `NULL`, `nan`, `N/A`. Compared without case. */
  emptyWords: z.array(z.string()).default([]),
});
export type ColumnPlan = z.infer<typeof columnPlanSchema>;

/** Repairs of an id's spelling, needed where two files write the same id differently. */
export const idRepairs = ['float_tail', 'braces', 'vendor_prefix'] as const;

const linkPlanSchema = z.strictObject({
  /** Role of the other end: `company`, `contact`, `deal`, `owner`, `parent`, `product`. */
  kind: z.string(),
  toObject: z.string(),
  /** What the cell holds. `line`: the record that the same line yields, no column needed. */
  by: z.enum(['id', 'email', 'domain', 'name', 'line']),
  column: z.string().nullable(),
  separator: z.string().optional(),
  repairs: z.array(z.enum(idRepairs)).default([]),
  /** Where the other end is: absent where no given file holds it. */
  toFile: z.string().optional(),
  /** What the values showed when the plan was proposed. */
  evidence: z
    .strictObject({
      rows: z.int(),
      rowsFound: z.int(),
      values: z.int(),
      valuesFound: z.int(),
      /** Rows whose value belongs to several records of the other file, and how many such values there are. */
      rowsAmbiguous: z.int(),
      valuesAmbiguous: z.int(),
      /** False where the file was too large to count every value. */
      exact: z.boolean(),
    })
    .optional(),
});
export type LinkPlan = z.infer<typeof linkPlanSchema>;

const sourceIdPlanSchema = z.discriminatedUnion('from', [
  /** An id column. A line without an id falls back to the row's own hash. */
  z.strictObject({ from: z.literal('column'), column: z.string(), repairs: z.array(z.enum(idRepairs)).default([]) }),
  /** A key of one or more columns, folded: e-mail, domain, name, or domain with postcode. */
  z.strictObject({ from: z.literal('key'), columns: z.array(z.string()).min(1) }),
  /** Hash of the normalised row and its occurrence number. Never the row number: a sorted file is the same file. */
  z.strictObject({ from: z.literal('row') }),
]);
export type SourceIdPlan = z.infer<typeof sourceIdPlanSchema>;

/** One kind of record that a line yields. A file of one kind has one part, a combined file two or three. */
const partPlanSchema = z.strictObject({
  /** `activity` where a type column decides between note, task, call, e-mail and meeting. */
  object: z.string(),
  kinds: z
    .strictObject({
      column: z.string(),
      /** By the cell, compared without case. */
      values: z.record(z.string(), z.string()),
      /** What any other cell, or an empty one, stands for. */
      otherwise: z.string(),
      /** True where the file has such cells. */
      rest: z.boolean(),
    })
    .optional(),
  sourceId: sourceIdPlanSchema,
  /** Under which keys other records may point at this one, besides its id. */
  keys: z.array(z.strictObject({ by: z.enum(['email', 'domain', 'name']), columns: z.array(z.string()).min(1) })),
  columns: z.array(z.string()),
  /** What a column means, by its name: the bridge to the fields of other systems. Columns without an entry have no standard meaning. */
  concepts: z.record(z.string(), z.string()).default({}),
  /** How sure that is and why, for columns that were recognised by name, values and neighbours. */
  recognised: z
    .record(z.string(), z.strictObject({ confidence: z.number().min(0).max(1), reason: z.string() }))
    .optional(),
  links: z.array(linkPlanSchema),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
});
export type PartPlan = z.infer<typeof partPlanSchema>;

const filePlanSchema = z.strictObject({
  file: z.string().min(1),
  layout: csvLayoutSchema,
  columns: z.array(columnPlanSchema),
  /** `ignore`: read by nobody, because other files hold the same or a person said so. */
  use: z.enum(['records', 'ignore']),
  parts: z.array(partPlanSchema),
  /** Rows with fewer cells than the header: exporters that drop trailing blanks, or lines broken in two. */
  shortRows: z.enum(['pad', 'refuse']),
  /** Exactly equal rows in a file without ids: all kept (two calls on a day are two calls), or only the first. */
  duplicateRows: z.enum(['keep', 'skip']),
});
export type FilePlan = z.infer<typeof filePlanSchema>;

/** Something a person should confirm or may want to change, in plain words. */
const planDecisionSchema = z.strictObject({
  code: z.string(),
  file: z.string(),
  column: z.string().optional(),
  message: z.string(),
  hint: z.string(),
  /** True: the proposal cannot be run before somebody answers. */
  open: z.boolean(),
});
export type PlanDecision = z.infer<typeof planDecisionSchema>;

export const readingPlanSchema = z.strictObject({
  schemaVersion: z.literal(1),
  files: z.array(filePlanSchema),
  decisions: z.array(planDecisionSchema),
});
export type ReadingPlan = z.infer<typeof readingPlanSchema>;

/** A reading plan as a migration keeps it: made at preflight, a new version whenever preflight finds the files changed. */
export const storedReadingPlanSchema = z.strictObject({ version: z.int().positive(), plan: readingPlanSchema });
export type StoredReadingPlan = z.infer<typeof storedReadingPlanSchema>;
