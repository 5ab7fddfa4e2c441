import { domainKey, emailKey, nameKey } from '../dedupe/index.ts';
import { cellFlaws } from './cell-flaws.ts';
import { cellText, detach } from './clean-text.ts';
import { columnRole } from './column-role.ts';
import type { DateShape } from './date-shape.ts';
import { foldName, keyKindOf } from './fold-key.ts';
import { hasBraces, hasFloatTail, hasVendorPrefix, isNoId, repairId } from './id-text.ts';
import { LineList } from './line-list.ts';
import { readValue, type Value, type ValueKind } from './value-kind.ts';
import { hashAsciiName, hashText, ValueSketch } from './value-sketch.ts';

const maximumOptions = 500;
const maximumOptionLength = 100;
const maximumExamples = 5;
const maximumExampleLength = 80;
/** Longer texts are no keys; folding them would cost more than reading the file. */
const maximumKeyLength = 200;

/** Columns that no other file points at: their values are counted, but not folded into keys. */
const noKeys: ReadonlySet<string> = new Set(
  (
    'amount currency stage pipeline probability close_date loss_reason deal_status kind subject body due happened duration direction ' +
    'disposition status created updated price tags flag description founded street city region postal_code country industry ' +
    'employees revenue phone job_title department salutation birthday'
  ).split(' '),
);

interface Option {
  count: number;
  value: Value;
}

/** Everything a column says about itself, gathered cell by cell in bounded memory. */
export class ColumnAccumulator {
  readonly column: string;
  readonly position: number;
  readonly role: ReturnType<typeof columnRole>;
  filled = 0;
  maxLength = 0;
  readonly kinds = new Map<ValueKind, LineList>();
  readonly flaws = new Map<string, LineList>();
  readonly formats = new Map<string, number>();
  readonly dateOrders = {
    'day-first': new LineList(),
    'month-first': new LineList(),
    either: new LineList(),
    known: new LineList(),
  };
  readonly dateKinds = { date: 0, local_time: 0, instant: 0 };
  readonly twoDigitYears = new LineList();
  readonly marks = { '.': new LineList(), ',': new LineList() };
  readonly currencies = new Map<string, number>();
  readonly separators = new Map<string, number>();
  readonly emptyWords = new Map<string, LineList>();
  readonly idSpelling = {
    noId: new LineList(),
    floatTail: new LineList(),
    braces: new LineList(),
    vendorPrefix: new LineList(),
  };
  /** Lengths of all-digit cells and whether any begins with a zero: what tells that zeros were lost. */
  readonly digitLengths = new Map<number, LineList>();
  leadingZeros = 0;
  /** Whole numbers: the range tells years, spreadsheet dates and seconds since 1970 from quantities. */
  smallest = Number.POSITIVE_INFINITY;
  largest = Number.NEGATIVE_INFINITY;
  readonly examples: string[] = [];
  options: Map<string, Option> | null = new Map();
  readonly exactKeys: ValueSketch;
  readonly foldedKeys: ValueSketch;
  readonly #mayBeKey: boolean;
  readonly #isName: boolean;

  constructor(column: string, position: number, sketchCapacity: number) {
    this.column = column;
    this.position = position;
    this.role = columnRole(column);
    this.#mayBeKey = !noKeys.has(this.role.aspect ?? '') || this.role.objects.length > 0;
    this.#isName = ['name', 'full_name', 'parent'].includes(this.role.aspect ?? '');
    this.exactKeys = new ValueSketch(sketchCapacity);
    this.foldedKeys = new ValueSketch(sketchCapacity);
  }

  /** Takes in one cell. Returns the hash of its text, 0 where it is empty. */
  add(raw: string, line: number): number {
    if (raw === '') return 0;
    for (const flaw of cellFlaws(raw)) this.#list(this.flaws, flaw).add(line);
    const text = cellText(raw);
    if (text === '') return 0;
    const known = this.options?.get(text);
    const value = known?.value ?? readValue(text);
    this.#list(this.kinds, value.kind).add(line);
    if (value.kind === 'emptyWord') {
      this.#list(this.emptyWords, text).add(line);
      return 0;
    }
    this.filled++;
    if (text.length > this.maxLength) this.maxLength = text.length;
    this.#countOption(text, known, value);
    this.#noteShape(text, value, line);
    return this.#countKeys(text);
  }

  kind(kind: ValueKind): number {
    return this.kinds.get(kind)?.count ?? 0;
  }

