import { plainWords } from './plain-name.ts';

/** A status in words: `Unsubscribed`, `Opted out (manually)`, `abgemeldet`. What is not here is no refusal, and no consent either. */
const refusalWords =
  /\b(?:unsub\w*|opt(?:ed)? ?out|optedout|non ?subscribed|not subscribed|refused|declined|denied|revoked|withdrawn|rejected|blocked|blacklisted|suppressed|bounced?|undeliverable|cleaned|complained|do not (?:contact|e ?mail|mail|call)|never|abgemeldet|abbestellt|widerrufen|gesperrt|desabonne|desinscrit|refuse|baja|rechazad[oa]|descadastrad[oa]|cancelad[oa]|disiscritto|revocato|uitgeschreven|afgemeld|wypisan\w*)\b/;

/** The day on which somebody refused, in a header; `Do not call before` is a day to call. */
const refusalDay =
  /\b(?:un ?subscri\w*|unsub|opt(?:ed)? ?out|do not (?:contact|e ?mail|mail|call)|abgemeldet|abmeld\w*|abbestell\w*|desabonn\w*|desinscri\w*|descadastr\w*|disiscri\w*|uitgeschreven|afgemeld|wypisan\w*)\b(?!.*\b(?:until|before|bis|jusqu)\b)/;

/** Whether a text says in words that a person refused. */
export function saysRefusal(text: string): boolean {
  return refusalWords.test(plainWords(text));
}

/** Whether a header names the day on which a person refused. */
export function namesRefusalDay(header: string): boolean {
  return refusalDay.test(plainWords(header));
}
