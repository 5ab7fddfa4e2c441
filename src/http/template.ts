import type { HttpMethod } from '../model/definition-parts.ts';
import { PortageError } from '../model/errors.ts';
import type { Json } from '../model/json.ts';
import type { RequestTemplate } from '../model/request-template.ts';

/** Values for placeholders. A name that is there with `undefined` leaves out the member or parameter it fills. */
export type TemplateValues = { [name: string]: Json | undefined };

/** A request whose holes are filled. Plain JSON: paging changes it, the client adds what proves who sends it. */
export interface PreparedRequest {
  method: HttpMethod;
  /** Percent-encoded, relative to the base URL. */
  path: string;
  /** Method and path with the placeholders left in: for logs, errors and budgets, since it names no record. */
  route: string;
  /** Taken instead of path and query where the vendor told the next page's URL. */
  url?: string;
  query: [name: string, value: string][];
  headers: Record<string, string>;
  body?: Json;
  bodyType: 'json' | 'form';
  effect: 'read' | 'write';
  cost: number;
  limitGroup?: string;
  expects: 'json' | 'text' | 'binary';
}

const placeholder = /\{([A-Za-z_][\w.]*)\}/g;
const wholePlaceholder = /^\{([A-Za-z_][\w.]*)\}$/;

/**
 * Fills a request template.
 *
 * @example prepareRequest(parse({ path: '/contacts/{id}', query: { limit: '{size}' } }), { id: 'a/b', size: 50 }).path // '/contacts/a%2Fb'
 */
export function prepareRequest(template: RequestTemplate, values: TemplateValues = {}): PreparedRequest {
  return {
    method: template.method,
    path: fillPath(template.path, values),
    route: `${template.method} ${template.path}`,
    query: fillQuery(template.query, values),
    headers: fillHeaders(template.headers, values),
    body: template.body === undefined ? undefined : fillJson(template.body, values),
    bodyType: template.bodyType,
    effect: template.effect ?? (template.method === 'GET' ? 'read' : 'write'),
    cost: template.cost,
    limitGroup: template.limitGroup,
    expects: template.expects,
  };
}

/** Fills placeholders in text. An unknown name, or one without a value, is an error. */
export function fillText(text: string, values: TemplateValues, encode: (value: string) => string = String): string {
  return text.replace(placeholder, (_, name: string) => {
    const value = valueFor(name, values);
    if (value === undefined || value === null) throw missing(name);
    return encode(typeof value === 'object' ? JSON.stringify(value) : String(value));
  });
}

/** Fills placeholders in a JSON template: a string that is one whole placeholder becomes the value itself, with its type. */
export function fillJson(template: Json, values: TemplateValues): Json | undefined {
  if (typeof template === 'string') {
    const whole = wholePlaceholder.exec(template)?.[1];
    return whole === undefined ? fillText(template, values) : valueFor(whole, values);
  }
  if (Array.isArray(template)) {
    return template.map((item) => fillJson(item, values)).filter((item) => item !== undefined);
  }
  if (template === null || typeof template !== 'object') return template;
  const entries = Object.entries(template).map(([name, value]) => [name, fillJson(value, values)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function fillPath(path: string, values: TemplateValues): string {
  return fillText(path, values, (value) => {
    // an empty id turns "one record" into "the whole list", dots climb out of the path: both are worse than an error
    if (value === '' || value === '.' || value === '..') throw missing(`${path} (empty or dots)`);
    return encodeURIComponent(value);
  });
}

function fillQuery(query: RequestTemplate['query'], values: TemplateValues): [string, string][] {
  return Object.entries(query).flatMap(([name, template]) =>
    [template].flat().flatMap((item): [string, string][] => {
      const value = fillJson(item, values);
      if (value === undefined) return [];
      if (Array.isArray(value)) return value.map((part) => [name, asText(part)]);
      return [[name, asText(value)]];
    }),
  );
}

function fillHeaders(headers: Record<string, string>, values: TemplateValues): Record<string, string> {
  const filled = Object.entries(headers).flatMap(([name, template]): [string, string][] => {
    const value = fillJson(template, values);
    return value === undefined ? [] : [[name.toLowerCase(), asText(value)]];
  });
  return Object.fromEntries(filled);
}

function asText(value: Json): string {
  return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function valueFor(name: string, values: TemplateValues): Json | undefined {
  if (!Object.hasOwn(values, name)) throw missing(name);
  return values[name];
}

function missing(name: string): PortageError {
  return new PortageError('config', `No value for {${name}}`, {
    code: 'template_value_missing',
    hint: 'Give the connection this credential or option, or correct the name in the definition.',
  });
}
