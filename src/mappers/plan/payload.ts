import type { DestinationField } from '../../model/destination-object.ts';
import type { Route } from '../../model/mapping.ts';
import type { RecordView } from '../../model/views.ts';
import type { Built } from './built.ts';
import { compileField } from './compile-field.ts';
import { createLookups, type Lookups } from './lookups.ts';
import type { Fill, PayloadContext, RouteContext } from './payload-context.ts';
import { structuralFill } from './structural-fill.ts';
import { putField } from './wire.ts';

/** Compiles a route into a function that builds the payload of one record. Done once per mapping, run once per record. */
export function createPayloadBuilder(context: PayloadContext): (route: Route, record: RecordView) => Built {
  const lookups = createLookups(context.mapping, context.destination);
  const compiled = new Map<Route, Fill[]>();
  return (route, record) => {
    let fills = compiled.get(route);
    if (!fills) {
      fills = compileRoute(context, lookups, route);
      compiled.set(route, fills);
    }
    const built: Built = {
      payload: {},
      footer: [],
      reasons: [],
      rejected: false,
      overflow: [],
      stageKind: null,
      stoodIn: new Set(),
    };
    for (const fill of fills) fill(record, built);
    return built;
  };
}

function compileRoute(payloads: PayloadContext, lookups: Lookups, route: Route): Fill[] {
  const object = route.to === null ? undefined : payloads.definition.objects[route.to];
  if (!object || route.to === null) return [];
  const fields = new Map(object.fields.map((field) => [field.key, field]));
  const source = payloads.sourceObjects[route.object]?.fields ?? [];
  const context: RouteContext = {
    ...payloads,
    lookups,
    object: route.to,
    fields,
    sourceFields: new Map(source.map((field) => [field.key, field])),
    concepts: new Map(source.flatMap((field) => (field.concept ? [[field.concept, field.key] as const] : []))),
  };
  // stages and statuses go through the mapping's tables even where a source field is named for them; a person's constant or
  // transform counts more
  const chosen = new Set(
    route.fields.filter((field) => field.constant !== undefined || field.transforms).map((field) => field.to),
  );
  const structural = object.fields.flatMap((field) => {
    const fill = chosen.has(field.key) ? null : structuralFill(field, context);
    return fill === null ? [] : [[field.key, fill] as const];
  });
  const decided = new Set(structural.map(([key]) => key));
  const mapped = route.fields.filter((mapping) => !decided.has(mapping.to));
  // the stage first: other fields depend on its kind
  const fills = [
    ...structural.map(([, fill]) => fill),
    ...[...mapped]
      .sort((a, b) => rank(fields.get(a.to)) - rank(fields.get(b.to)))
      .map((mapping) => compileField(context, mapping)),
  ];
  const filled = new Set(mapped.map((mapping) => mapping.to));
  for (const field of object.fields) {
    if (field.default === undefined || filled.has(field.key) || decided.has(field.key)) continue;
    const { default: value } = field;
    fills.push((_, built) => putField(built.payload, field, value));
  }
  fills.push((_, built) => checkRequired(object.fields, built));
  return fills;
}

function rank(field: DestinationField | undefined): number {
  return field?.concept === 'deal.stage' ? 0 : 1;
}

function checkRequired(fields: DestinationField[], built: Built): void {
  for (const field of fields) {
    if (!field.required || built.payload[field.key] !== undefined || field.path !== undefined) continue;
    if (field.type === 'reference') continue; // parents are found by links
    built.rejected = true;
    built.reasons.push({
      code: 'required_missing',
      message: `${field.label ?? field.key} is required and empty`,
      field: field.key,
      hint: 'Fill it at the source, or give the mapping a default.',
    });
  }
}
