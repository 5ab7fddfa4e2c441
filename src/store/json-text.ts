/** A value as JSON text that PostgreSQL takes into a jsonb column. */
export function jsonText(value: unknown): string {
  return safeJson(JSON.stringify(value));
}

/**
 * PostgreSQL's text holds no U+0000 and no half of a surrogate pair. Neither means anything in a CRM's text: the one is left
 * out, the other becomes U+FFFD. `JSON.stringify` writes them as escapes, which is where they are looked for.
 */
export function safeJson(text: string): string {
  if (!mayBeUnsafe.test(text)) return text;
  return text.replace(anyEscape, (sequence) => {
    if (sequence === '\\u0000') return '';
    return sequence.startsWith('\\ud') ? '\ufffd' : sequence;
  });
}

const mayBeUnsafe = /\\u(?:0000|d[89a-f])/;
/** Escapes one after the other: the backslash that is itself escaped begins none. */
const anyEscape = /\\(?:u[0-9a-f]{4}|.)/g;
