export { automapJsonl } from './jsonl.ts';
export { proposeColumns } from './propose-columns.ts';
export { type RecognisedObject, recogniseObject } from './recognise-object.ts';
export type { Alternative, ColumnProposal, JoinedObject, ObjectHint, ProposeColumnsInput } from './types.ts';
