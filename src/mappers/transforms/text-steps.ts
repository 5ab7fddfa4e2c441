import type { Json } from '../../model/json.ts';
import type { TransformOf } from '../../model/transforms.ts';
import { isFreeMailDomain } from '../dedupe/free-mail.ts';
import { splitList } from '../values/choices.ts';
import { htmlToText } from '../values/html.ts';
import { isEmpty } from '../values/text.ts';
import { normaliseDomain } from '../values/urls.ts';
import { eachItem, settle, showValue, textStep } from './apply.ts';
import { htmlToMarkdown } from './markdown.ts';
import { splitName, titleCase } from './person-name.ts';
import { checkField, type Step, type StepContext } from './types.ts';

export function trimStep({ collapse }: TransformOf<'trim'>): Step {
  return textStep((text) => (collapse ? text.replace(/\s+/g, ' ') : text).trim());
}

export function caseStep({ to }: TransformOf<'case'>): Step {
  return textStep((text) => {
    if (to === 'lower') return text.toLowerCase();
    if (to === 'upper') return text.toUpperCase();
    if (to === 'title') return titleCase(text);
    return text
      .toLowerCase()
      .replace(/^(\P{L}*)(\p{L})/u, (_, before: string, letter: string) => before + letter.toUpperCase());
  });
}

export function splitNameStep({ part, order }: TransformOf<'split_name'>): Step {
  return textStep((text) => splitName(text, order)[part]);
}

export function joinStep({ separator, fields }: TransformOf<'join'>, context: StepContext): Step {
  for (const field of fields) checkField(context, field);
  return (value, { record }) => {
    const parts = fields.length > 0 ? fields.map((field) => record[field]) : Array.isArray(value) ? value : [value];
    const text = parts
      .map(showValue)
      .filter((part) => part !== '')
      .join(separator);
    return text === '' ? null : text;
  };
}

export function domainFromStep({ dropFreeMail, invalid }: TransformOf<'domain_from'>): Step {
  return eachItem((value, run) => {
    const domain = settle(normaliseDomain(value), value, invalid, run);
    if (!dropFreeMail || typeof domain !== 'string' || !isFreeMailDomain(domain)) return domain;
    run.report('free_mail_domain', "a mail provider's domain says nothing about the company; left out", 'note');
    return null;
  });
}

export function splitListStep({ separators }: TransformOf<'split_list'>): Step {
  return (value) => {
    const items = (Array.isArray(value) ? value : [value]).flatMap((item): Json[] =>
      typeof item === 'string' ? splitList(item, separators) : isEmpty(item) ? [] : [item],
    );
    return items.length === 0 ? null : items;
  };
}

export function firstStep(): Step {
  return (value) => {
    if (!Array.isArray(value)) return isEmpty(value) ? null : value;
    const filled = value.filter((item) => !isEmpty(item));
    const marked = filled.find(
      (item) => typeof item === 'object' && item !== null && !Array.isArray(item) && item.primary === true,
    );
    const item = marked ?? filled[0] ?? null;
    const wrapped =
      typeof item === 'object' && item !== null && !Array.isArray(item) && 'value' in item && !('currency' in item);
    return wrapped ? (item.value ?? null) : item;
  };
}

export function htmlToTextStep(): Step {
  return textStep((text) => htmlToText(text));
}

export function htmlToMarkdownStep(): Step {
  return textStep((text) => htmlToMarkdown(text));
}

export function prefixStep({ text: before }: TransformOf<'prefix'>): Step {
  return textStep((text) => before + text);
}

export function suffixStep({ text: after }: TransformOf<'suffix'>): Step {
  return textStep((text) => text + after);
}

/** Signs that belong to the one before them: cutting between would leave half a letter or half a family of emoji. */
const joinsOn = /^(?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}])/u;

/** Kept part (without the mark) and rest; together they are the text. */
export function cutText(text: string, max: number): [kept: string, rest: string] {
  if (text.length <= max) return [text, ''];
  const points = [...text];
  if (points.length <= max) return [text, ''];
  let at = max;
  while (at > 0 && (joinsOn.test(points[at] ?? '') || points[at - 1] === '\u200d')) at--;
  if (at === 0) at = max;
  const kept = points.slice(0, at).join('');
  // Half a tag would show as text; half an element is closed by whoever reads the HTML.
  const tag = /<\/?[a-z][^<>]*$/i.exec(kept);
  const end = tag !== null && tag.index > 0 ? tag.index : kept.length;
  return [text.slice(0, end), text.slice(end)];
}

export function cutStep({ max, mark }: TransformOf<'cut'>): Step {
  const room = max - [...mark].length;
  return textStep((text, run) => {
    if (cutText(text, max)[1] === '') return text;
    const [kept, rest] = room > 0 ? cutText(text, room) : ['', text];
    run.report('text_cut', `the text was cut to ${max} characters; the rest is handed on`, 'note');
    run.overflow(rest);
    return kept + [...mark].slice(0, max).join('');
  });
}
