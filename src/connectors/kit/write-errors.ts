import { isPortageError, PortageError } from '../../model/errors.ts';

/**
 * A refused record in words: who refused what, and the fields that the vendor names. Never a value: the vendor's own text
 * may quote the customer's data.
 */
export function refusalOf(error: unknown, system: string, label: string): unknown {
  if (!isPortageError(error, 'record')) return error;
  const fields = namesIn(error.details?.['fields']);
  const codes = namesIn(error.details?.['vendorCodes']);
  const about = fields.length > 0 ? `: ${fields.join(', ')}` : codes.length > 0 ? `: ${codes.join(', ')}` : '';
  const status = error.status === undefined ? '' : ` (${error.status})`;
  const places = fields.length === 1 ? 'this field' : 'these fields';
  return new PortageError('record', `${system} refused this ${label.toLowerCase()}${status}${about}`, {
    code: error.code,
    hint:
      fields.length > 0
        ? `Correct ${places} at the source or in the mapping, then retry this record.`
        : 'The vendor names no field: look at the record at the source, correct what is unusual and retry it.',
    status: error.status,
    details: error.details,
    cause: error,
  });
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string').slice(0, 8) : [];
}
