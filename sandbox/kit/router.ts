import type { Handler } from './types.ts';

export type RouteOptions = {
  /** Answers without credentials, such as a token end-point. */
  public?: boolean;
  /** A request that changes nothing although its method is not GET: faults that need a write leave it alone. */
  read?: boolean;
};

export type Route = { method: string; template: string; handler: Handler; public: boolean; write: boolean };

export type Match =
  | { kind: 'route'; route: Route; params: Record<string, string> }
  | { kind: 'not-allowed'; allowed: string[] }
  | { kind: 'not-found' };

type Node = { children: Map<string, Node>; wild?: Node; wildName?: string; routes: Map<string, Route> };

const createNode = (): Node => ({ children: new Map(), routes: new Map() });

/** Routes by path segment. A fixed segment wins over a `:name`; a dead end goes back and tries the `:name`. */
export class Router {
  readonly #root = createNode();
  readonly #base: string;

  constructor(base = '') {
    this.#base = base;
  }

  on(method: string, path: string, handler: Handler, options: RouteOptions = {}): this {
    const template = this.#base + path;
    let node = this.#root;
    const names: string[] = [];
    for (const segment of segmentsOf(template)) {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        node.wild ??= createNode();
        node = node.wild;
      } else {
        const child = node.children.get(segment) ?? createNode();
        node.children.set(segment, child);
        node = child;
      }
    }
    node.wildName = names.join('/');
    const write = method !== 'GET' && options.read !== true;
    node.routes.set(method, { method, template, handler, public: options.public === true, write });
    return this;
  }

  get(path: string, handler: Handler, options?: RouteOptions): this {
    return this.on('GET', path, handler, options);
  }

  post(path: string, handler: Handler, options?: RouteOptions): this {
    return this.on('POST', path, handler, options);
  }

  put(path: string, handler: Handler, options?: RouteOptions): this {
    return this.on('PUT', path, handler, options);
  }

  patch(path: string, handler: Handler, options?: RouteOptions): this {
    return this.on('PATCH', path, handler, options);
  }

  delete(path: string, handler: Handler, options?: RouteOptions): this {
    return this.on('DELETE', path, handler, options);
  }

  match(method: string, path: string): Match {
    const values: string[] = [];
    const node = find(this.#root, segmentsOf(path), 0, values);
    if (node === undefined) return { kind: 'not-found' };
    const route = node.routes.get(method);
    if (route === undefined) return { kind: 'not-allowed', allowed: [...node.routes.keys()] };
    const params: Record<string, string> = {};
    if (values.length > 0) {
      const names = node.wildName!.split('/');
      for (let index = 0; index < values.length; index += 1) params[names[index]!] = decode(values[index]!);
    }
    return { kind: 'route', route, params };
  }
}

function segmentsOf(path: string): string[] {
  const segments = path.split('/');
  return segments[segments.length - 1] === '' ? segments.slice(1, -1) : segments.slice(1);
}

function find(node: Node, segments: string[], index: number, values: string[]): Node | undefined {
  if (index === segments.length) return node.routes.size > 0 ? node : undefined;
  const child = node.children.get(segments[index]!);
  const fixed = child === undefined ? undefined : find(child, segments, index + 1, values);
  if (fixed !== undefined || node.wild === undefined) return fixed;
  const depth = values.push(segments[index]!);
  const found = find(node.wild, segments, index + 1, values);
  if (found === undefined) values.length = depth - 1;
  return found;
}

function decode(value: string): string {
  if (!value.includes('%')) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
