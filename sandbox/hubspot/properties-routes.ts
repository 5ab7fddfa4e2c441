import { z } from 'zod';
import { empty, isObject, json, Refusal, type Router, readObject, type SandboxRequest } from '../kit/index.ts';
import { requireScope } from './auth.ts';
import { findObjectType } from './object-types.ts';
import { type Portal, type Table, tableOf } from './portal.ts';
import type { Property } from './properties.ts';
import { type BatchError, batchError, batchReply, invalid, notFound, refuse } from './replies.ts';

const MAX_UNIQUE = 10;
const MAX_CUSTOM = 1000;
const MAX_INPUTS = 100;
const SCHEMA_RIGHTS = ['contacts', 'companies', 'deals', 'line_items'];

const option = z.object({
  label: z.string(),
  value: z.string(),
  displayOrder: z.int().default(-1),
  hidden: z.boolean().default(false),
});
const newProperty = z.object({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/, 'Property names are lower case, with digits and underscores'),
  label: z.string().min(1),
  type: z.enum(['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string']),
  fieldType: z.enum([
    'booleancheckbox',
    'calculation_equation',
    'checkbox',
    'date',
    'file',
    'html',
    'number',
    'phonenumber',
    'radio',
    'select',
    'text',
    'textarea',
  ]),
  groupName: z.string(),
  description: z.string().default(''),
  options: z.array(option).default([]),
  hasUniqueValue: z.boolean().default(false),
  hidden: z.boolean().default(false),
  formField: z.boolean().default(false),
  displayOrder: z.int().default(-1),
});

/** Definitions of an object type's properties. */
export function routeProperties(router: Router, portal: Portal, base: string): void {
  router.get(`${base}/:type`, (request) => {
    const table = tableFor(portal, request, 'read');
    const archived = request.query.get('archived') === 'true';
    return json({
      results: archived
        ? table.archivedProperties
        : [...table.properties.values()].map((each) => shown(portal, table, each)),
    });
  });
  router.post(`${base}/:type`, (request) =>
    json(create(portal, tableFor(portal, request, 'write'), readObject(request)), 201),
  );
  router.post(`${base}/:type/batch/create`, (request) => createBatch(portal, request));
  router.get(`${base}/:type/groups`, (request) => json({ results: tableFor(portal, request, 'read').groups }));
  router.post(`${base}/:type/groups`, (request) => {
    const table = tableFor(portal, request, 'write');
    const { name, label } = readObject(request);
    if (typeof name !== 'string' || typeof label !== 'string') throw invalid('name and label are required');
    if (table.groups.some((group) => group.name === name))
      throw refuse(409, 'CONFLICT', `The group ${name} already exists`);
    const group = { name, label, displayOrder: table.groups.length, archived: false };
    table.groups.push(group);
    return json(group, 201);
  });
  router.get(`${base}/:type/:name`, (request) => {
    const table = tableFor(portal, request, 'read');
    return json(shown(portal, table, propertyOf(table, request)));
  });
  router.patch(`${base}/:type/:name`, (request) => {
    const table = tableFor(portal, request, 'write');
    const property = custom(propertyOf(table, request));
    const { label, options, description } = parse(newProperty.partial(), readObject(request));
    if (label !== undefined) property.label = label;
    if (description !== undefined) property.description = description;
    if (options !== undefined) property.options = options;
    return json(property);
  });
  router.delete(`${base}/:type/:name`, (request) => {
    const table = tableFor(portal, request, 'write');
    const property = custom(propertyOf(table, request));
    table.properties.delete(property.name);
    table.unique.delete(property.name);
    table.archivedProperties.push({ ...property, archived: true });
    portal.context.countWrite('properties', 'delete');
    return empty(204);
  });
}

function tableFor(portal: Portal, request: SandboxRequest, right: 'read' | 'write'): Table {
  const type = findObjectType(request.params['type']!);
  if (type === undefined) throw invalid(`Unable to infer object type from: ${request.params['type']}`);
  const schemaRight = `crm.schemas.${type.name}.${right}`;
  // Only the main objects have rights of their own on definitions.
  const others = right === 'read' || !SCHEMA_RIGHTS.includes(type.name) ? type[right] : [];
  requireScope(request, [...(SCHEMA_RIGHTS.includes(type.name) ? [schemaRight] : []), ...others]);
  return tableOf(portal, type.name);
}

/** Pipelines and stages are options of their properties; owners are external ones and stay out. */
function shown(portal: Portal, table: Table, property: Property): Property {
  const pipelines = portal.pipelines.get(table.type.name) ?? [];
  const isPipeline = property.name === 'pipeline' || property.name === 'hs_pipeline';
  const isStage = property.name === 'dealstage' || property.name === 'hs_pipeline_stage';
  if (!isPipeline && !isStage) return property;
  const named = isPipeline ? pipelines : pipelines.flatMap((pipeline) => pipeline.stages);
  return {
    ...property,
    options: named.map(({ id, label }, displayOrder) => ({ label, value: id, displayOrder, hidden: false })),
  };
}

function propertyOf(table: Table, request: SandboxRequest): Property {
  const property = table.properties.get(request.params['name']!);
  if (property === undefined) throw notFound(`Property ${request.params['name']} does not exist`);
  return property;
}

function custom(property: Property): Property {
  if (property.hubspotDefined) throw invalid(`${property.name} is defined by HubSpot and cannot be changed`);
  return property;
}

function create(portal: Portal, table: Table, body: unknown): Property {
  const input = parse(newProperty, body);
  if (table.properties.has(input.name)) throw refuse(409, 'CONFLICT', `A property named ${input.name} already exists`);
  if (!table.groups.some((group) => group.name === input.groupName))
    throw invalid(`The group ${input.groupName} does not exist`);
  if (input.type === 'enumeration' && input.options.length === 0)
    throw invalid('options: an enumeration needs options');
  const customs = [...table.properties.values()].filter((property) => !property.hubspotDefined);
  if (customs.length >= MAX_CUSTOM) throw invalid(`There are ${MAX_CUSTOM} custom properties already`);
  if (input.hasUniqueValue && customs.filter((property) => property.hasUniqueValue).length >= MAX_UNIQUE) {
    throw invalid(`There are ${MAX_UNIQUE} unique properties already`);
  }
  const now = new Date(portal.context.now()).toISOString();
  const property: Property = {
    ...input,
    calculated: false,
    externalOptions: false,
    hubspotDefined: false,
    archived: false,
    dataSensitivity: 'non_sensitive',
    modificationMetadata: { archivable: true, readOnlyDefinition: false, readOnlyValue: false },
    createdAt: now,
    updatedAt: now,
  };
  table.properties.set(property.name, property);
  if (property.hasUniqueValue) table.unique.set(property.name, new Map());
  portal.context.countWrite('properties', 'create');
  return property;
}

function createBatch(portal: Portal, request: SandboxRequest) {
  const table = tableFor(portal, request, 'write');
  const { inputs } = readObject(request);
  if (!Array.isArray(inputs) || inputs.length > MAX_INPUTS) throw invalid(`inputs: a list of at most ${MAX_INPUTS}`);
  const results: Property[] = [];
  const errors: BatchError[] = [];
  for (const input of inputs) {
    try {
      results.push(create(portal, table, input));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { category, message } = JSON.parse(error.reply.body ?? '{}') as { category: string; message: string };
      errors.push(batchError(category, message, { name: [isObject(input) ? String(input['name']) : ''] }));
    }
  }
  return batchReply(results, errors, portal.context.now(), 201);
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalid(
    `Invalid input JSON: ${parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
  );
}
