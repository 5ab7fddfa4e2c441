import type { ObjectHint } from '../types.ts';
import { compileVocabulary, type Vocabulary } from '../vocabulary.ts';
import { czech } from './cs.ts';
import { danish } from './da.ts';
import { german } from './de.ts';
import { english } from './en.ts';
import { spanish } from './es.ts';
import { estonian } from './et.ts';
import { finnish } from './fi.ts';
import { french } from './fr.ts';
import { hungarian } from './hu.ts';
import { italian } from './it.ts';
import { japanese } from './ja.ts';
import { norwegian } from './nb.ts';
import { dutch } from './nl.ts';
import { noise } from './noise.ts';
import { polish } from './pl.ts';
import { productWords } from './product.ts';
import { portuguese } from './pt.ts';
import { romanian } from './ro.ts';
import { russian } from './ru.ts';
import { swedish } from './sv.ts';
import { turkish } from './tr.ts';
import { userWords } from './user.ts';
import { vendors } from './vendors.ts';
import { chinese } from './zh.ts';

/** All languages, English first: it wins where a phrase has two meanings and the row does not tell. */
export const lexica = {
  en: [english, noise, vendors],
  de: [german],
  fr: [french],
  es: [spanish],
  pt: [portuguese],
  it: [italian],
  nl: [dutch],
  pl: [polish],
  sv: [swedish],
  da: [danish],
  nb: [norwegian],
  cs: [czech],
  fi: [finnish],
  et: [estonian],
  hu: [hungarian],
  tr: [turkish],
  ro: [romanian],
  ru: [russian],
  ja: [japanese],
  zh: [chinese],
};

/** Compiling takes tens of milliseconds, so it is done once and only for what is asked. */
function once(compile: () => Vocabulary): () => Vocabulary {
  let compiled: Vocabulary | undefined;
  return () => {
    compiled ??= compile();
    return compiled;
  };
}

const common = once(() => compileVocabulary(lexica));
const products = once(() => compileVocabulary({ ...lexica, en: [productWords, ...lexica.en] }));
const users = once(() => compileVocabulary({ ...lexica, en: [userWords, ...lexica.en] }));

/** Lists of products and users have their own words for common things, and these come first. */
export function vocabularyFor(object: ObjectHint): Vocabulary {
  return object === 'product' ? products() : object === 'user' ? users() : common();
}
