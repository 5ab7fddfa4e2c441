export { showValue } from './apply.ts';
export { compileTransforms } from './compile.ts';
export { htmlToMarkdown } from './markdown.ts';
export { type PersonName, splitName } from './person-name.ts';
export { cutText } from './text-steps.ts';
export type { CompiledTransforms, RecordValues, TransformContext, Transformed, TransformProblem } from './types.ts';
