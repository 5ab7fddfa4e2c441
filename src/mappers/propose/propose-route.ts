import type { Field, ObjectCatalogue } from '../../model/catalogue.ts';
import type { RouteTemplate } from '../../model/destination-definition.ts';
import type { DestinationObject } from '../../model/destination-object.ts';
import { carriedAsLink, type FieldMapping, partOfFullName, type Route } from '../../model/mapping.ts';
import type { NewFields } from './new-fields.ts';
import { isFilled, mapped, placeAsNew, placeOwner } from './place-as-new.ts';
import { byConcept, presetFields, proposeField } from './propose-fields.ts';

/** Concepts that the planner carries by itself: links, and what decides about consent. */
const structural = new Set([
  'contact.company_id',
  'contact.company_name',
  'deal.company_id',
  'deal.company_name',
  'deal.contact_id',
  'deal.contact_name',
  'deal.contact_email',
  'activity.contact_id',
  'activity.company_id',
  'activity.deal_id',
  'lead.contact_id',
  'lead.company_id',
  'deal.stage',
  'deal.pipeline',
  'deal.status',
  'deal.currency',
  'company.parent_id',
  'activity.type',
]);
/** What proves a consent, or refuses one channel only: it decides, and it is also kept as it was said. */
const evidence: ReadonlySet<string> = new Set([
  'contact.sms_opt_in',
  'contact.refusal',
  'contact.consent_timestamp',
  'contact.consent_source',
  'contact.consent_text',
  'contact.consent_source_url',
  'contact.consent_ip',
  'contact.consent_seller',
]);
export const consentConcepts: ReadonlySet<string> = new Set([
  'contact.do_not_contact',
  'contact.email_opt_in',
  'contact.email_bounced',
  'contact.spam_complaint',
  ...evidence,
]);
/** Below this the name alone is not enough to carry a field as the thing it seems to be. */
const sureEnough = 0.6;

export interface RouteInput {
  template: RouteTemplate;
  source: ObjectCatalogue;
  destination: DestinationObject | null;
  destinationKey: string | null;
  newFields: NewFields;
  /** A field that is created there shows tags as they are written. */
  plainText: boolean;
  /** Field by which owners are told apart at the source, per concept. */
  mode: Route['mode'];
}

/** One route in the mapping's terms: every source field is mapped, made into a new field, kept as a line of text, or listed. */
export function proposeRoute(input: RouteInput): Route {
  const { template, source, destination, destinationKey } = input;
  const base: Route = {
    object: template.object,
    when: template.when,
    to: template.to,
    rung: template.rung,
    mode: input.mode,
    matchOn: destination?.matchOn ?? [],
    fields: [],
    unmapped: [],
    undecided: [],
    confidence: 1,
    reason: template.reason,
  };
  if (destination === null || destinationKey === null) return base;
  const sure = { ...source, fields: source.fields.map((field) => trusted(field)) };
  const concepts = byConcept(sure);
  const preset = presetFields(template, concepts);
  const taken = new Set(preset.map((field) => field.to));
  const fields: FieldMapping[] = [...preset];
  for (const field of destination.fields) {
    if (field.readOnly || taken.has(field.key)) continue;
    const proposal = proposeField(field, concepts);
    if (proposal) fields.push(field.type === 'text' ? withoutTags(proposal, sure) : proposal);
  }
  const used = usedKeys(fields, template, concepts, destination, sure);
  const kept = new Set(destination.keep.map((entry) => entry.concept));
  const leftovers = sure.fields.filter(
    (field) => (!used.has(field.key) || kept.has(field.concept ?? '')) && (field.fill === undefined || field.fill > 0),
  );
  const { unmapped, undecided } = placeLeftovers(input, leftovers, fields);
  return {
    ...base,
    fields: fields.map((field) => withCertainty(field, sure)),
    unmapped: [...unmapped, ...emptyFields(sure.fields, used)],
    undecided: [...undecided, ...source.fields.flatMap(guessOf)],
  };
}

/** A concept that was guessed and is not sure enough counts as none; the guess is shown to a person. */
function trusted(field: Field): Field {
  return field.confidence !== undefined && field.confidence < sureEnough ? { ...field, concept: undefined } : field;
}

/** HTML in a field of plain text would show its tags. */
function withoutTags(mapping: FieldMapping, { fields }: ObjectCatalogue): FieldMapping {
  const isHtml = fields.some(({ key, type }) => type === 'html' && mapping.from.includes(key));
  return isHtml && mapping.transforms === undefined ? { ...mapping, transforms: [{ type: 'html_to_text' }] } : mapping;
}

