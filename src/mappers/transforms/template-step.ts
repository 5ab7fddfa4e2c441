import type { Json } from '../../model/json.ts';
import type { TransformOf } from '../../model/transforms.ts';
import { htmlToText, normaliseHtml } from '../values/html.ts';
import { showValue } from './apply.ts';
import { checkField, type RecordValues, refuse, type Step, type StepContext } from './types.ts';

/** Null: the value at hand. */
type Part = string | { field: string | null };

/** `{{`, `}}`, `{"any name"}` as JSON writes it, `{name}`, text, a stray brace. */
const placeholders = /\{\{|\}\}|\{("(?:[^"\\]|\\.)*")\}|\{([^{}]+)\}|[^{}]+|[{}]/g;

/** Writes a placeholder for a field of any name: `{Amount}`, `{"Amount {USD}"}`. */
export function placeholderOf(key: string): string {
  const isPlain = key !== 'value' && /^[^{}"\s](?:[^{}\n]*[^{}\s])?$/.test(key);
  return isPlain ? `{${key}}` : `{${JSON.stringify(key)}}`;
}

function nameIn(quoted: string, context: StepContext): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return refuse(
      context,
      'template_name',
      'a name in quotation marks is not written as JSON writes it',
      'Put a backslash before quotation marks and backslashes that belong to the name.',
    );
  }
}

function templateParts(text: string, context: StepContext): Part[] {
  const parts: Part[] = [];
  let literal = '';
  for (const [piece, quoted, plain] of text.matchAll(placeholders)) {
    const field = quoted === undefined ? plain?.trim() : nameIn(quoted, context);
    if (piece === '{' || piece === '}') {
      refuse(
        context,
        'template_brace',
        'a brace in the template is not closed or not opened',
        'Write {{ or }} where a brace itself is meant.',
      );
    } else if (field !== undefined) {
      if (literal !== '') parts.push(literal);
      literal = '';
      const isValueAtHand = quoted === undefined && field === 'value';
      parts.push({ field: isValueAtHand ? null : field });
      if (!isValueAtHand) checkField(context, field);
    } else literal += piece === '{{' ? '{' : piece === '}}' ? '}' : piece;
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

/** Values as they stand in the result: as text, or as HTML by the allow-list. */
type Show = (value: Json | undefined) => string;

const asHtml: Show = (value) => {
  const html = normaliseHtml(showValue(value));
  return html.ok && typeof html.value === 'string' ? html.value : '';
};

const asText: Show = (value) => htmlToText(showValue(value));

/**
 * Null where there are placeholders and none has a value, so that no lone punctuation is left. An empty placeholder takes one
 * of the two spaces around it along; spaces inside values stay.
 */
function fill(parts: readonly Part[], value: Json, record: RecordValues, show: Show): string | null {
  let result = '';
  let placeholders = 0;
  let filled = 0;
  let gap = false;
  for (const part of parts) {
    if (typeof part === 'string') {
      result += gap && part.startsWith(' ') && (result === '' || result.endsWith(' ')) ? part.slice(1) : part;
      gap = false;
      continue;
    }
    const text = show(part.field === null ? value : record[part.field]);
    placeholders++;
    if (text === '') gap = true;
    else filled++;
    result += text;
  }
  return placeholders > 0 && filled === 0 ? null : result.trim();
}

/** Fills `{first_name} {last_name}`, as a whole or, with `lines`, each line by itself. */
export function templateStep({ text, lines }: TransformOf<'template'>, context: StepContext): Step {
  const rows = (lines === undefined ? [text] : text.split('\n')).map((row) => templateParts(row, context));
  const show = lines === undefined ? showValue : lines === 'html' ? asHtml : asText;
  return (value, { record }) => {
    const filled = rows.map((row) => fill(row, value, record, show)).filter((row) => row !== null);
    const result = filled.join(lines === 'html' ? '' : '\n').trim();
    return result === '' ? null : result;
  };
}
