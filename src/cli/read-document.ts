import { type Document, isMap, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { messageOf, PortageError } from '../model/errors.ts';
import { didYouMean } from '../model/nearest.ts';

export interface DocumentKind {
  /** `migration file` */
  name: string;
  code: string;
  hint: string;
}

type Path = readonly PropertyKey[];

/** Reads a YAML text that a person has written. All faults are told at once, in words, each with its line. */
export function readDocument<T extends z.ZodType>(
  text: string,
  path: string,
  schema: T,
  kind: DocumentKind,
): { data: z.infer<T>; lineOf(place: Path): number } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [fault] = document.errors;
  if (fault !== undefined) {
    const at = fault.linePos?.[0];
    throw new PortageError('config', `${path} is not YAML: ${wordsOf(fault.message)}`, {
      code: 'invalid_yaml',
      location: at ? `${path}:${at.line}:${at.col}` : path,
      hint: cures[fault.code] ?? 'Mind the indentation, and put texts with a colon in quotation marks.',
    });
  }
  const lineOf = (place: Path) => lines.linePos(offsetOf(document, place)).line || 1;
  const data = asData(document, path);
  const parsed = schema.safeParse(data);
  if (parsed.success) return { data: parsed.data, lineOf };
  const faults = parsed.error.issues.flatMap((issue) => faultsOf(issue, data, schema));
  const sorted = faults.map((one) => ({ ...one, line: lineOf(one.place) })).sort((a, b) => a.line - b.line);
  throw new PortageError(
    'config',
    `${path} is not a valid ${kind.name}:\n${sorted.map(({ line, place, text: said }) => `  line ${line}${named(place)}: ${said}`).join('\n')}`,
    { code: kind.code, location: `${path}:${sorted[0]?.line ?? 1}`, hint: kind.hint },
  );
}

/** Aliases can make a small text grow without end; the library stops that. */
function asData(document: Document, path: string): unknown {
  try {
    return document.toJS();
  } catch (cause) {
    throw new PortageError('config', `${path} cannot be used: ${messageOf(cause)}`, {
      code: 'invalid_yaml',
      location: path,
      hint: 'Write the values out instead of using anchors and aliases (& and *).',
      cause,
    });
  }
}

const cures: Partial<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces: YAML does not allow tabs.',
  DUPLICATE_KEY: 'Keep one of the two entries of this name.',
};

/** The library's message without the place, which stands beside it, and without the piece of the file. */
function wordsOf(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}

interface Fault {
  place: Path;
  text: string;
}

function faultsOf(issue: z.core.$ZodIssue, data: unknown, schema: z.ZodType): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      place: [...issue.path, key],
      text: `there is no such key; ${didYouMean(key, keysAt(schema, issue.path))}`,
    }));
  }
  return [{ place: issue.path, text: textOf(issue, valueAt(data, issue.path)) }];
}

function textOf(issue: z.core.$ZodIssue, given: unknown): string {
  if (given === undefined) return 'it is missing';
  switch (issue.code) {
    case 'invalid_type': {
      if (issue.path.length === 0 && given === null) return 'the file is empty';
      const quote = issue.expected === 'string' && typeof given === 'number' ? `: write "${given}"` : '';
      return `it must be ${kindName(issue.expected)}, not ${kindName(kindOf(given))}${quote}`;
    }
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      const meant = typeof given === 'string' && allowed.length > 1 ? `; ${didYouMean(given, allowed)}` : '';
      return meant.includes('did you mean')
        ? `"${String(given)}" is not known${meant}`
        : `it must be ${either(allowed)}`;
    }
    case 'too_small':
      return `it must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unitOf(issue.origin)}`;
    case 'too_big':
      return `it must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unitOf(issue.origin)}`;
    case 'invalid_format':
      return formats[issue.format] ?? `it does not have the right form: ${issue.message}`;
    case 'invalid_union': {
      const words = [...issue.message.matchAll(/'([^']+)'/g)].map((match) => String(match[1]));
      return words.length > 1 && typeof given === 'string'
        ? `"${given}" is not known; ${didYouMean(given, words)}`
        : issue.message;
    }
    default:
      return issue.message;
  }
}

const formats: Readonly<Record<string, string>> = {
  datetime: 'it must be a date and time with its zone, as in 2026-12-01T20:00:00Z',
  url: 'it must be a whole address, as in https://crm.acme.example/api',
  uuid: 'it must be an id as the API gives it',
};

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}

function either(values: readonly string[]): string {
  return values.length < 2 ? values.join() : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const kindNames: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  null: 'nothing',
};

function kindName(kind: string): string {
  return kindNames[kind] ?? kind;
}

function named(place: Path): string {
  return place.length === 0 ? '' : `, ${place.map(String).join('.')}`;
}

function valueAt(data: unknown, place: Path): unknown {
  return place.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    data,
  );
}

/** Where an entry begins; of one that is missing, where the group begins that it belongs to. */
function offsetOf(document: Document, place: Path): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of place) {
    const pair = isMap(node) ? pairOf(node, key) : undefined;
    const next = pair?.key ?? (document.getIn(place.slice(0, place.indexOf(key) + 1), true) as unknown);
    const range = (next as { range?: readonly number[] | null } | undefined)?.range;
    if (!range) break;
    offset = range[0] ?? offset;
    node = pair === undefined ? next : pair.value;
  }
  return offset;
}

function pairOf(map: YAMLMap, key: PropertyKey) {
  return map.items.find((pair) => String((pair.key as { value?: unknown }).value) === String(key));
}

/** The keys that a schema knows at a place. */
function keysAt(schema: z.ZodType, place: Path): string[] {
  let here: z.ZodType | undefined = bare(schema);
  for (const key of place) {
    if (here instanceof z.ZodObject) here = bare(here.shape[String(key)] as z.ZodType | undefined);
    else if (here instanceof z.ZodArray) here = bare(here.element as z.ZodType);
    else if (here instanceof z.ZodRecord) here = bare(here.valueType as z.ZodType);
    else return [];
  }
  return here instanceof z.ZodObject ? Object.keys(here.shape as object) : [];
}

function bare(schema: z.ZodType | undefined): z.ZodType | undefined {
  let here = schema;
  while (here instanceof z.ZodOptional || here instanceof z.ZodDefault || here instanceof z.ZodNullable)
    here = here.unwrap() as z.ZodType;
  return here;
}
