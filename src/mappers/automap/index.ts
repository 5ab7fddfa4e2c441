export { proposeColumns } from './propose-columns.ts';
export { type RecognisedObject, recogniseObject } from './recognise-object.ts';
export type { Alternative, ColumnProposal, ObjectHint, ProposeColumnsInput } from './types.ts';
