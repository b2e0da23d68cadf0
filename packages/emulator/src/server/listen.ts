import type { Server } from 'node:http'
import { createServer } from 'node:https'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'
import type { Certificate } from './certificate.ts'

/** A server that listens. */
export interface Listening {
  /** Scheme, host and port. */
  readonly url: string
  /** Ends every connection, at once. */
  close(): Promise<void>
}

/** Where to listen. */
export interface Address {
  readonly host: string
  /** 0 takes any free one. */
  readonly port: number
}

/**
 * Listens with http, or with https where there is a certificate.
 *
 * @throws Error that says what to do, when the port is taken or the address is not this machine's.
 */
export async function listen(
  app: Hono<{ Bindings: HttpBindings }>,
  { host, port }: Address,
  certificate?: Certificate,
): Promise<Listening> {
  // The globals belong to whoever runs the emulator in their own process.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false, ...tls(certificate) }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `${certificate === undefined ? 'http' : 'https'}://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
}

function tls(certificate: Certificate | undefined) {
  if (certificate === undefined) return {}
  return { createServer, serverOptions: { cert: certificate.certificate, key: certificate.privateKey } }
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} on ${host} is in use: choose another, or 0 for any free one`, { cause: error })
    case 'EACCES':
      return new Error(`Port ${port} on ${host} needs more rights: choose one above 1023`, { cause: error })
    default:
      return new Error(`Cannot listen on ${host}:${port}: ${error.message}`, { cause: error })
  }
}
