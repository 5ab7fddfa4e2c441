/** `Häufigkeit (p.a.)` → `haufigkeit p a`: the words of a text, without case, accents and punctuation; empty where it has none. */
export function plainWords(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** `Closed Won`, `closed-won ` → `closed won`: how names are compared. A name of signs alone stays what it is. */
export function plainName(name: string): string {
  return plainWords(name) || name.trim();
}
