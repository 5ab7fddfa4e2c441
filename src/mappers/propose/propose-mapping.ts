import type { ObjectCatalogue, SystemMetadata } from '../../model/catalogue.ts';
import type { DestinationDefinition } from '../../model/destination-definition.ts';
import type { Mapping, Route } from '../../model/mapping.ts';
import { consentFields, wantFormerOwners, wantParentFields, withEngineFields } from './engine-fields.ts';
import { NewFields } from './new-fields.ts';
import { possibleRoute } from './possible-route.ts';
import type { ProposalInput } from './proposal-input.ts';
import { proposeCurrencies } from './propose-currencies.ts';
import { proposeOwners } from './propose-owners.ts';
import { proposePipelines } from './propose-pipelines.ts';
import { proposeRoute } from './propose-route.ts';
import { proposeStatuses } from './propose-statuses.ts';

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

/** True where a field that is created for HTML comes back as plain text. */
function showsTags({ define, describe }: DestinationDefinition, object: string): boolean {
  const type = define.field?.[object]?.types['html'];
  return type !== undefined && describe.customFields?.[object]?.types[type] === 'text';
}
