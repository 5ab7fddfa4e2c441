import type { Random } from './random.ts';
import type { Route } from './router.ts';

const FAULT_KINDS = [
  '429',
  '429-bare',
  '500-before',
  '500-after',
  'drop-before',
  'drop-after',
  'late',
  'lag',
  'slow',
  'expire-token',
  'html',
  'truncate',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export type Fault = {
  kind: FaultKind;
  /** The share of matching requests that it strikes. */
  rate: number;
  ms: number;
  /** How many matching requests pass before it begins. */
  after: number;
  /** How often it strikes at most. */
  times: number;
  method?: string;
  pathPrefix?: string;
};

/** These are about a write whose answer is lost: they leave reads alone. */
const NEEDS_WRITE: readonly FaultKind[] = ['500-after', 'drop-after', 'late'];

const DEFAULT_MS: Partial<Record<FaultKind, number>> = { late: 3000, lag: 2000, slow: 500, '429': 1000 };

const SHAPE = /^(?<kind>[\w-]+)(?::(?<rate>[^;@]+))?(?<settings>(?:;[^;@]*)*)(?:@(?<where>.+))?$/;

/** Reads `kind[:rate][;key=value…][@METHOD /path-prefix]`, several with commas; see sandbox/README.md. */
export function parseFaults(spec: string | undefined): Fault[] {
  if (spec === undefined || spec.trim() === '' || spec.trim() === 'none') return [];
  return spec.split(',').map((part) => parseFault(part.trim()));
}

function parseFault(text: string): Fault {
  const groups = SHAPE.exec(text)?.groups;
  if (groups === undefined) throw notUnderstood(text, 'write kind[:rate][;key=value][@METHOD /path]');
  const kind = FAULT_KINDS.find((known) => known === groups['kind']);
  if (kind === undefined) throw notUnderstood(text, `known kinds: ${FAULT_KINDS.join(', ')}`);
  if (kind === 'lag' && (groups['rate'] ?? groups['where']) !== undefined) {
    throw notUnderstood(text, 'lag is for all searches and takes only ms');
  }
  const rate = groups['rate'] === undefined ? 1 : Number(groups['rate']);
  if (!(rate >= 0 && rate <= 1)) throw notUnderstood(text, 'the rate is a fraction from 0 to 1');
  const fault: Fault = {
    kind,
    rate,
    ms: DEFAULT_MS[kind] ?? 0,
    after: kind === 'expire-token' ? 100 : 0,
    times: kind === 'expire-token' ? 1 : Number.POSITIVE_INFINITY,
  };
  for (const setting of (groups['settings'] ?? '').split(';').filter((piece) => piece !== '')) {
    const [key = '', value = ''] = setting.split('=');
    if (key !== 'ms' && key !== 'after' && key !== 'times')
      throw notUnderstood(text, 'known settings: ms, after, times');
    if (!/^\d+$/.test(value)) throw notUnderstood(text, `${key} needs a whole number`);
    fault[key] = Number(value);
  }
  return { ...fault, ...parsePlace(text, groups['where']) };
}

function parsePlace(text: string, where: string | undefined): Pick<Fault, 'method' | 'pathPrefix'> {
  if (where === undefined) return {};
  const match = /^(?<method>[A-Z]+|\*)?\s*(?<path>\/\S*)?$/.exec(where.trim());
  if (match?.groups === undefined) throw notUnderstood(text, 'after @ stands a method in capitals, a path, or both');
  const { method, path } = match.groups;
  return { method: method === '*' ? undefined : method, pathPrefix: path };
}

function notUnderstood(text: string, hint: string): Error {
  return new Error(`The fault "${text}" is not understood: ${hint}.`);
}

type Armed = Fault & { seen: number; struck: number };

/** Decides for each request what goes wrong; the first fault of the list that strikes is the one. */
export class FaultPlan {
  readonly #armed: Armed[];
  readonly #random: Random;
  readonly #basePath: string;
  /** How old a write must be before lists and searches see it. */
  readonly lagMs: number;

  constructor(faults: Fault[], random: Random, basePath: string) {
    this.#armed = faults.filter((fault) => fault.kind !== 'lag').map((fault) => ({ ...fault, seen: 0, struck: 0 }));
    this.#random = random;
    this.#basePath = basePath;
    this.lagMs = Math.max(0, ...faults.filter((fault) => fault.kind === 'lag').map((fault) => fault.ms));
  }

  strike(method: string, path: string, route: Route | undefined): Fault | undefined {
    let found: Fault | undefined;
    for (const fault of this.#armed) {
      if (!this.#concerns(fault, method, path, route)) continue;
      fault.seen += 1;
      if (found !== undefined || fault.seen <= fault.after || fault.struck >= fault.times) continue;
      if (fault.rate < 1 && !this.#random.chance(fault.rate)) continue;
      fault.struck += 1;
      found = fault;
    }
    return found;
  }

  #concerns(fault: Fault, method: string, path: string, route: Route | undefined): boolean {
    if (NEEDS_WRITE.includes(fault.kind) && route?.write !== true) return false;
    if (fault.method !== undefined && fault.method !== method) return false;
    if (fault.pathPrefix === undefined) return true;
    return path.startsWith(fault.pathPrefix) || path.startsWith(this.#basePath + fault.pathPrefix);
  }
}
