import { concepts } from '../../model/concepts.ts';
import { placeholdersOf } from '../../model/definition-parts.ts';
import { isJsonPath } from '../../model/json-path.ts';
import type { RequestTemplate } from '../../model/request-template.ts';

/** What is allowed at a place, for messages. */
export function oneOf(allowed: readonly string[]): string {
  return allowed.length === 0 ? 'there are none' : `allowed: ${allowed.join(', ')}`;
}

interface CheckedField {
  key: string;
  concept?: string;
  path?: string;
  objects?: string[];
}

/** Fields whose concept does not exist, whose path cannot be read, or whose key stands twice. */
export function conceptProblems(fields: CheckedField[], place: string): string[] {
  return fields.flatMap((field, index) => {
    const problems: string[] = [];
    const here = `${place}[${index}]`;
    if (fields.slice(0, index).some((other) => other.key === field.key && overlap(other.objects, field.objects))) {
      problems.push(`${here}.key: "${field.key}" stands twice`);
    }
    if (field.path !== undefined && !isJsonPath(field.path)) problems.push(`${here}.path: "${field.path}" is no path`);
    if (field.concept !== undefined && !concepts.has(field.concept)) {
      problems.push(`${here}.concept: there is no "${field.concept}"; ${oneOf(conceptsBeside(field.concept))}`);
    }
    return problems;
  });
}

/** The concepts of the same object, or else of all. */
function conceptsBeside(concept: string): string[] {
  const all = [...concepts.keys()];
  const beside = all.filter((key) => key.startsWith(`${concept.split('.')[0]}.`));
  return beside.length > 0 ? beside : all;
}

function overlap(one: string[] | undefined, other: string[] | undefined): boolean {
  return one === undefined || other === undefined || one.some((object) => other.includes(object));
}

/** Placeholders of a request that nothing fills. */
export function requestProblems(request: RequestTemplate, allowed: readonly string[], place: string): string[] {
  const { path, query, headers, body } = request;
  const texts = [path, JSON.stringify(query), JSON.stringify(headers), JSON.stringify(body ?? null)];
  const unknown = new Set(texts.flatMap(placeholdersOf).filter((name) => !allowed.includes(name)));
  return [...unknown].map((name) => `${place}.request: nothing fills {${name}}; ${oneOf(allowed)}`);
}
