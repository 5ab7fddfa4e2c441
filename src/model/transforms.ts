import { z } from 'zod';
import { jsonSchema } from './json.ts';

/**
 * Transforms: what is done to a value on its way, said as data and applied in the order of the list. A transform made for
 * one value is applied to each item of a list. `docs/transforms.md` shows every one with an example;
 * `mappers/transforms` runs them.
 */

/** What becomes of a value that cannot be read: the record is rejected, the text stays as it is, or the value is left out. */
const invalid = z.enum(['reject', 'keep', 'drop']).default('reject');
const country = z.string().regex(/^[A-Z]{2}$/, 'two capital letters, ISO 3166 (GB, DE)');
const currency = z.string().regex(/^[A-Z]{3}$/, 'three capital letters, ISO 4217 (EUR, USD)');
const order = z.enum(['dmy', 'mdy', 'ymd']);
const decimal = z.enum(['.', ',']);
const fieldKey = z.string().min(1);
const pattern = z.string().min(1).max(1000);

const trim = z.strictObject({
  type: z.literal('trim'),
  /** Runs of white space inside become one space. */
  collapse: z.boolean().default(false),
});

const changeCase = z.strictObject({ type: z.literal('case'), to: z.enum(['lower', 'upper', 'title', 'sentence']) });

const splitName = z.strictObject({
  type: z.literal('split_name'),
  part: z.enum(['salutation', 'first', 'middle', 'last', 'suffix']),
  /** `auto` takes "Last, First" by its comma and everything else as first name first. */
  order: z.enum(['auto', 'first_last', 'last_first']).default('auto'),
});

const join = z.strictObject({
  type: z.literal('join'),
  separator: z.string().default(' '),
  /** Fields of the record, in this order; without them the items of the value at hand. Empty ones are left out. */
  fields: z.array(fieldKey).default([]),
});

const phone = z.strictObject({ type: z.literal('phone'), country: country.optional(), invalid });

const email = z.strictObject({ type: z.literal('email'), invalid });

const domainFrom = z.strictObject({
  type: z.literal('domain_from'),
  /** A mail provider's domain (gmail.com) says nothing about the company: left out unless this is false. */
  dropFreeMail: z.boolean().default(true),
  invalid,
});

const date = z.strictObject({
  type: z.literal('date'),
  order: order.optional(),
  timezone: z.string().optional(),
  invalid,
});

const instant = z.strictObject({
  type: z.literal('instant'),
  order: order.optional(),
  /** Zone of values without an offset; default: the mapping's. */
  timezone: z.string().optional(),
  invalid,
});

const multiInstants = z.strictObject({
  type: z.literal('multi_instants'),
  separator: z.string().min(1).default('|'),
  order: order.optional(),
  timezone: z.string().optional(),
  invalid,
});

const number = z.strictObject({
  type: z.literal('number'),
  locale: z.string().optional(),
  decimal: decimal.optional(),
  invalid,
});

const money = z.strictObject({
  type: z.literal('money'),
  /** Where neither the value nor `currencyField` names one. */
  currency: currency.optional(),
  /** Field of the record that holds the currency (Pipedrive writes it beside each amount). */
  currencyField: fieldKey.optional(),
  /** `minor`: the source counts in cents. */
  unit: z.enum(['major', 'minor']).default('major'),
  locale: z.string().optional(),
  decimal: decimal.optional(),
  invalid,
});

const boolean = z.strictObject({
  type: z.literal('boolean'),
  /** Words beside the usual ones (yes, no, ja, nein, oui, sim …), compared without case. */
  yes: z.array(z.string()).default([]),
  no: z.array(z.string()).default([]),
  invalid,
});

/** true becomes false and back: an opt-out column feeding an opt-in field. Empty stays empty. */
const invert = z.strictObject({ type: z.literal('invert') });

