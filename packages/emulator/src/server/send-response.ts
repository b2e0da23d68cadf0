import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Fault } from './faults.ts'
import type { WireAnswer } from './wire-response.ts'

const page =
  '<!DOCTYPE html>\n<html><head><title>Service Unavailable</title></head><body><h1>Sorry</h1></body></html>\n'

/** Sends an answer, damaged as the fault wants it. */
export function sendAnswer(bindings: HttpBindings, answer: WireAnswer, fault: Fault | undefined): Response {
  if (fault?.connection === 'reset-during') return sendHalf(bindings, answer)
  const { status, headers, body } = damaged(answer, fault?.body)
  return new Response(body, { status, headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) } })
}

/** Ends the connection without an answer. */
export function resetConnection({ incoming }: HttpBindings): Response {
  incoming.socket.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

function damaged(answer: WireAnswer, damage: Fault['body']): WireAnswer {
  const { headers, body } = answer
  switch (damage) {
    case undefined:
      return answer
    case 'html':
      return { ...answer, headers: { ...headers, 'content-type': 'text/html' }, body: page }
    case 'cut':
      return { ...answer, body: body.slice(0, body.length >> 1) }
    case 'empty':
      return { ...answer, body: '' }
  }
}

/** The length that was promised never arrives. */
function sendHalf({ outgoing }: HttpBindings, { status, headers, body }: WireAnswer): Response {
  const bytes = Buffer.from(body)
  outgoing.writeHead(status, { ...headers, 'content-length': bytes.length + 1 })
  outgoing.write(bytes.subarray(0, bytes.length >> 1), () => outgoing.socket?.resetAndDestroy())
  return RESPONSE_ALREADY_SENT
}
