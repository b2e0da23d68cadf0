import { randomUUID } from 'node:crypto'
import type { Operation } from '../contract/load-contract.ts'
import type { Call, IncomingRequest, Service, ServiceResponse } from '../services/service-definition.ts'
import type { Fault } from './faults.ts'
import type { WireResponse } from './send-response.ts'

/**
 * Serves one request of an operation. A response that violates the specification is replaced by a 500 that describes the
 * violations.
 */
export async function serveOperation(
  service: Service,
  operation: Operation,
  request: IncomingRequest,
  fault: Fault | undefined,
): Promise<WireResponse> {
  if (fault?.status !== undefined) return toWire(finalize(service, operation, service.errorResponse(fault.status)))
  const result = await execute(service, operation, request)
  const response = finalize(service, operation, result)
  const violations = result.unchecked ? [] : operation.check(response)
  if (violations.length === 0) return toWire(response)
  const details = `The emulator's response to ${operation.id} violates the specification: ${response.status} ${violations.join('; ')}`
  return toWire(finalize(service, operation, service.errorResponse(500, details)))
}

/** Creates the response to a path or a method that a service does not have, or to a body that is too large. */
export function unservedResponse(service: Service, status: 404 | 405 | 413): WireResponse {
  const response = service.errorResponse(status)
  const { headers = {}, body } = service.finalizeResponse?.(response) ?? response
  return toWire({ status, headers, body })
}

async function execute(service: Service, operation: Operation, request: IncomingRequest): Promise<ServiceResponse> {
  const caller = service.authenticate(operation, request)
  if (caller !== undefined && 'status' in caller) return caller
  const fixed = service.staticResponse?.(operation, request)
  if (fixed !== undefined) return fixed
  const result = operation.read(service.normalize?.(operation, request) ?? request)
  if ('violation' in result) return service.invalidRequest(result.violation)
  try {
    // The validation has just proven that the request has the types that the handler declares.
    const call = { ...result.valid, request } as Call<never, never>
    return (await service.handlers[operation.id]?.(call)) ?? service.errorResponse(500)
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? '') : String(error)
    return service.errorResponse(500, `${operation.id} failed: ${reason}`)
  }
}

interface FinalResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Adds the headers that the specification documents for every response with this status. */
function finalize(service: Service, operation: Operation, response: ServiceResponse): FinalResponse {
  const { status, headers, body } = service.finalizeResponse?.(response) ?? response
  const documents = (name: string): boolean => operation.documentsHeader(status, name)
  const plan = documents('x-amzn-ratelimit-limit') ? operation.plan : undefined
  return {
    status,
    headers: {
      ...headers,
      ...(plan === undefined ? {} : { 'x-amzn-ratelimit-limit': formatRate(plan.rate) }),
      ...(documents('x-amzn-requestid') && { 'x-amzn-requestid': randomUUID() }),
    },
    body,
  }
}

/** Formats 2 as 2.0, because the header contains a decimal number (assumed). */
function formatRate(rate: number): string {
  return Number.isInteger(rate) ? rate.toFixed(1) : String(rate)
}

function toWire({ status, headers, body }: FinalResponse): WireResponse {
  if (body === undefined) return { status, headers, body: '' }
  return { status, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
}