const valueMap = z.strictObject({
  type: z.literal('value_map'),
  map: z.record(z.string(), jsonSchema),
  /** `default` puts the default in, `keep` lets the value through, `drop` leaves it out, `reject` rejects the record. */
  unmatched: z.enum(['reject', 'keep', 'drop', 'default']).default('reject'),
  default: jsonSchema.optional(),
  caseSensitive: z.boolean().default(false),
});

const lookup = z.strictObject({
  type: z.literal('lookup'),
  /** Name of one of the mapping's `tables`: source id → destination id, region → sales area. */
  table: z.string().min(1),
  unmatched: z.enum(['reject', 'keep', 'drop', 'default']).default('reject'),
  default: jsonSchema.optional(),
  /** The answer is looked up again until it is no key any more: chains of merged ids. A circle is refused. */
  follow: z.boolean().default(false),
});

const splitList = z.strictObject({
  type: z.literal('split_list'),
  /** Tried in order; the first one found in the text splits it. Quoted items may contain it. */
  separators: z.array(z.string().min(1)).min(1).default([';', '|', '\n', ',']),
});

const first = z.strictObject({ type: z.literal('first') });

const toCountry = z.strictObject({ type: z.literal('country'), invalid });

const htmlToText = z.strictObject({ type: z.literal('html_to_text') });
const htmlToMarkdown = z.strictObject({ type: z.literal('html_to_markdown') });

const cut = z.strictObject({
  type: z.literal('cut'),
  /** Characters as a person counts them (code points), the mark included. What is cut off is handed back as overflow. */
  max: z.int().positive(),
  mark: z.string().max(20).default(''),
});

const template = z.strictObject({
  type: z.literal('template'),
  /** `{first_name} {last_name}`: fields of the record; `{value}` is the value at hand; `{{` and `}}` are braces. */
  text: z.string().min(1).max(10_000),
  /**
   * Each line of the text stands alone and is left out where none of its placeholders has a value. `html`: the lines are
   * HTML and follow each other without a break; values that are plain text are escaped.
   */
  lines: z.enum(['text', 'html']).optional(),
});

const constant = z.strictObject({ type: z.literal('constant'), value: jsonSchema });
const fallback = z.strictObject({ type: z.literal('default'), value: jsonSchema });
const prefix = z.strictObject({ type: z.literal('prefix'), text: z.string() });
const suffix = z.strictObject({ type: z.literal('suffix'), text: z.string() });

const regexReplace = z.strictObject({
  type: z.literal('regex_replace'),
  /** RE2 syntax: no back-references and no look-around, so that matching takes linear time whatever the input is. */
  pattern,
  /** `$1` or `${name}` stand for groups, `$$` for a dollar sign. */
  with: z.string().max(1000).default(''),
  ignoreCase: z.boolean().default(false),
  all: z.boolean().default(true),
});

const regexExtract = z.strictObject({
  type: z.literal('regex_extract'),
  pattern,
  group: z.int().nonnegative().default(0),
  ignoreCase: z.boolean().default(false),
});

const expression = z.strictObject({
  type: z.literal('expression'),
  /** CEL (cel.dev): `value` is the value at hand, `record` the source record's fields. It always ends: CEL has no loops. */
  text: z.string().min(1).max(4000),
});

export const transformSchema = z.discriminatedUnion('type', [
  trim,
  changeCase,
  splitName,
  join,
  phone,
  email,
  domainFrom,
  date,
  instant,
  multiInstants,
  number,
  money,
  boolean,
  invert,
  valueMap,
  lookup,
  splitList,
  first,
  toCountry,
  htmlToText,
  htmlToMarkdown,
  cut,
  template,
  constant,
  fallback,
  prefix,
  suffix,
  regexReplace,
  regexExtract,
  expression,
]);

/** Applied one after another, each to what the one before it made. */
export const transformsSchema = z.array(transformSchema).max(50);

export type Transform = z.infer<typeof transformSchema>;
export type Transforms = Transform[];
/** As a person writes it: what has a default may be left out. */
export type TransformInput = z.input<typeof transformSchema>;
export type TransformType = Transform['type'];
export type TransformOf<T extends TransformType> = Extract<Transform, { type: T }>;
