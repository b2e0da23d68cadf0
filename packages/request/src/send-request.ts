import { ApiError } from './api-error.ts'
import type { Attempt, AttemptResult } from './attempt.ts'
import type { Settings } from './call-context.ts'
import {
  classifyResponse,
  isRefusedCredential,
  type ReceivedResponse,
  type ResponseContext,
  requestIdOf,
  unknownOutcomeWarning,
} from './classify-response.ts'
import type { Operation } from './operation.ts'
import { readText } from './read-text.ts'
import { type RequestRedactor, requestRedactor } from './redact.ts'
import { RequestError } from './request-error.ts'

/** How far an attempt has come. Needed when it ends early, by a timeout or an abort. */
export interface Progress {
  /** Whether the request may have reached the service. */
  sent: boolean
  /** Status and headers of the response, once they have arrived. */
  response?: Omit<ReceivedResponse, 'text'>
  result?: AttemptResult
}

/** Authorizes and sends one request, reads the whole response and classifies it. Records each step in `progress`. */
export async function sendRequest(
  request: Request,
  attempt: Attempt,
  headers: Readonly<Record<string, string>>,
  settings: Settings,
  progress: Progress,
): Promise<AttemptResult> {
  request.headers.set('user-agent', settings.userAgent)
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  const headersBefore = new Headers(request.headers)
  let authorized: Request
  try {
    authorized = settings.authorize ? await settings.authorize(request, attempt) : request
  } catch (error) {
    return { error: sanitizeError(attempt.operation, error), retryable: isRetryable(error) }
  }
  attempt.signal.throwIfAborted()
  const context: ResponseContext = {
    operation: attempt.operation,
    attempt: attempt.number,
    advice: settings.advice,
    redactor: requestRedactor(authorized, headersBefore),
  }
  try {
    return resultOf(await exchange(authorized, context, attempt, settings, progress), context, settings)
  } catch (error) {
    return networkFailure(error, context, progress)
  }
}

/**
 * Maximum size of a response body in bytes, after inflating. The largest pages of the report APIs have less than 1 MiB.
 */
const maxBodyBytes = 8 * 1024 ** 2

/** Maximum size of an error body in bytes, after inflating. The rest is not read. */
const maxErrorBytes = 64 * 1024

/** Sends the request and reads the response. An error body that is cut off does not matter; the status is enough. */
async function exchange(
  request: Request,
  { redactor }: ResponseContext,
  { signal }: Attempt,
  { fetch }: Settings,
  progress: Progress,
): Promise<ReceivedResponse> {
  progress.sent = true
  // Redirects are not followed, because fetch would send the access token to their target.
  const response = await fetch(request, { signal, redirect: 'manual' })
  const { status, headers } = response
  const requestId = requestIdOf(headers, redactor)
  progress.response = { status, headers, requestId }
  if (response.ok) {
    const { text, isTooLong } = await readText(response, maxBodyBytes)
    return { status, headers, requestId, text, maxBytes: isTooLong ? maxBodyBytes : undefined }
  }
  const { text } = await readText(response, maxErrorBytes).catch(() => ({ text: '' }))
  return { status, headers, requestId, text }
}

function resultOf(received: ReceivedResponse, context: ResponseContext, settings: Settings): AttemptResult {
  const { status, headers } = received
  try {
    return { response: classifyResponse(received, context) }
  } catch (error) {
    const { idempotent } = context.operation
    if (!(error instanceof ApiError)) return { error, retryable: idempotent && received.maxBytes === undefined, status }
    const refused = isRefusedCredential(error) && settings.authorize ? status : undefined
    const retryable = status === 429 || (status >= 500 && idempotent)
    return { error, retryable, status, refused, retryAfter: retryAfter(headers, settings.clock.now()) }
  }
}

function networkFailure(error: unknown, context: ResponseContext, progress: Progress): AttemptResult {
  const { operation, attempt, redactor } = context
  const { description, neverSent, cause } = describeNetworkError(error, redactor)
  const { response } = progress
  progress.sent = response !== undefined || !neverSent
  const outcomeUnknown = !operation.idempotent && progress.sent
  const reason = progress.sent
    ? `failed: ${response ? `the body of the response with status ${response.status} was cut off` : 'the connection was lost'} ` +
      `(${description}).${unknownOutcomeWarning(outcomeUnknown)}`
    : `failed: no connection (${description}). Check the endpoint and the network.`
  const failure = new RequestError({
    code: 'NETWORK',
    operation,
    reason,
    attempts: attempt,
    status: response?.status,
    requestId: response?.requestId,
    outcomeUnknown,
    cause,
  })
  return { error: failure, retryable: !outcomeUnknown, status: response?.status }
}

