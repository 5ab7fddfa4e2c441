import type { SystemMetadata } from '../../model/catalogue.ts';
import type { Mapping } from '../../model/mapping.ts';
import { counted, cut, listed, noun } from '../report/words.ts';

const shownFields = 3;
const shownOthers = 6;
const shownCharacters = 120;

/** Says what a record shows: `longest text; stage Negotiation; fills Fax and Website`. */
export type FeatureWords = (features: readonly string[]) => string;

const plain: Readonly<Record<string, string>> = {
  longest: 'the longest text',
  'longest:activity': 'the longest text of an activity',
  links: 'the most links',
  smallest: 'the smallest record',
  file: 'the biggest file',
  departed: 'its owner has left',
  archived: 'archived at the source',
  'no e-mail': 'no e-mail address',
  'outcome:merge': 'merged with another record',
  'outcome:update': 'fills a record that is there already',
  'text:rtl': 'text from right to left',
  'text:emoji': 'emoji',
  'text:cjk': 'Chinese, Japanese or Korean text',
  'text:broken': 'characters that were broken before',
  'text:control': 'control characters',
  'text:other': 'letters beyond ASCII',
  'owner:email': 'owner found by e-mail',
  'owner:name': 'owner found by name',
  'owner:chosen': 'owner chosen by a person',
  'owner:default': 'goes to the default owner',
  'owner:nobody': 'goes to nobody',
};

/** Words for features as SQL names them, with the names that people know: stages, and fields of the destination. */
export function featureWords(
  mapping: Mapping,
  destination: SystemMetadata,
  /** What notices say, by their code. */
  notices: ReadonlyMap<string, string>,
): FeatureWords {
  const stages = new Map(
    mapping.pipelines.flatMap(({ stages: list, name }) =>
      list.map((stage) => [stage.from, mapping.pipelines.length > 1 ? `${stage.name} (${name})` : stage.name] as const),
    ),
  );
  const labels = new Map<string, string>([
    ...Object.entries(destination.objects).flatMap(([object, { fields }]) =>
      fields.map((field) => [`${object}.${field.key}`, field.label ?? field.key] as const),
    ),
    ...mapping.newFields.map((field) => [`${field.object}.new:${field.object}.${field.key}`, field.label] as const),
  ]);
  const wordOf = (feature: string): string => {
    const known = plain[feature];
    if (known !== undefined) return known;
    const [kind = '', ...rest] = feature.split(':');
    const text = rest.join(':');
    if (kind === 'stage') return `stage ${stages.get(text) ?? text}`;
    if (kind === 'reason') return cut(notices.get(text) ?? noun(text), shownCharacters);
    if (kind === 'route') {
      const [from = '', to = ''] = text.split(' ');
      return from === to ? `${noun(from)} as it is` : `${noun(from)} → ${noun(to)}`;
    }
    return noun(text);
  };
  const fieldOf = (feature: string) => {
    const place = feature.slice('field:'.length);
    return labels.get(place) ?? noun(place);
  };
  return (features) => {
    const fields = [...new Set(features.filter(isField).map(fieldOf))];
    const others = [...new Set(features.filter((feature) => !isField(feature)).map(wordOf))];
    return [
      ...shorten(others, shownOthers, 'more'),
      ...(fields.length === 0 ? [] : [`fills ${fieldList(fields)}`]),
    ].join('; ');
  };
}

function isField(feature: string): boolean {
  return feature.startsWith('field:');
}

function fieldList(fields: readonly string[]): string {
  const rest = fields.length - shownFields;
  return listed([...fields.slice(0, shownFields), ...(rest > 0 ? [counted(rest, 'more field')] : [])]);
}

function shorten(texts: readonly string[], most: number, word: string): string[] {
  return texts.length <= most ? [...texts] : [...texts.slice(0, most), `${texts.length - most} ${word}`];
}