  /** Lines of cells of other kinds than these: what stands out once the column's type is known. */
  otherThan(...kinds: ValueKind[]): LineList {
    const others = new LineList();
    for (const [kind, list] of this.kinds) {
      if (kind === 'emptyWord' || kinds.includes(kind)) continue;
      others.count += list.count;
      others.lines.push(...list.lines);
    }
    others.lines.sort((a, b) => a - b).splice(20);
    return others;
  }

  /** Counts the values as written and as keys. Cells with several ids count each. */
  #countKeys(text: string): number {
    const whole = hashText(text) || 1;
    const several = (text.includes(';') || text.includes('|')) && this.#mayBeKey && text.length <= maximumKeyLength;
    if (several) {
      for (const part of text.split(/\s*[;|]\s*/)) if (part !== '') this.#countKey(part, hashText(part));
    } else this.#countKey(text, whole);
    return whole;
  }

  #countKey(text: string, hash: number): void {
    if (isNoId(text)) return;
    this.exactKeys.addHash(hash);
    if (!this.#mayBeKey || text.length > maximumKeyLength) return;
    const key = hashOfKey(text, this.#isName);
    if (key !== null) this.foldedKeys.addHash(key);
  }

  #countOption(text: string, known: Option | undefined, value: Value): void {
    if (known) {
      known.count++;
      return;
    }
    if (this.examples.length < maximumExamples) this.examples.push(excerpt(text));
    if (!this.options) return;
    if (this.options.size >= maximumOptions || text.length > maximumOptionLength) this.options = null;
    else this.options.set(detach(text), { count: 1, value });
  }

  #noteShape(text: string, value: Value, line: number): void {
    if (value.date) this.#noteDate(value.date, line);
    if (value.number) {
      if (value.number.mark) this.marks[value.number.mark].add(line);
      if (value.number.currency)
        this.currencies.set(value.number.currency, (this.currencies.get(value.number.currency) ?? 0) + 1);
    }
    if (value.kind === 'integer' || value.kind === 'number') this.#noteNumber(text, value, line);
    if (value.kind === 'code' || value.kind === 'guid' || value.kind === 'number' || value.kind === 'text')
      this.#noteId(text, line);
    if (text.length <= 1000 && (value.kind === 'text' || value.kind === 'emails')) this.#noteSeparators(text);
  }

  #noteDate(date: DateShape, line: number): void {
    this.formats.set(date.format, (this.formats.get(date.format) ?? 0) + 1);
    this.dateOrders[date.order].add(line);
    this.dateKinds[date.kind]++;
    if (date.twoDigitYear) this.twoDigitYears.add(line);
  }

  #noteNumber(text: string, value: Value, line: number): void {
    const amount = value.number?.value ?? Number.NaN;
    if (amount < this.smallest) this.smallest = amount;
    if (amount > this.largest) this.largest = amount;
    if (!/^\d+$/.test(text)) return;
    this.#list(this.digitLengths, text.length).add(line);
    if (text.startsWith('0') && text.length > 1) this.leadingZeros++;
  }

  #noteId(text: string, line: number): void {
    if (isNoId(text)) this.idSpelling.noId.add(line);
    else if (hasFloatTail(text)) this.idSpelling.floatTail.add(line);
    else if (hasBraces(text)) this.idSpelling.braces.add(line);
    else if (hasVendorPrefix(text)) this.idSpelling.vendorPrefix.add(line);
  }

  #noteSeparators(text: string): void {
    for (const separator of [';', '|', ',']) {
      if (!text.includes(separator)) continue;
      const items = text.split(separator).map((item) => item.trim());
      if (items.length > 1 && items.every((item) => item !== '' && item.length <= 60)) {
        this.separators.set(separator, (this.separators.get(separator) ?? 0) + 1);
      }
    }
  }

  #list<Key>(map: Map<Key, LineList>, key: Key): LineList {
    let list = map.get(key);
    if (!list) {
      list = new LineList();
      map.set(key, list);
    }
    return list;
  }
}

/**
 * One hash for the spellings of one thing: the keys by which links are resolved later, so that what is said of a join here is
 * what comes of it. Null where the value is no key: a placeholder address, a mail provider's domain.
 */
function hashOfKey(text: string, isName: boolean): number | null {
  const repaired = repairId(text);
  const kind = keyKindOf(repaired);
  // Names lose their legal form, which takes time: ids and codes do without.
  if (kind === 'name' && !isName) return hashAsciiName(repaired) ?? hashText(foldName(repaired));
  const key = kind === 'name' ? nameKey(repaired) : kind === 'email' ? emailKey(repaired) : domainKey(repaired);
  return key === null ? null : hashText(key);
}

function excerpt(text: string): string {
  return detach(text.length > maximumExampleLength ? `${text.slice(0, maximumExampleLength - 1)}…` : text);
}
