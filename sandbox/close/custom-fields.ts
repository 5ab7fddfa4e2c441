import { json, type Router } from '../kit/index.ts';
import { Body } from './body.ts';
import { stamp } from './moments.ts';
import { CAPS, one, page } from './page.ts';
import { deleted, forbidden, invalid, notFound } from './replies.ts';
import { mayConfigure } from './rights.ts';
import type { CloseState } from './state.ts';
import { CUSTOM_FIELD_OBJECTS, CUSTOM_FIELD_TYPES, type CustomField, type CustomFieldObject } from './types.ts';

/** Custom fields by object; shared ones are associated with the objects that may carry them. */
export function customFieldRoutes(state: CloseState, router: Router): void {
  const fields = state.customFields;
  for (const object of CUSTOM_FIELD_OBJECTS) {
    const path = `/custom_field/${object}`;
    router.get(path, (request) => {
      const found = fields.all().filter((field) => field.object === object || field.associations.includes(object));
      return page(request, fields, found, CAPS.definition);
    });
    router.post(path, (request) => {
      if (!mayConfigure(request)) return forbidden('manage_customizations');
      return one(request, fields, createField(state, object, Body.of(request)));
    });
    router.get(`${path}/:id`, (request) => {
      const field = fields.get(request.params['id']!);
      return field === undefined ? notFound() : one(request, fields, field);
    });
    router.put(`${path}/:id`, (request) => {
      if (!mayConfigure(request)) return forbidden('manage_customizations');
      const body = Body.of(request);
      const name = body.text('name') ?? undefined;
      const choices = body.texts('choices');
      body.check();
      const changes = { ...(name && { name }), ...(choices && { choices }), date_updated: stamp() };
      const changed = fields.update(request.params['id']!, changes);
      return changed === undefined ? notFound() : one(request, fields, changed);
    });
    router.delete(`${path}/:id`, (request) => {
      if (!mayConfigure(request)) return forbidden('manage_customizations');
      return removeField(state, request.params['id']!) ? deleted() : notFound();
    });
  }
  router.get('/custom_field/custom_object_type', () => json({ data: [], has_more: false }));
  router.post('/custom_field/shared/:id/association', (request) =>
    associate(state, request.params['id']!, Body.of(request)),
  );
  router.get('/custom_field_schema/:object', (request) => {
    const object = request.params['object']!;
    if (!['lead', 'contact', 'opportunity'].includes(object)) return notFound();
    return json({ object_type: object, fields: state.fieldsOf(object).map((field) => fields.view(field)) });
  });
}

function createField(state: CloseState, object: CustomFieldObject, body: Body): CustomField {
  body.require('name');
  body.require('type');
  const name = body.text('name') ?? '';
  const type = body.choice('type', CUSTOM_FIELD_TYPES);
  const choices = body.texts('choices') ?? [];
  const isMultiple = body.flag('accepts_multiple_values') ?? false;
  if (type === 'choices' && choices.length === 0) body.refuse('choices', 'At least one choice is required.');
  const taken = state.fieldsOf(object).some((field) => field.name.toLowerCase() === name.toLowerCase());
  if (taken) body.refuse('name', 'A custom field with this name already exists.');
  body.check();
  const now = stamp();
  return state.customFields.insert({
    id: state.newId('cf'),
    object,
    name,
    type: type!,
    choices,
    accepts_multiple_values: isMultiple,
    description: body.text('description') ?? null,
    associations: [],
    date_created: now,
    date_updated: now,
  });
}

/** A field that goes takes its values with it. */
function removeField(state: CloseState, id: string): boolean {
  if (!state.customFields.remove(id)) return false;
  const key = `custom.${id}`;
  for (const records of [state.leads, state.contacts, state.opportunities]) {
    for (const record of records.current()) {
      if (!(key in record)) continue;
      const { [key as `custom.${string}`]: _, ...rest } = record;
      records.replace(record.id, rest as never);
    }
  }
  return true;
}

function associate(state: CloseState, id: string, body: Body) {
  const field = state.customFields.get(id);
  if (field?.object !== 'shared') return notFound();
  body.require('object_type');
  const objectType = body.choice('object_type', ['lead', 'contact', 'opportunity', 'custom_activity_type'] as const);
  body.check();
  if (field.associations.includes(objectType!)) throw invalid({ object_type: 'Already associated.' });
  state.customFields.update(id, { associations: [...field.associations, objectType!] });
  return json({ object_type: objectType, editable_with_roles: [] }, 201);
}
