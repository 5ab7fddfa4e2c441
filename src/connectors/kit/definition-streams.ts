import { conceptObjectsOf } from '../../model/concepts.ts';
import type { DescribeDefinition } from '../../model/describe-definition.ts';
import { canonicalObjects } from '../../model/record.ts';
import type { LinkDefinition, SourceDefinition, StreamDefinition } from '../../model/source-definition.ts';
import { conceptProblems, oneOf, requestProblems } from './definition-checks.ts';
import { objectsOf } from './read-stream.ts';

/** What one part of a stream says of another, or of the description, and does not hold. */
export function streamProblems(
  stream: StreamDefinition,
  source: SourceDefinition,
  options: string[],
  place: string,
): string[] {
  return [
    ...objectProblems(stream, place),
    ...conceptProblems(stream.fields, `${place}.fields`),
    ...fieldProblems(stream, source.describe, place),
    ...passProblems(stream, options, place),
    ...stream.links.flatMap((link, index) => linkProblems(link, source, options, `${place}.links[${index}]`)),
    ...pagingProblems(stream, place),
  ];
}

function objectProblems(stream: StreamDefinition, place: string): string[] {
  const known: readonly string[] = canonicalObjects;
  return objectsOf(stream)
    .filter((object) => !known.includes(object) && !object.startsWith('custom:'))
    .map((object) => `${place}.object: there is no "${object}"; ${oneOf([...known, 'custom:<key>'])}`);
}

function fieldProblems(stream: StreamDefinition, describe: DescribeDefinition, place: string): string[] {
  const objects = objectsOf(stream);
  const allowed = objects.flatMap(conceptObjectsOf);
  const keys = stream.fields.map(({ key }) => key);
  const problems = stream.fields.flatMap((field, index) => {
    const here = `${place}.fields[${index}]`;
    const found: string[] = [];
    const about = field.concept?.split('.')[0];
    if (about !== undefined && !allowed.includes(about) && !objects.some((object) => object.startsWith('custom:'))) {
      found.push(`${here}.concept: "${field.concept}" is not about ${objects.join(', ')}; ${oneOf(allowed)}`);
    }
    if (field.optionsFrom !== undefined && describe.options[field.optionsFrom] === undefined) {
      found.push(`${here}.optionsFrom: no "${field.optionsFrom}"; ${oneOf(Object.keys(describe.options))}`);
    }
    for (const other of field.except.filter((key) => !keys.slice(0, index).includes(key))) {
      found.push(`${here}.except: "${other}" is no field before this one; ${oneOf(keys.slice(0, index))}`);
    }
    for (const object of (field.objects ?? []).filter((name) => !objects.includes(name))) {
      found.push(`${here}.objects: the stream gives no "${object}"; ${oneOf(objects)}`);
    }
    return found;
  });
  if (stream.customFields !== undefined && describe.customFields[stream.customFields] === undefined) {
    problems.push(`${place}.customFields: no "${stream.customFields}"; ${oneOf(Object.keys(describe.customFields))}`);
  }
  return problems;
}

function passProblems(stream: StreamDefinition, options: string[], place: string): string[] {
  const { request, passes, changes, total } = stream;
  const whole = passes.map((pass) => ({
    ...request,
    path: pass.path ?? request.path,
    query: { ...request.query, ...pass.query },
  }));
  return [
    ...requestProblems(request, options, place),
    ...whole.flatMap((each, index) => requestProblems(each, options, `${place}.passes[${index}]`)),
    ...(changes === undefined
      ? []
      : requestProblems(changes.request, [...options, 'since', 'key'], `${place}.changes`)),
    ...(typeof total === 'object' ? requestProblems(total.request, options, `${place}.total`) : []),
  ];
}

function linkProblems(link: LinkDefinition, source: SourceDefinition, options: string[], place: string): string[] {
  const objects = [...new Set(Object.values(source.streams).flatMap(objectsOf))];
  const problems = objects.includes(link.to) ? [] : [`${place}.to: no stream reads "${link.to}"; ${oneOf(objects)}`];
  if (link.path === undefined && link.batch === undefined && link.perRecord === undefined) {
    problems.push(`${place}: give "path", "batch" or "perRecord"`);
  }
  if (link.batch !== undefined)
    problems.push(...requestProblems(link.batch.request, [...options, 'inputs'], `${place}.batch`));
  if (link.perRecord !== undefined) {
    problems.push(...requestProblems(link.perRecord.request, [...options, 'id'], `${place}.perRecord`));
  }
  return problems;
}

function pagingProblems(stream: StreamDefinition, place: string): string[] {
  const problems: string[] = [];
  if (stream.slips && stream.paging.type !== 'offset')
    problems.push(`${place}.slips: only for paging of type "offset"`);
  if (stream.changes !== undefined && stream.incremental !== undefined) {
    problems.push(`${place}: give "incremental" (the list filters) or "changes" (another request does), not both`);
  }
  return problems;
}
