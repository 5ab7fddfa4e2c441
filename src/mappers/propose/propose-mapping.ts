import type { ObjectCatalogue, SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition, RouteTemplate } from '../../model/destination-definition.ts';
import type { DestinationObject } from '../../model/destination-object.ts';
import type { Mapping, Route } from '../../model/mapping.ts';
import type { MigrationFile } from '../../model/migration-file.ts';
import { NewFields } from './new-fields.ts';
import { possibleRoute } from './possible-route.ts';
import { proposeCurrencies } from './propose-currencies.ts';
import { proposeOwners } from './propose-owners.ts';
import { proposePipelines } from './propose-pipelines.ts';
import { consentConcepts, proposeRoute } from './propose-route.ts';
import { proposeStatuses, type StatusValue } from './propose-statuses.ts';

export interface ProposalInput {
  file: MigrationFile;
  marker: string;
  source: {
    system: string;
    version: string;
    metadata: SystemMetadata;
    /** Objects that hold records. */
    objects: string[];
    ownerCounts: Record<string, number>;
    /** Records that need a parent at the destination and have none: what `orphans` decides about. */
    orphans: number;
    /** Records by the word for a currency that they hold. */
    currencies?: Record<string, number>;
    /** Words for a company's status that records hold. */
    statuses?: StatusValue[];
  };
  destination: { system: string; version: string; metadata: SystemMetadata; definition: DestinationDefinition };
}

/** Above this many records without a parent a person says what becomes of them. */
const orphanLimit = 20;

/** Proposes the whole mapping from the two catalogues. Pure: the same input gives the same document. */
export function proposeMapping(input: ProposalInput): Mapping {
  const { source, destination, file } = input;
  const { definition, metadata } = destination;
  const newFields = new NewFields(new Set(Object.keys(definition.define.field)), labelsOf(metadata, definition));
  const routes = source.objects
    .filter((object) => file.objects === undefined || file.objects.includes(object))
    .flatMap((object) => routesOf(input, object, newFields));
  wantParentFields(definition, routes, newFields);
  wantFormerOwners(input, routes, newFields);
  // before `newFields` is read: consent may ask for a field too
  const consent = {
    onUnproven: file.consent?.onUnproven ?? ('pending' as const),
    fields: consentFields(input, routes, newFields),
  };
  return {
    schemaVersion: 1,
    source: { system: source.system, connectorVersion: source.version },
    destination: { system: destination.system, connectorVersion: destination.version },
    marker: input.marker,
    timezone: file.timezone ?? source.metadata.timezone ?? metadata.timezone ?? 'UTC',
    defaultCountry: file.defaultCountry ?? null,
    currency: source.metadata.currency ?? metadata.currency,
    ...(source.currencies !== undefined &&
      Object.keys(source.currencies).length > 0 && {
        currencies: proposeCurrencies(source.currencies, source.metadata.currency, definition, metadata),
      }),
    routes,
    owners: proposeOwners({
      source: source.metadata.users,
      destination: metadata.users,
      counts: source.ownerCounts,
      defaultOwner: file.defaultOwner,
      rule: file.owners,
      self: metadata.self,
    }),
    pipelines: proposePipelines(source.metadata.pipelines, metadata.pipelines, {
      canCreatePipeline: definition.define.pipeline !== undefined,
      canCreateStage: definition.define.stage !== undefined,
    }),
    ...(source.statuses !== undefined &&
      source.statuses.length > 0 &&
      takesStatuses(routes, definition) && {
        recordStatuses: proposeStatuses(
          source.statuses,
          metadata.recordStatuses,
          definition.define.recordStatus !== undefined,
        ),
      }),
    newFields: newFields.all(),
    consent,
    duplicates: {},
    junk: 'keep',
    orphans: file.orphans ?? (source.orphans <= orphanLimit ? 'each' : null),
  };
}

