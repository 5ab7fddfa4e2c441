import type { TransformOf } from '../../model/transforms.ts';
import { escapeHtml, looksLikeHtml } from '../values/html.ts';
import { showValue } from './apply.ts';
import { checkField, refuse, type Step, type StepContext } from './types.ts';

/** The fields that a template names, `{value}` aside. */
function templateParts(text: string): (string | { field: string })[] {
  const parts: (string | { field: string })[] = [];
  let literal = '';
  for (const [piece, field] of text.matchAll(/\{\{|\}\}|\{([^{}]+)\}|[^{}]+|[{}]/g)) {
    if (field !== undefined) {
      if (literal !== '') parts.push(literal);
      literal = '';
      parts.push({ field: field.trim() });
    } else literal += piece === '{{' ? '{' : piece === '}}' ? '}' : piece;
  }
  if (literal !== '') parts.push(literal);
  return parts;
}

/** Fills a template, as a whole or line by line. */
export function templateStep(transform: TransformOf<'template'>, context: StepContext): Step {
  const { text, lines } = transform;
  if (lines === undefined) return wholeTemplate(text, context);
  const filled = text.split('\n').map((line) => lineTemplate(line, lines, context));
  return (value, run) => {
    const shown = filled.map((line) => line(value, run)).filter((line) => line !== null);
    return shown.length === 0 ? null : shown.join(lines === 'html' ? '' : '\n');
  };
}

/** A line of its own: nothing where it has placeholders and none of them a value. Values keep their spaces and breaks. */
function lineTemplate(text: string, form: 'text' | 'html', context: StepContext): Step {
  const parts = templateParts(text);
  const fields = parts.filter((part) => typeof part !== 'string');
  for (const { field } of fields) if (field !== 'value') checkField(context, field);
  const show = (shown: string) => (form === 'text' || looksLikeHtml(shown) ? shown : escapeHtml(shown));
  return (value, { record }) => {
    const values = parts.map((part) =>
      typeof part === 'string' ? part : show(showValue(part.field === 'value' ? value : record[part.field])),
    );
    const isFilled =
      fields.length === 0 || parts.some((part, index) => typeof part !== 'string' && values[index] !== '');
    return isFilled ? values.join('') : null;
  };
}

/** Fills `{first_name} {last_name}`. Where all placeholders are empty the result is nothing, so no lone punctuation is left. */
function wholeTemplate(text: string, context: StepContext): Step {
  const parts = templateParts(text);
  const stray = parts.some((part) => typeof part === 'string' && /[{}]/.test(part)) && !/\{\{|\}\}/.test(text);
  if (stray) {
    refuse(
      context,
      'template_brace',
      'a brace in the template is not closed or not opened',
      'Write {{ or }} where a brace itself is meant.',
    );
  }
  const fields = parts.filter((part) => typeof part !== 'string');
  for (const { field } of fields) if (field !== 'value') checkField(context, field);
  return (value, { record }) => {
    let filled = fields.length === 0;
    const shown = parts.map((part) => {
      if (typeof part === 'string') return part;
      const text = showValue(part.field === 'value' ? value : record[part.field]);
      filled ||= text !== '';
      return text;
    });
    const result = shown.join('').replace(/ {2,}/g, ' ').trim();
    return filled && result !== '' ? result : null;
  };
}
