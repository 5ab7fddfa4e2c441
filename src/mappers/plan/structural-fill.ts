import type { DestinationField } from '../../model/destination-object.ts';
import type { RecordView } from '../../model/views.ts';
import { isBlank } from './built.ts';
import { customerStatus, hasWonDeal } from './lookups.ts';
import type { Fill, RouteContext } from './payload-context.ts';
import { putField } from './wire.ts';

/** Stage, pipeline and status come from the mapping's tables, not from a field of the record alone. */
export function structuralFill(field: DestinationField, { lookups, concepts }: RouteContext): Fill | null {
  const conceptValue = (record: RecordView, concept: string) => record.values[concepts.get(concept) ?? ''];
  if (field.concept === 'deal.stage' || field.concept === 'deal.pipeline') {
    return (record, built) => {
      const found = lookups.stage(
        conceptValue(record, 'deal.pipeline'),
        conceptValue(record, 'deal.stage'),
        conceptValue(record, 'deal.status'),
      );
      if (found === null || found.stage.to === null || found.pipeline.to === null) {
        if (field.concept === 'deal.stage' && !built.rejected) {
          built.rejected = true;
          built.reasons.push({
            code: 'stage_without_counterpart',
            message: 'its stage has no counterpart at the destination',
            field: field.key,
            hint: 'Map the stage in the mapping, or let it be created.',
          });
        }
        return;
      }
      built.stageKind = found.stage.kind;
      putField(built.payload, field, field.concept === 'deal.stage' ? found.stage.to : found.pipeline.to);
    };
  }
  if (field.concept === 'company.status' && field.type === 'reference') {
    return (record, built) => {
      const said = conceptValue(record, 'company.status');
      const named = lookups.recordStatus(said) ?? lookups.recordStatus(conceptValue(record, 'company.lifecycle_stage'));
      if (lookups.recordStatus(said) === null && !isBlank(said)) {
        built.footer.push(`${field.label ?? field.key} at the source: ${String(said)}`);
        built.reasons.push({
          code: 'status_without_counterpart',
          message: 'the destination has no status of this name; it is kept as a line of text',
          field: field.key,
          reshaping: true,
        });
      }
      const derived = hasWonDeal(record) ? lookups.recordStatus(customerStatus) : null;
      const to = named ?? derived;
      if (to !== null) putField(built.payload, field, to);
    };
  }
  return null;
}
