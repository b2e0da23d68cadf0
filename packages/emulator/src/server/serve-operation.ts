import { randomUUID } from 'node:crypto'
import type { Operation } from '../contract/load-contract.ts'
import type { IncomingRequest } from '../service/incoming-request.ts'
import type { Answer, Call, Service } from '../service/service-definition.ts'
import type { Fault } from './faults.ts'
import type { WireAnswer } from './wire-response.ts'

/**
 * Carries out one request of an operation and returns the answer as it goes over the wire. An answer that breaks the
 * specification is replaced by one with status 500 that says where.
 */
export async function serveOperation(
  service: Service,
  operation: Operation,
  request: IncomingRequest,
  fault: Fault | undefined,
): Promise<WireAnswer> {
  if (fault?.status !== undefined) return wire(dressed(service, operation, service.fail(fault.status)))
  const carried = await carryOut(service, operation, request)
  const answer = dressed(service, operation, carried)
  const breaches = carried.unchecked ? [] : operation.check(answer)
  if (breaches.length === 0) return wire(answer)
  const details = `The emulator's answer to ${operation.id} breaks the specification: ${answer.status} ${breaches.join('; ')}`
  return wire(dressed(service, operation, service.fail(500, details)))
}

/** The answer to a path or a method that a service does not have. */
export function unservedAnswer(service: Service, status: 404 | 405): WireAnswer {
  const answer = service.fail(status)
  const { headers = {}, body } = service.dress?.(answer) ?? answer
  return wire({ status, headers, body })
}

async function carryOut(service: Service, operation: Operation, request: IncomingRequest): Promise<Answer> {
  const admitted = service.admit(operation, request)
  if (admitted !== undefined && 'status' in admitted) return admitted
  const reading = operation.read(service.normalise?.(operation, request) ?? request)
  if ('violation' in reading) return service.refuse(reading.violation)
  try {
    // The contract has just proven that the request is what the handler declares.
    const call = { ...reading.accepted, request } as Call<never, never>
    return (await service.handlers[operation.id]?.(call)) ?? service.fail(500)
  } catch (error) {
    return service.fail(500, `${operation.id} failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`)
  }
}

type DressedAnswer = Required<Pick<Answer, 'headers'>> & Pick<Answer, 'status' | 'body'> & { readonly body: unknown }

/** With the headers that the specification documents for every answer of this status. */
function dressed(service: Service, operation: Operation, answer: Answer): DressedAnswer {
  const { status, headers, body } = service.dress?.(answer) ?? answer
  const documents = (name: string): boolean => operation.documentsHeader(status, name)
  const plan = documents('x-amzn-ratelimit-limit') ? operation.plan : undefined
  return {
    status,
    headers: {
      ...headers,
      ...(plan === undefined ? {} : { 'x-amzn-ratelimit-limit': decimal(plan.rate) }),
      ...(documents('x-amzn-requestid') && { 'x-amzn-requestid': randomUUID() }),
    },
    body,
  }
}

/** 2 is written as 2.0: the header holds a decimal (assumed). */
function decimal(rate: number): string {
  return Number.isInteger(rate) ? rate.toFixed(1) : String(rate)
}

function wire({ status, headers, body }: DressedAnswer): WireAnswer {
  if (body === undefined) return { status, headers, body: '' }
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
