import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { exitCode, JiaokanError } from '../model/message.js';
import { type AppOptions, makeApp, makeToken } from './app.js';

/** A server that runs. */
export interface Listening {
  /** What the user opens: address and token. */
  readonly link: string;
  readonly port: number;
  /** Lets requests under way end, then closes. */
  readonly close: () => Promise<void>;
}

/**
 * Serves on 127.0.0.1 alone, where other machines cannot reach it.
 *
 * @param port 0 for any that is free
 * @throws JiaokanError `serve/port-taken` (exit 2)
 */
export async function listen(port: number, options: Omit<AppOptions, 'port' | 'token'>): Promise<Listening> {
  const token = makeToken();
  const taken = { port };
  const app = makeApp({ ...options, token, port: () => taken.port });
  const server = createAdaptorServer({ fetch: app.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(cannotListen(port, error)));
    server.listen(port, '127.0.0.1', resolve);
  });
  taken.port = (server.address() as AddressInfo).port;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      if ('closeIdleConnections' in server) server.closeIdleConnections();
    });
  return { link: `http://127.0.0.1:${String(taken.port)}/?token=${token}`, port: taken.port, close };
}

function cannotListen(port: number, error: NodeJS.ErrnoException): Error {
  if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') return error;
  const message = `port ${String(port)} of 127.0.0.1 cannot be had (${error.code}); name another one, or none`;
  return new JiaokanError('serve/port-taken', message, exitCode.usage);
}