/** A RequestError comes from a call that `authorize` made. It has had its own attempts. */
function isRetryable(error: unknown): boolean {
  if (error instanceof RequestError) return false
  return typeof error === 'object' && error !== null && Reflect.get(error, 'retryable') === true
}

/** The longest wait that a response can request, in milliseconds. */
const maxWaitMs = 15 * 60_000

/**
 * Reads a `Retry-After` header.
 *
 * @param now - milliseconds since 1970, for headers that contain a date
 * @returns milliseconds to wait, at most 15 minutes; `undefined` without a readable header
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim()
  if (!value) return undefined
  const milliseconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now
  if (Number.isNaN(milliseconds)) return undefined
  return Math.ceil(Math.min(Math.max(milliseconds, 0), maxWaitMs))
}

/** Why no response arrived, without any part of the request. */
interface NetworkErrorInfo {
  /** The error code, system call and address, as far as the runtime names them. */
  readonly description: string
  /** Whether the request certainly never reached the service, because no connection was made. */
  readonly neverSent: boolean
  /** A new error, because the error of the runtime may contain the request or quote its address. */
  readonly cause: Error
}

const notConnectedCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

/** Certificates are checked before any part of the request is sent. */
const certificateCode = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/

const maxCauses = 5

/** Describes the error of a fetch that was rejected. The error code is read from the error and its causes. */
function describeNetworkError(error: unknown, { quote }: RequestRedactor): NetworkErrorInfo {
  const chain = causesOf(error)
  const known = chain.find((each) => typeof each.code === 'string')
  const code = typeof known?.code === 'string' && /^\w+$/.test(known.code) ? known.code : undefined
  const details = [known?.syscall, known?.hostname ?? known?.address, known?.port]
  const words = [
    code ?? nameOf(error),
    ...details.filter((each) => typeof each === 'string' || typeof each === 'number'),
  ]
  const description = quote(words.join(' '))
  const cause = Object.assign(new Error(description), code === undefined ? {} : { code })
  return { description, neverSent: code !== undefined && isNeverSent(code, known?.syscall), cause }
}

function isNeverSent(code: string, systemCall: unknown): boolean {
  return notConnectedCodes.has(code) || systemCall === 'connect' || certificateCode.test(code)
}

type ErrorDetails = Record<string, unknown>

/** Returns the error and its causes, for several addresses those of the first. Limited, because causes may be circular. */
function causesOf(error: unknown): ErrorDetails[] {
  const chain: ErrorDetails[] = []
  let next = error
  while (typeof next === 'object' && next !== null && chain.length < maxCauses) {
    const details = detailsOf(next)
    chain.push(details)
    next = details.cause ?? (Array.isArray(details.errors) ? details.errors[0] : undefined)
  }
  return chain
}

function detailsOf(error: object): ErrorDetails {
  const names = ['code', 'syscall', 'hostname', 'address', 'port', 'cause', 'errors']
  return Object.fromEntries(names.map((name) => [name, Reflect.get(error, name)]))
}

function nameOf(error: unknown): string {
  return error instanceof Error && /^\w+$/.test(error.name) ? error.name : 'unknown error'
}

/**
 * Removes secrets from an error that was thrown before the request was sent. The runtime's errors about a URL or a header
 * quote it. They are recognized by their message and replaced. Any other error is returned unchanged.
 */
export function sanitizeError({ id }: Operation, error: unknown): unknown {
  if (!(error instanceof TypeError)) return error
  if (/\burl\b/i.test(error.message)) {
    return new TypeError(`${id}: the URL of the request is invalid. Check the base URL and the path parameters.`)
  }
  if (/header|bytestring/i.test(error.message)) {
    return new TypeError(`${id}: HTTP does not allow the name or the value of one of the request headers.`)
  }
  return error
}