/** A status that is a reference has a list of its own at the destination; one that is text or a picklist is a field like others. */
function takesStatuses(routes: Route[], { objects }: DestinationDefinition): boolean {
  return routes.some(({ to }) =>
    objects[to ?? '']?.fields.some((field) => field.concept === 'company.status' && field.type === 'reference'),
  );
}

function labelsOf(metadata: SystemMetadata, definition: DestinationDefinition): Map<string, Map<string, string>> {
  return new Map(
    Object.entries(metadata.objects).map(([object, { fields }]) => {
      const sourceIdField = definition.objects[object]?.sourceIdField;
      // a vendor's own field for it is as good as one that is made
      const own = fields.find(
        (field) => sourceIdField !== undefined && [field.key, field.label].includes(sourceIdField),
      );
      const custom = fields.filter((field) => field.custom && !field.readOnly);
      return [
        object,
        new Map([
          ...(own === undefined ? [] : [[String(sourceIdField).toLowerCase(), own.key] as const]),
          ...custom.map((field) => [(field.label ?? field.key).toLowerCase(), field.key] as const),
        ]),
      ];
    }),
  );
}

function routesOf(input: ProposalInput, object: string, newFields: NewFields): Route[] {
  const { definition } = input.destination;
  const templates = definition.routes.filter((template) => template.object === object);
  const catalogue: ObjectCatalogue = input.source.metadata.objects[object] ?? { object, fields: [] };
  if (templates.length === 0) {
    return [
      {
        object,
        when: [],
        to: null,
        rung: 'archive',
        mode: 'create',
        matchOn: [],
        fields: [],
        unmapped: [],
        undecided: [],
        confidence: 1,
        reason: `${input.destination.system} has nothing that corresponds; kept in the archive for the customer`,
      },
    ];
  }
  const routes = templates.flatMap((given) => {
    const template = possibleRoute(given, catalogue);
    if (template === null) return [];
    const destination = template.to === null ? null : (definition.objects[template.to] ?? null);
    const mode = input.file.modes[object] ?? template.mode;
    const route = proposeRoute({
      template,
      source: catalogue,
      destination,
      destinationKey: template.to,
      newFields,
      plainText: template.to !== null && showsTags(definition, template.to),
      mode,
    });
    return destination === null || template.to === null
      ? route
      : withEngineFields(route, template, destination, catalogue, input, newFields);
  });
  return usableRoutes(routes, object, definition);
}

/** A route whose required fields nothing fills is no way for a record, as long as another one is left. */
function usableRoutes(routes: Route[], object: string, definition: DestinationDefinition): Route[] {
  const usable = routes.filter((route) => route.to === null || requiredLeft(route, definition).length === 0);
  const dropped = routes.find((route) => !usable.includes(route));
  if (dropped === undefined || usable.some((route) => route.to !== null)) return usable;
  const [field] = requiredLeft(dropped, definition);
  const reason = `the source's ${object} has nothing for "${field}", which every way in needs`;
  return [
    ...usable,
    { ...dropped, when: [], to: null, rung: 'archive', fields: [], unmapped: [], undecided: [], reason },
  ];
}

function requiredLeft(route: Route, definition: DestinationDefinition): string[] {
  const filled = new Set(route.fields.map((field) => field.to));
  return (definition.objects[route.to ?? '']?.fields ?? [])
    .filter(
      (field) =>
        field.required &&
        !filled.has(field.key) &&
        field.default === undefined &&
        field.type !== 'reference' &&
        field.path === undefined,
    )
    .map((field) => field.label ?? field.key);
}

