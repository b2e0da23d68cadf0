import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createServer, type Server, type Socket } from 'node:net'

/** How the store responds to one request. */
export interface StoreTurn {
  /** The object. Defaults to that of the previous turn. */
  readonly object?: Uint8Array
  /** Number of bytes of the body to send before the connection is reset. Defaults to all. */
  readonly bytes?: number
  /** Resets the connection before the response or within its head. */
  readonly reset?: 'before' | 'in head'
  /** Ignores range requests. */
  readonly wholeOnly?: true
  /** Headers that replace the store's own. An empty value removes the header. */
  readonly headers?: Readonly<Record<string, string>>
  /** Responds with this status and S3's error XML. */
  readonly refusal?: readonly [status: number, code: string, message: string]
  /** The size of each write, in bytes. */
  readonly piece?: number
}

/** The head of a received request. */
export interface SeenRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

export interface RangedStore {
  readonly url: string
  readonly seen: readonly SeenRequest[]
  stop(): Promise<void>
}

/** Serves an object over raw sockets, one turn per request. The last turn is repeated. */
export async function rangedStore(turns: readonly StoreTurn[]): Promise<RangedStore> {
  const seen: SeenRequest[] = []
  const sockets = new Set<Socket>()
  const waiting = [...turns]
  let object: Uint8Array = new Uint8Array(0)
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (data) => {
      const request = readRequest(data.toString('latin1'))
      seen.push(request)
      const turn = (waiting.length > 1 ? waiting.shift() : waiting[0]) ?? {}
      object = turn.object ?? object
      respond(socket, request, object, turn)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/doc-1`,
    seen,
    async stop() {
      for (const socket of sockets) socket.destroy()
      await closed(server)
    },
  }
}

export function etagOf(object: Uint8Array): string {
  return `"${createHash('md5').update(object).digest('hex')}"`
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()))
}

function readRequest(text: string): SeenRequest {
  const [first = '', ...lines] = text.split('\r\n')
  const headers = lines.flatMap((line): [string, string][] => {
    const at = line.indexOf(':')
    return at === -1 ? [] : [[line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()]]
  })
  return { path: first.split(' ')[1] ?? '', headers: Object.fromEntries(headers) }
}

function respond(socket: Socket, { headers }: SeenRequest, object: Uint8Array, turn: StoreTurn): void {
  if (turn.reset === 'before') {
    socket.resetAndDestroy()
    return
  }
  if (turn.refusal !== undefined) {
    const [status, code, message] = turn.refusal
    const xml = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`
    socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: ${xml.length}\r\nconnection: close\r\n\r\n${xml}`)
    return
  }
  const unchanged = [undefined, etagOf(object), lastModified].includes(headers['if-range'])
  const from = unchanged && turn.wholeOnly !== true ? Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0) : 0
  const body = object.subarray(from)
  const own = {
    'content-type': 'text/plain; charset=UTF-8',
    'content-length': String(body.length),
    etag: etagOf(object),
    'last-modified': lastModified,
    connection: 'close',
    ...(from > 0 ? { 'content-range': `bytes ${from}-${object.length - 1}/${object.length}` } : {}),
    ...turn.headers,
  }
  const lines = Object.entries(own).flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`]))
  const head = [`HTTP/1.1 ${from > 0 ? '206 Partial Content' : '200 OK'}`, ...lines, '', ''].join('\r\n')
  if (turn.reset === 'in head') {
    socket.write(head.slice(0, head.length / 2), () => socket.resetAndDestroy())
    return
  }
  socket.write(head)
  send(socket, body.subarray(0, turn.bytes ?? body.length), turn)
}

const lastModified = 'Wed, 01 Jan 2025 00:00:00 GMT'

/** Closes the connection gracefully, so that everything written arrives. The body is shorter than its declared length. */
function send(socket: Socket, body: Uint8Array, { piece = body.length }: StoreTurn): void {
  for (let at = 0; at < body.length; at += piece) socket.write(body.subarray(at, at + piece))
  socket.end()
}
