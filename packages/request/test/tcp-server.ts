import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/** A TCP listener that recognizes only the end of a request head. */
export interface TcpServer extends AsyncDisposable {
  readonly url: string
  /** The head of each request that arrived. */
  readonly heads: string[]
  readonly connections: number
}

/** Listens on loopback and calls a function for each request. */
export async function tcpServer(respond: (socket: Socket, number: number) => void): Promise<TcpServer> {
  const heads: string[] = []
  const sockets = new Set<Socket>()
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    let received = ''
    socket.on('data', (data) => {
      received += data.toString('latin1')
      const end = received.indexOf('\r\n\r\n')
      if (end < 0) return
      heads.push(received.slice(0, end))
      received = ''
      respond(socket, heads.length)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    url: `http://127.0.0.1:${port}`,
    heads,
    get connections() {
      return connections
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Formats an HTTP/1.1 response. */
export function wire(status: string, headers: readonly string[], body = ''): string {
  return [`HTTP/1.1 ${status}`, 'x-amzn-RequestId: id-wire', ...headers, '', body].join('\r\n')
}