/** Fields that the engine itself wants on each record: the marker, and the name of owners who have no account there. */
function withEngineFields(
  route: Route,
  template: RouteTemplate,
  destination: DestinationObject,
  catalogue: ObjectCatalogue,
  input: ProposalInput,
  newFields: NewFields,
): Route {
  const object = template.to as string;
  const fields = [...route.fields];
  const { marker } = destination;
  if (marker) {
    const key =
      marker.field ??
      newFields.want({
        object,
        label: marker.label ?? 'Import',
        type: 'text',
        many: false,
        options: [],
        reason: 'marks what this migration created',
      });
    if (key)
      fields.push({
        to: key,
        from: [],
        fallback: [],
        constant: input.marker,
        existing: 'fill',
        confidence: 1,
        reason: 'marker of this migration',
      });
  }
  const sourceId = destination.sourceIdField;
  const hasId = catalogue.fields.some((field) => field.concept?.endsWith('.source_id'));
  if (sourceId && !hasId) {
    const key = newFields.want({
      object,
      label: sourceId,
      type: 'text',
      many: false,
      options: [],
      reason: 'finds a record again by its id at the source',
    });
    if (key)
      fields.push({
        to: key,
        from: ['@sourceId'],
        fallback: [],
        existing: 'fill',
        confidence: 1,
        reason: 'id at the source',
      });
  }
  for (const label of [destination.footerLabel, ...destination.spill.map((spill) => spill.label)]) {
    if (label)
      newFields.want({
        object,
        label,
        type: 'html',
        many: false,
        options: [],
        reason: 'keeps what has no field of its own',
      });
  }
  return { ...route, fields };
}

/** Parents that records bring along are marked and found again like any other, also where no source record becomes one. */
function wantParentFields(definition: DestinationDefinition, routes: Route[], newFields: NewFields): void {
  for (const route of routes) {
    const nest = route.to === null ? undefined : definition.objects[route.to]?.nest;
    const parent = nest?.via.includes('own') ? definition.objects[nest.under] : undefined;
    if (nest === undefined || parent === undefined) continue;
    const wanted = [
      [parent.marker?.field === undefined ? parent.marker?.label : undefined, 'marks what this migration created'],
      [parent.sourceIdField, 'finds a record again by its id at the source'],
    ] as const;
    for (const [label, reason] of wanted) {
      if (label) newFields.want({ object: nest.under, label, type: 'text', many: false, options: [], reason });
    }
  }
}

/** Where a field shall keep the names of owners who are replaced, each object that has an owner gets it. */
function wantFormerOwners({ file, source }: ProposalInput, routes: Route[], newFields: NewFields): void {
  const label = file.owners?.keepNameIn;
  if (label === undefined) return;
  for (const { object, to, fields } of routes) {
    const catalogue = source.metadata.objects[object]?.fields ?? [];
    const isOwner = (key: string) => catalogue.find((field) => field.key === key)?.concept?.endsWith('.owner') ?? false;
    const hasOwner = fields.some((field) => !field.to.startsWith('footer:') && field.from.some(isOwner));
    const reason = 'names the owner at the source where another one takes the place';
    if (to !== null && hasOwner) newFields.want({ object: to, label, type: 'text', many: false, options: [], reason });
  }
}

/** Consent is written only where the source says something about it: otherwise the destination's own default stands. */
function consentFields(input: ProposalInput, routes: Route[], newFields: NewFields): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const route of routes) {
    const object = route.to === null ? undefined : input.destination.definition.objects[route.to];
    if (route.to === null || object?.consent === undefined) continue;
    const says = input.source.metadata.objects[route.object]?.fields.some(
      (field) => field.concept && consentConcepts.has(field.concept),
    );
    if (!says) continue;
    const { words } = object.consent;
    const key =
      object.consent.field ??
      newFields.want({
        object: route.to,
        label: object.consent.label ?? 'Marketing consent',
        type: 'choice',
        many: false,
        options: [words.refused, words.pending, words.proved],
        reason: 'refusals and proof of consent travel with the person',
      });
    if (key) fields[route.to] = key;
  }
  return fields;
}

/** True where a field that is created for HTML comes back as plain text. */
function showsTags({ define, describe }: DestinationDefinition, object: string): boolean {
  const type = define.field?.[object]?.types['html'];
  return type !== undefined && describe.customFields?.[object]?.types[type] === 'text';
}
