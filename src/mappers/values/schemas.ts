import { z } from 'zod';
import type { ValueType } from '../../model/concepts.ts';
import { isDate } from './date-text.ts';
import { isMoney } from './money.ts';
import { isTimeZone } from './zones.ts';

const filled = z.string().min(1);
const day = z.string().refine((text) => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match !== null && isDate({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
}, 'a day, 2024-03-05');
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{0,8}[1-9])?Z$/, 'an instant in UTC, 2024-03-05T09:30:00Z')
  .refine((text) => !Number.isNaN(Date.parse(text)));
const localTime = z.string().refine((text) => {
  const match = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{0,8}[1-9])?\[(.+)\]$/.exec(text);
  return match !== null && isTimeZone(match[1] ?? '');
}, 'a time in a zone, 2024-03-05T09:30:00[Europe/London]');
const phone = z.string().regex(/^\+\d{5,17}(?:;ext=\d{1,20})?$/, 'E.164, +442079460018');
const email = z
  .string()
  .regex(/^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/)
  .max(254);

/** The canonical form of each type, null (nothing) left aside. What a normaliser gives always satisfies it. */
export const valueSchemas: Readonly<Record<ValueType, z.ZodType>> = {
  text: filled,
  id: filled,
  date: day,
  instant,
  local_time: localTime,
  number: z.number(),
  integer: z.int(),
  boolean: z.boolean(),
  money: z.custom(isMoney, 'minor units and a currency: { minor: 1250050, currency: "EUR" }'),
  currency: z.string().regex(/^[A-Z]{3}$/),
  choice: filled,
  choices: z.array(filled).min(1),
  phone,
  email,
  url: z.url({ protocol: /^https?$/, hostname: /^.+$/ }),
  domain: z.string().regex(/^[^\s/@:]+\.[^\s/@:.]+$/),
  html: filled,
  country: z.string().regex(/^[A-Z]{2}$/),
  reference: filled,
  duration_s: z.int().nonnegative(),
};

const point = <T extends z.ZodType>(value: T) =>
  z.strictObject({ value, label: filled.optional(), primary: z.boolean().optional(), original: filled.optional() });

/** Canonical form of a field's value, null included. */
export function schemaOf(field: { type: ValueType; many?: boolean }): z.ZodType {
  const one = valueSchemas[field.type];
  if (!field.many || field.type === 'choices') return one.nullable();
  if (field.type === 'email' || field.type === 'phone') return z.array(point(one)).min(1).nullable();
  return z.array(one).min(1).nullable();
}
