import type { Server } from 'node:http'
import { createServer } from 'node:https'
import { createAdaptorServer } from '@hono/node-server'
import type { Certificate } from './certificate.ts'
import type { Application } from './create-application.ts'

export interface ListeningServer {
  /** Scheme, host and port. */
  readonly url: string
  /** Closes all connections immediately. */
  close(): Promise<void>
}

export interface Address {
  readonly host: string
  /** 0 selects any free port. */
  readonly port: number
}

/**
 * Listens with http, or with https if a certificate is passed.
 *
 * @throws Error if the port is in use or the address does not belong to this machine. The message says what to do.
 */
export async function listen(
  app: Application,
  { host, port }: Address,
  certificate?: Certificate,
): Promise<ListeningServer> {
  // The process may belong to the user, so its globals stay as they are.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false, ...tls(certificate) }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `${certificate === undefined ? 'http' : 'https'}://${reachableHost(host)}:${actualPort}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

/** Not every system can connect to the address that stands for all addresses. */
function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

function tls(certificate: Certificate | undefined) {
  if (certificate === undefined) return {}
  return { createServer, serverOptions: { cert: certificate.certificate, key: certificate.privateKey } }
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} on ${host} is in use. Choose another port, or 0 for any free one.`, {
        cause: error,
      })
    case 'EACCES':
      return new Error(`Port ${port} on ${host} requires more privileges. Choose a port above 1023.`, { cause: error })
    default:
      return new Error(`Cannot listen on ${host}:${port}: ${error.message}`, { cause: error })
  }
}
