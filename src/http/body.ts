import type { Json } from '../model/json.ts';

export interface EncodedBody {
  text: string;
  contentType: string;
}

/** A request body in the vendor's form. In a form, members that are objects or lists are written as JSON (Agile CRM). */
export function encodeBody(body: Json | undefined, type: 'json' | 'form'): EncodedBody {
  if (type === 'json') return { text: JSON.stringify(body ?? null), contentType: 'application/json' };
  const members = body !== null && typeof body === 'object' && !Array.isArray(body) ? Object.entries(body) : [];
  const form = new URLSearchParams(
    members.map(([name, value]): [string, string] => [
      name,
      value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value ?? ''),
    ]),
  );
  return { text: form.toString(), contentType: 'application/x-www-form-urlencoded' };
}