/** A mapping is as sure as what it reads was recognised, and says why. */
function withCertainty(field: FieldMapping, { fields }: ObjectCatalogue): FieldMapping {
  const guessed = [...field.from, ...field.fallback].flatMap((key) => {
    const found = fields.find((candidate) => candidate.key === key);
    return found?.concept !== undefined && found.confidence !== undefined ? [found] : [];
  });
  if (guessed.length === 0) return field;
  const because = guessed.map(({ key, because: why }) => `${key}${why === undefined ? '' : ` ${why}`}`);
  return {
    ...field,
    confidence: Math.min(field.confidence, ...guessed.map(({ confidence }) => confidence as number)),
    reason: `${field.reason} (${because.join('; ')})`,
  };
}

/** What a column may mean that was not sure enough: it goes across as what it is, and a person sees the guess. */
function guessOf({ key, concept, confidence, because }: Field): Route['undecided'] {
  if (concept === undefined || confidence === undefined || confidence >= sureEnough) return [];
  return [{ field: key, suggestion: concept, confidence, reason: because ?? 'not sure enough' }];
}

/** Fields that go across in every record. A fallback does so only where the first field is empty, so it is kept beside it as well. */
function usedKeys(
  fields: FieldMapping[],
  template: RouteTemplate,
  concepts: Map<string, Field[]>,
  destination: DestinationObject,
  source: ObjectCatalogue,
): Set<string> {
  const used = new Set(fields.flatMap((field) => (isPartial(field, destination, source) ? [] : field.from)));
  for (const preset of template.fields) {
    for (const match of (preset.template ?? '').matchAll(/\{([a-z]+\.[a-z0-9_.]+)\}/g)) {
      for (const field of concepts.get(match[1] as string) ?? []) used.add(field.key);
    }
  }
  return used;
}

/** A closing date that fills "won on" is sent for won deals only: the field of the others is kept beside it. */
function isPartial({ to, from }: FieldMapping, destination: DestinationObject, source: ObjectCatalogue): boolean {
  const target = destination.fields.find((field) => field.key === to);
  if (target?.stageKinds === undefined) return false;
  return from.some((key) => source.fields.find((field) => field.key === key)?.concept !== target.concept);
}

function emptyFields(fields: Field[], used: Set<string>): Route['unmapped'] {
  return fields
    .filter((field) => field.fill === 0 && !used.has(field.key))
    .map((field) => ({ field: field.key, reason: 'empty in every record' }));
}

function placeLeftovers(
  input: RouteInput,
  leftovers: Field[],
  fields: FieldMapping[],
): Pick<Route, 'unmapped' | 'undecided'> {
  const unmapped: Route['unmapped'] = [];
  const undecided: Route['undecided'] = [];
  const object = input.destinationKey as string;
  for (const field of leftovers) {
    const { concept } = field;
    if (concept !== undefined && (isStructural(concept, input.destination) || isVerdict(concept))) {
      unmapped.push({ field: field.key, reason: carriedAsLink });
    } else if (isPartOfName(concept, fields, input)) {
      unmapped.push({ field: field.key, reason: partOfFullName });
    } else if (concept?.endsWith('.source_id') && input.destination?.sourceIdField) {
      const key = input.newFields.want({
        object,
        label: input.destination.sourceIdField,
        type: 'text',
        many: false,
        options: [],
        reason: 'finds a record again by its id at the source',
      });
      if (key && !isFilled(key, fields)) fields.push(mapped(key, field, 'id at the source'));
      else placeAsNew(input, field, fields, unmapped);
    } else if (concept?.endsWith('.updated_at')) {
      unmapped.push({ field: field.key, reason: 'the time of the last change is the destination’s own' });
    } else if (concept?.endsWith('.owner')) {
      placeOwner(input, field, fields, unmapped);
    } else {
      placeAsNew(input, field, fields, unmapped);
    }
  }
  return { unmapped, undecided };
}

/** Says whether a person may be written to, and nothing that the one consent field would not say. */
function isVerdict(concept: string): boolean {
  return consentConcepts.has(concept) && !evidence.has(concept);
}

/** Names of linked records: text that a person reads, where the destination knows no such links. */
const linkedNames = new Set(['contact.company_name', 'deal.company_name', 'deal.contact_name', 'deal.contact_email']);

function isStructural(concept: string, destination: DestinationObject | null): boolean {
  if (!structural.has(concept)) return false;
  const hasLinks = destination !== null && (destination.nest !== undefined || destination.references.length > 0);
  return hasLinks || !linkedNames.has(concept);
}

/** First and last name where the whole name goes across. */
function isPartOfName(
  concept: string | undefined,
  fields: FieldMapping[],
  { source, destination }: RouteInput,
): boolean {
  if (concept !== 'contact.first_name' && concept !== 'contact.last_name') return false;
  const whole = destination?.fields.find((field) => field.concept === 'contact.full_name');
  const from = fields.find((field) => field.to === whole?.key)?.from ?? [];
  return from.some((key) => source.fields.find((field) => field.key === key)?.concept === 'contact.full_name');
}
