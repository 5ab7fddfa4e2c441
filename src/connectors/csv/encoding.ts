import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { EncodingFinding } from '../../mappers/csv/inspection.ts';
import { PortageError } from '../../model/errors.ts';
import type { ByteScan } from './scan-bytes.ts';

const byteOrderMarks: readonly (readonly [hex: string, name: string])[] = [
  ['fffe0000', 'utf-32le'],
  ['0000feff', 'utf-32be'],
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/** Supersets that browsers and spreadsheets read these names as (WHATWG Encoding Standard): the difference is quotes and the euro sign. */
const supersets: Readonly<Record<string, string>> = {
  'iso-8859-1': 'windows-1252',
  'iso-8859-9': 'windows-1254',
  ascii: 'windows-1252',
  'us-ascii': 'windows-1252',
  shift_jis: 'shift_jis',
  'iso-8859-8': 'windows-1255',
  'iso-8859-6': 'windows-1256',
};

/** Reads the encoding off a scan of the whole file. `given` is a person's word and ends the discussion. */
export function decideEncoding(scan: ByteScan, given?: string): EncodingFinding {
  const mark = byteOrderMarks.find(([hex]) => scan.head.subarray(0, 4).toString('hex').startsWith(hex))?.[1];
  if (given !== undefined) return finding(checkEncoding(given), mark !== undefined, 1, 'given', scan);
  if (mark && !(mark === 'utf-8' && scan.invalidLines > 0))
    return finding(mark, true, 1, 'byte order mark at the start of the file', scan);
  const wide = wideEncoding(scan.head);
  if (wide) return finding(wide, false, 0.95, 'every other byte is zero, as in this encoding without its mark', scan);
  if (scan.invalidLines === 0) {
    if (scan.utf8Lines === 0) return finding('utf-8', false, 1, 'only ASCII characters in the whole file', scan);
    return finding(
      'utf-8',
      mark !== undefined,
      1,
      'every byte of the file is valid UTF-8, letters beyond ASCII included',
      scan,
    );
  }
  if (scan.utf8Lines > scan.invalidLines * 3) {
    const evidence = `UTF-8, but ${scan.invalidLines} lines are not and are read as Windows-1252: two exports were joined`;
    return finding('utf-8', mark !== undefined, 0.8, evidence, scan);
  }
  return byLetters(scan);
}

/** The iconv name of an encoding a person wrote, or an error that says what was meant. */
function checkEncoding(name: string): string {
  const known = name
    .toLowerCase()
    .replace(/^utf8$/, 'utf-8')
    .replace(/^(?:ansi|latin-?1|cp1252)$/, 'windows-1252');
  if (iconv.encodingExists(known)) return known;
  throw new PortageError('config', `There is no encoding named ${name}`, {
    code: 'unknown_encoding',
    hint: 'use utf-8, utf-16le, windows-1252, iso-8859-2, windows-1251, shift_jis … or leave it out to have it recognised',
  });
}

/** UTF-16 and UTF-32 without a mark: Latin letters leave zeros at fixed places. */
function wideEncoding(head: Buffer): string | null {
  if (head.length < 8) return null;
  const zeros = [0, 0, 0, 0];
  const counted = head.length - (head.length % 4);
  for (let index = 0; index < counted; index++) if (head[index] === 0) zeros[index % 4]!++;
  const share = zeros.map((count) => count / (counted / 4));
  const [a, b, c, d] = share as [number, number, number, number];
  if (b > 0.7 && c > 0.9 && d > 0.9) return 'utf-32le';
  if (a > 0.9 && b > 0.9 && c > 0.7) return 'utf-32be';
  if (b > 0.6 && d > 0.6 && a < 0.1 && c < 0.1) return 'utf-16le';
  return a > 0.6 && c > 0.6 && b < 0.1 && d < 0.1 ? 'utf-16be' : null;
}

/** Encodings of one byte a letter cannot be told by rule: statistics of letters, then plausibility for DOS and Macintosh files. */
function byLetters(scan: ByteScan): EncodingFinding {
  const guesses = chardet
    .analyse(scan.sample)
    .map(({ name, confidence }) => ({
      name: supersets[name.toLowerCase()] ?? name.toLowerCase(),
      confidence: confidence / 100,
    }))
    .filter(({ name }) => iconv.encodingExists(name) && name !== 'utf-8');
  const [best] = guesses;
  const western = best === undefined || /1252|8859|125[04]/.test(best.name);
  const old = western ? oldEncoding(scan.sample, best?.name ?? 'windows-1252') : null;
  const name = old ?? best?.name ?? 'windows-1252';
  const evidence = old
    ? `not UTF-8; read as ${old} the letters beyond ASCII stand inside words, as Windows-1252 they would be signs`
    : `not UTF-8 (${scan.invalidLines} lines); frequencies of letters speak for ${name}`;
  const chosen = finding(name, false, old ? 0.7 : Math.max(0.3, best?.confidence ?? 0.3), evidence, scan);
  chosen.alternatives = guesses.filter((guess) => guess.name !== name).slice(0, 4);
  return chosen;
}

/** Macintosh and DOS code pages, which letter statistics do not know: chosen only where the usual reading makes no words. */
function oldEncoding(sample: Buffer, usual: string): string | null {
  const scores = [usual, 'macintosh', 'cp850'].map((name) => ({ name, score: wordScore(iconv.decode(sample, name)) }));
  const [first, ...others] = scores as [{ name: string; score: number }, ...{ name: string; score: number }[]];
  const best = others.sort((a, b) => b.score - a.score)[0]!;
  return best.score > 0.9 && first.score < 0.5 ? best.name : null;
}

/** Share of the non-ASCII characters beside a Latin letter that are themselves lower-case letters of Western languages. */
function wordScore(text: string): number {
  const beside = text.match(/(?<=[a-z])[\u0080-\u{10FFFF}]|[\u0080-\u{10FFFF}](?=[a-z])/gu) ?? [];
  if (beside.length === 0) return 0;
  return (
    beside.filter((letter) => /[àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœÀÁÂÃÄÅÇÈÉÊËÍÑÓÔÖØÚÜŒ]/.test(letter)).length /
    beside.length
  );
}

function finding(
  name: string,
  byteOrderMark: boolean,
  confidence: number,
  evidence: string,
  scan: ByteScan,
): EncodingFinding {
  return { name, byteOrderMark, confidence, evidence, alternatives: [], samples: excerpts(scan.sample, name) };
}

/** Up to three words with letters beyond ASCII, as they are now read. */
function excerpts(sample: Buffer, name: string): string[] {
  const text = iconv.decode(sample, name);
  const words = text.match(/[^\s,;"|]*[\u0080-\u{10FFFF}][^\s,;"|]*/gu) ?? [];
  return [...new Set(words)].filter((word) => word.length <= 40).slice(0, 3);
}
