/** Words and numbers as a customer reads them. Reports are in English, with the figures of British English. */
const numbers = new Intl.NumberFormat('en-GB');
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

export function number(value: number): string {
  return numbers.format(value);
}

/** `1 contact`, `1,200 contacts`. */
export function counted(count: number, noun: string): string {
  return `${number(count)} ${count === 1 ? noun : plural(noun)}`;
}

export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** An object's key as a noun: `custom:fleet_car` is a fleet car, `activity.note` a note. */
export function noun(object: string): string {
  const last = object.split(/[:./]/).at(-1) ?? object;
  const spaced = last
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase();
  return spaced === '' ? 'record' : spaced;
}

/** `an opportunity`, `a lead`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

export function sentence(text: string): string {
  return text === '' ? '' : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A system's key as its name, where nobody told a better one. */
export function systemName(system: string): string {
  return system.length <= 3 ? `${system.toUpperCase()} files` : sentence(system);
}

export function day(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : days.format(date);
}

export function moment(instant: string): string {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? instant : `${moments.format(date).replace(' at ', ', ')} UTC`;
}

/** `2 days 4 hours`, `3 min 20 s`, `less than a second`: the two largest units. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 1) return seconds > 0 ? 'less than a second' : 'no time';
  const [dayCount, hours, minutes, rest] = [
    Math.floor(whole / 86_400),
    Math.floor((whole % 86_400) / 3_600),
    Math.floor((whole % 3_600) / 60),
    whole % 60,
  ];
  const parts = [
    dayCount > 0 && counted(dayCount, 'day'),
    hours > 0 && counted(hours, 'hour'),
    minutes > 0 && `${minutes} min`,
    rest > 0 && `${rest} s`,
  ].filter((part) => part !== false);
  return parts.slice(0, 2).join(' ');
}

/** The share of a whole, never rounded up to all of it. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '–';
  if (part === whole) return '100 %';
  return `${Math.min(99.9, Math.floor((part / whole) * 1000) / 10)} %`;
}

/** Long texts are cut: a report shows that a value is there, the record itself shows all of it. */
export function cut(text: string, characters: number): string {
  const all = [...text];
  return all.length <= characters ? text : `${all.slice(0, characters).join('').trimEnd()} …`;
}

/** `a, b and c`. */
export function listed(texts: readonly string[]): string {
  return texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;
}
