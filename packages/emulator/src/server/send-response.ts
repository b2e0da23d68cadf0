import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Fault } from './faults.ts'

/** A response as it is sent over the wire. */
export interface WireResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer>
}

const errorPage =
  '<!DOCTYPE html>\n<html><head><title>Service Unavailable</title></head><body><h1>Sorry</h1></body></html>\n'

/** Sends a response, damaged as the fault requires. */
export function sendResponse(bindings: HttpBindings, response: WireResponse, fault: Fault | undefined): Response {
  if (fault?.connection === 'reset-during') return sendHalf(bindings, response)
  const { status, headers, body } = damage(response, fault?.body)
  return new Response(body, { status, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } })
}

/** Resets the connection without a response. */
export function resetConnection({ incoming }: HttpBindings): Response {
  incoming.socket.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

function damage(response: WireResponse, kind: Fault['body']): WireResponse {
  const { headers, body } = response
  switch (kind) {
    case undefined:
      return response
    case 'html':
      return { ...response, headers: { ...headers, 'content-type': 'text/html' }, body: errorPage }
    case 'cut':
      return { ...response, body: body.slice(0, body.length >> 1) }
    case 'empty':
      return { ...response, body: '' }
  }
}

/** Sends half of the body, then resets the connection. The announced length is never reached. */
function sendHalf({ outgoing }: HttpBindings, { status, headers, body }: WireResponse): Response {
  const bytes = Buffer.from(body)
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length + 1 })
  outgoing.write(bytes.subarray(0, bytes.length >> 1), () => outgoing.socket?.resetAndDestroy())
  return RESPONSE_ALREADY_SENT
}
