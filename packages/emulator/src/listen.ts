import type { Server } from 'node:http'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import type { Hono } from 'hono'

/** A server that listens. */
export interface Listening {
  /** Scheme, host and port. */
  readonly url: string
  /** Ends every connection, at once. */
  close(): Promise<void>
}

/** @throws Error that says what to do, when the port is taken or the address is not this machine's. */
export async function listen(app: Hono<{ Bindings: HttpBindings }>, host: string, port: number): Promise<Listening> {
  // The globals belong to whoever runs the emulator in their own process.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)))
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const actual = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      return closed
    },
  }
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
