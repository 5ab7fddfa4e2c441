/** Names of fields whose values open a door. Compared without case, dashes and underscores. */
const secretNames =
  /^(.*(password|passwd|secret|token|apikey|accesskey|privatekey|credential|authorization|cookie|signature|encryptionkey).*|auth|pass|pwd|pin|jwt|bearer|dsn|databaseurl|smtpurl)$/;

/** Names of fields that hold a person's data or a customer's record. */
const personalNames =
  /^((e?mails?|emailaddress(es)?)|phones?|phonenumbers?|mobile|fax|(first|last|full|middle|given|family|sur|display|contact|person|company|customer)names?|(street|postal|mailing|billing|home)?address(es)?|street|city|zip|postcode|postalcode|birthday|birthdate|dateofbirth|ssn|iban|body|payload|payloads|row|rows|raw|records?|values?|note|notes|subject|comment|description|before|after|beforeimage|afterimage|images?|responsebody|requestbody|content|text|html)$/;

const MAX_DEPTH = 6;
const MAX_ITEMS = 50;
const MAX_TEXT = 4_000;

/**
 * A copy of anything that is fit for a log. By field name first; then every text loses e-mail addresses, telephone numbers,
 * bearer tokens and what a URL carries in its user part and query.
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '[function]' : value;
  if (depth >= MAX_DEPTH) return '[deep]';
  if (value instanceof Date) return value;
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) {
    const items = value.slice(0, MAX_ITEMS).map((item) => redact(item, depth + 1));
    return value.length > MAX_ITEMS ? [...items, `[${value.length - MAX_ITEMS} more]`] : items;
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, redactField(name, inner) ?? redact(inner, depth + 1)]),
  );
}

/** The replacement for a field that its name alone forbids; undefined where its value may be looked at. */
function redactField(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null || typeof value === 'boolean') return undefined;
  const plain = name.toLowerCase().replaceAll(/[^a-z]/g, '');
  if (secretNames.test(plain)) return '[secret]';
  // Counts of such things (`records: 200`) are no one's data.
  return typeof value !== 'number' && personalNames.test(plain) ? '[personal]' : undefined;
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(error).filter(([name]) => name !== 'cause'));
  return {
    ...(redact(own, depth + 1) as Record<string, unknown>),
    type: error.name,
    message: redactText(error.message),
    stack: error.stack === undefined ? undefined : redactText(error.stack),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/** Replaces what looks like a person's or a secret's text inside any text. */
export function redactText(text: string): string {
  const short = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}… [${text.length - MAX_TEXT} more]` : text;
  return short
    .replaceAll(/\b([a-z][a-z\d+.-]{1,20}:\/\/)[^\s/@]{1,300}@/gi, '$1[secret]@')
    .replaceAll(/\b(https?:\/\/[^\s?#"'<>]{1,2000})\?[^\s#"'<>]{1,2000}/gi, '$1?[query]')
    .replaceAll(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [secret]')
    .replaceAll(/[\p{L}\d._%+'-]{1,64}@[\p{L}\d-]{1,63}(?:\.[\p{L}\d-]{1,63}){1,8}/gu, '[email]')
    .replaceAll(/(?<![\w.:-])\+\d[\d ().-]{6,18}\d(?![\w-])/g, '[phone]');
}
