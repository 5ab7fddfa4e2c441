import type { LookupFunction, Socket } from 'node:net';
import { buildConnector } from 'undici';

export interface Connector {
  /** For undici: hands over a connection that stands ready, or opens one. */
  connect: buildConnector.connector;
  /**
   * Makes sure that the next request to this host finds a connection, and counts the request as under way until the returned
   * function is called. To be awaited before a slot of a budget is taken: opening one takes a few hundred milliseconds with
   * TLS, and a request that goes out so late meets those behind it at the vendor.
   */
  prepare(url: URL): Promise<() => void>;
  close(): void;
}

interface Origin {
  /** Connections that stand, ready ones among them. */
  open: number;
  ready: Socket[];
  underWay: number;
}

export function createConnector(options: { lookup: LookupFunction; timeoutMs: number }): Connector {
  const connect = buildConnector({ lookup: options.lookup, timeout: options.timeoutMs, allowH2: false });
  const origins = new Map<string, Origin>();

  const originOf = (protocol: string, hostname: string, port: string): Origin => {
    const key = `${protocol}//${hostname}:${port}`;
    const known = origins.get(key) ?? { open: 0, ready: [], underWay: 0 };
    origins.set(key, known);
    return known;
  };

  const open = (target: buildConnector.Options, origin: Origin): Promise<Socket> =>
    new Promise((resolve, reject) => {
      origin.open += 1;
      connect(target, (error, socket) => {
        if (error !== null) {
          origin.open -= 1;
          reject(error);
          return;
        }
        socket.once('close', () => {
          origin.open -= 1;
          const at = origin.ready.indexOf(socket);
          if (at >= 0) origin.ready.splice(at, 1);
        });
        // nobody else listens while it stands ready, and an error without a listener ends the process
        socket.on('error', () => undefined);
        resolve(socket);
      });
    });

  return {
    connect: (target, callback) => {
      const origin = originOf(target.protocol, target.hostname, target.port);
      const ready = origin.ready.shift();
      if (ready !== undefined) queueMicrotask(() => callback(null, ready.pause()));
      else {
        open(target, origin).then(
          (socket) => callback(null, socket),
          (error) => callback(error, null),
        );
      }
    },
    prepare: async (url) => {
      const hostname = url.hostname.replace(/^\[|\]$/g, '');
      const origin = originOf(url.protocol, hostname, url.port);
      origin.underWay += 1;
      let counted = true;
      const done = () => {
        if (counted) origin.underWay -= 1;
        counted = false;
      };
      if (origin.underWay <= origin.open) return done;
      try {
        const target = { protocol: url.protocol, host: url.host, hostname, port: url.port };
        const socket = await open(target, origin);
        // it flows while it stands ready, or the vendor's closing it would only be seen after the request was written
        origin.ready.push(socket.resume());
        return done;
      } catch (error) {
        done();
        throw error;
      }
    },
    close: () => {
      for (const { ready } of origins.values()) for (const socket of ready.splice(0)) socket.destroy();
    },
  };
}
