import { setParameter } from '../../http/parameter.ts';
import type { PreparedRequest, TemplateValues } from '../../http/template.ts';
import type { ListDefinition } from '../../model/list-definition.ts';
import type { SourceRecord } from '../../model/record.ts';
import type { PassDefinition, StreamDefinition } from '../../model/source-definition.ts';
import { writeTime } from './read-time.ts';

/** One of the lists that together give a stream. */
export interface Pass {
  list: ListDefinition;
  state: SourceRecord['state'];
  values: TemplateValues;
  /** Another request than the list's: its rows may lack what the list's query adds to them. */
  isOther: boolean;
  /** Its path may not be there. */
  optional: boolean;
  /** Adds the changed-since filter. */
  filter(request: PreparedRequest): PreparedRequest;
}

const whole: PassDefinition = { query: {}, changes: 'filter', optional: false };

/** What is read: every pass, or, with `since`, what changed: by the list's filter, by another request, or all where the vendor has neither. */
export function passesOf(stream: StreamDefinition, since: string | undefined): Pass[] {
  const passes = stream.passes.length === 0 ? [whole] : stream.passes;
  if (since === undefined) return passes.map((pass) => passOf(stream, pass, unfiltered));
  const sinceMs = Date.parse(since);
  const filtered = passes
    .filter(({ changes }) => changes !== 'none')
    .map((pass) => passOf(stream, pass, pass.changes === 'filter' ? sinceFilter(stream, sinceMs) : unfiltered));
  return stream.changes === undefined ? filtered : [changesPass(stream.changes, sinceMs), ...filtered];
}

function passOf(stream: StreamDefinition, pass: PassDefinition, filter: Pass['filter']): Pass {
  const { request, paging } = stream;
  const query = { ...request.query, ...pass.query };
  return {
    list: { request: { ...request, path: pass.path ?? request.path, query }, paging },
    state: pass.state,
    values: {},
    isOther: false,
    optional: pass.optional,
    filter,
  };
}

function sinceFilter({ incremental }: StreamDefinition, sinceMs: number): Pass['filter'] {
  if (incremental === undefined) return unfiltered;
  const text = writeTime(sinceMs - incremental.overlapMs, incremental.format);
  return (request) => setParameter(request, 'query', incremental.param, text);
}

function changesPass(changes: NonNullable<StreamDefinition['changes']>, sinceMs: number): Pass {
  const { request, paging, format, overlapMs } = changes;
  return {
    list: { request, paging },
    state: undefined,
    values: { since: writeTime(sinceMs - overlapMs, format) },
    isOther: true,
    optional: false,
    filter: unfiltered,
  };
}

function unfiltered(request: PreparedRequest): PreparedRequest {
  return request;
}
