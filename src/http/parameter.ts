import type { Json, JsonObject } from '../model/json.ts';
import type { PreparedRequest } from './template.ts';

/** The request with one parameter set, replacing what the template said. In a body, dots lead to inner members: `page.number`. */
export function setParameter(
  request: PreparedRequest,
  place: 'query' | 'body' | 'header',
  name: string,
  value: Json,
): PreparedRequest {
  const text = value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value);
  switch (place) {
    case 'query':
      return { ...request, query: [...request.query.filter(([other]) => other !== name), [name, text]] };
    case 'header':
      return { ...request, headers: { ...request.headers, [name.toLowerCase()]: text } };
    case 'body':
      return { ...request, body: setMember(request.body, name.split('.'), value) };
  }
}

function setMember(body: Json | undefined, [name = '', ...rest]: string[], value: Json): JsonObject {
  const object = body !== null && typeof body === 'object' && !Array.isArray(body) ? body : {};
  return { ...object, [name]: rest.length === 0 ? value : setMember(object[name], rest, value) };
}
