import type { ObjectHint } from '../types.ts';
import { compileVocabulary, type Vocabulary } from '../vocabulary.ts';
import { english } from './en.ts';
import { noise } from './noise.ts';
import { productWords } from './product.ts';
import { userWords } from './user.ts';
import { vendors } from './vendors.ts';

/** All languages, English first: it wins where a phrase has two meanings and the row does not tell. */
export const lexica = {
  en: [english, noise, vendors],
};

export const vocabulary = compileVocabulary(lexica);

const productVocabulary = compileVocabulary({ ...lexica, en: [productWords, ...lexica.en] });
const userVocabulary = compileVocabulary({ ...lexica, en: [userWords, ...lexica.en] });

/** Lists of products and users have their own words for common things, and these come first. */
export function vocabularyFor(object: ObjectHint): Vocabulary {
  return object === 'product' ? productVocabulary : object === 'user' ? userVocabulary : vocabulary;
}
