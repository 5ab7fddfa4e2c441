import { isObject, type JsonObject, readObject, type SandboxRequest } from '../kit/index.ts';
import { parseDate, parseInstant } from './moments.ts';
import { type FieldErrors, invalid } from './replies.ts';

/**
 * Reads a request's body property by property and collects what is wrong with it, in the words of Close's validation.
 * A property that is absent reads as undefined, one that is null as null where that is allowed.
 */
export class Body {
  readonly values: JsonObject;
  readonly errors: FieldErrors = {};

  constructor(values: JsonObject) {
    this.values = values;
  }

  static of(request: SandboxRequest): Body {
    return new Body(readObject(request));
  }

  has(key: string): boolean {
    return this.values[key] !== undefined;
  }

  /** Ends the request with a 400 if anything was wrong. */
  check(): void {
    if (Object.keys(this.errors).length > 0) throw invalid(this.errors);
  }

  refuse(key: string, message: string): undefined {
    this.errors[key] ??= message;
    return undefined;
  }

  require(key: string): void {
    if (this.values[key] === undefined || this.values[key] === null || this.values[key] === '') {
      this.refuse(key, 'This field is required.');
    }
  }

  text(key: string): string | null | undefined {
    const value = this.values[key];
    if (value === undefined || value === null || typeof value === 'string') return value;
    return this.refuse(key, 'Input should be a valid string');
  }

  integer(key: string, low = Number.MIN_SAFE_INTEGER, high = Number.MAX_SAFE_INTEGER): number | null | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return value;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
      return this.refuse(key, 'Input should be a valid integer');
    }
    if (value < low) return this.refuse(key, `Input should be greater than or equal to ${low}`);
    if (value > high) return this.refuse(key, `Input should be less than or equal to ${high}`);
    return value;
  }

  flag(key: string): boolean | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    return typeof value === 'boolean' ? value : this.refuse(key, 'Input should be a valid boolean');
  }

  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    const found = choices.find((choice) => choice === value);
    return found ?? this.refuse(key, `Input should be ${choices.map((choice) => `'${choice}'`).join(', ')}`);
  }

  instant(key: string): string | null | undefined {
    return this.#moment(key, parseInstant, 'Input should be a valid datetime');
  }

  date(key: string): string | null | undefined {
    return this.#moment(key, (text) => parseDate(text.slice(0, 10)), 'Input should be a valid date');
  }

  /** A task's date: a day, or an instant. */
  dateOrInstant(key: string): string | null | undefined {
    return this.#moment(key, (text) => parseDate(text) ?? parseInstant(text), 'Input should be a valid date');
  }

  /** An id that must stand for something. */
  reference<T>(key: string, find: (id: string) => T | undefined): string | null | undefined {
    const id = this.text(key);
    if (id === undefined || id === null) return id;
    return find(id) === undefined ? this.refuse(key, 'Object with this ID does not exist.') : id;
  }

  /** A list of objects; what is wrong inside is reported under its position. */
  list<T>(key: string, read: (item: Body) => T): T[] | undefined {
    const value = this.values[key];
    if (value === undefined) return undefined;
    if (value === null) return [];
    if (!Array.isArray(value)) return this.refuse(key, 'Input should be a valid list');
    const errors: Record<string, FieldErrors> = {};
    const items = value.map((item, index) => {
      const body = new Body(isObject(item) ? item : {});
      if (!isObject(item)) body.refuse('value', 'Input should be a valid dictionary');
      const result = read(body);
      if (Object.keys(body.errors).length > 0) errors[String(index)] = body.errors;
      return result;
    });
    if (Object.keys(errors).length > 0) this.errors[key] ??= { errors };
    return items;
  }

  texts(key: string): string[] | undefined {
    const value = this.values[key];
    if (value === undefined || value === null) return undefined;
    const isList = Array.isArray(value) && value.every((item) => typeof item === 'string');
    return isList ? (value as string[]) : this.refuse(key, 'Input should be a valid list of strings');
  }

  #moment(key: string, parse: (text: string) => string | undefined, message: string): string | null | undefined {
    const text = this.text(key);
    if (text === undefined || text === null) return text;
    return parse(text) ?? this.refuse(key, message);
  }
}
