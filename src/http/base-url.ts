import { placeholdersOf } from '../model/definition-parts.ts';
import { PortageError } from '../model/errors.ts';
import type { HttpDefinition } from '../model/http-definition.ts';
import { fillText, type TemplateValues } from './template.ts';
import type { Base } from './wire-request.ts';

/** Base URL, headers and query of a connection: the definition's, filled with its options and credentials. */
export function baseOf(definition: HttpDefinition, given: string | undefined, values: TemplateValues): Base {
  const filled = (named: Record<string, string>) =>
    Object.entries(named).map(([name, text]): [string, string] => [name, fillText(text, values)]);
  return {
    url: (given === undefined
      ? fillBaseUrl(definition.baseUrl, values)
      : withVendorPath(given, definition.baseUrl)
    ).replace(/\/+$/, ''),
    headers: Object.fromEntries(filled(definition.headers).map(([name, value]) => [name.toLowerCase(), value])),
    query: filled(definition.query),
  };
}

/** Another host alone is given the vendor's own path: `http://127.0.0.1:9102` means the API there, not its front page. */
function withVendorPath(given: string, template: string): string {
  const { origin, pathname } = new URL(given);
  const vendorPath = /^https?:\/\/[^/?#]+(\/[^?#]*)?/i.exec(template)?.[1] ?? '';
  return pathname === '/' ? origin + vendorPath : given;
}

/** A value in the host part may be one label only: `evil.example/` as a sub-domain would lead elsewhere. */
function fillBaseUrl(template: string, values: TemplateValues): string {
  const host = /^https?:\/\/[^/?#]+/i.exec(template)?.[0] ?? template;
  const wholeHost = /^https?:\/\/\{[^}]+\}$/i.test(host);
  const filledHost = fillText(host, values, (value) => {
    if (wholeHost ? /^[a-z0-9.-]+(:\d+)?$/i.test(value) : /^[a-z0-9-]+$/i.test(value)) return value;
    throw new PortageError('config', 'An option of the connection cannot stand in a host name', {
      code: 'base_url_invalid',
      hint: `Check the options ${placeholdersOf(host).join(', ')}: letters, digits and dashes only.`,
      location: 'connection.options',
    });
  });
  return filledHost + fillText(template.slice(host.length), values, encodeURIComponent);
}
