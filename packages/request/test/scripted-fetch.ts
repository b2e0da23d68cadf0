import { createRequest, type Operation, type RequestEvent, type RequestOptions, type Send } from '../src/index.ts'
import { type InstantClock, instantClock } from './test-clock.ts'

export const getReports: Operation = {
  id: 'getReports',
  method: 'GET',
  path: '/reports/2021-06-30/reports',
  idempotent: true,
}

export const createReport: Operation = {
  id: 'createReport',
  method: 'POST',
  path: '/reports/2021-06-30/reports',
  idempotent: false,
}

/** Sends the operation to a base URL, as a generated client would. */
export function sendTo(base: string, init: RequestInit = {}): Send {
  return ({ operation, fetch, signal }) =>
    fetch(new Request(base + operation.path, { method: operation.method, signal, ...init }))
}

export const send = sendTo('https://api.example')

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'x-amzn-RequestId': 'id-1', ...headers } })
}

export const ok = () => json(200, { reports: [] })
export const quotaExceeded = (headers: Record<string, string> = {}) =>
  json(429, { errors: [{ code: 'QuotaExceeded', message: 'You exceeded your quota.' }] }, headers)
export const expired = () =>
  json(403, { errors: [{ code: 'Unauthorized', message: 'Denied.', details: 'The access token has expired.' }] })
export const unavailable = () => new Response(null, { status: 503, headers: { 'x-amzn-RequestId': 'id-503' } })

/** What a scripted fetch does for one request. */
export type Step = (request: Request) => Response | Promise<Response>

export interface Script {
  readonly fetch: typeof fetch
  readonly requests: Request[]
}

/** A fetch that runs one step per request and repeats the last one. */
export function script(...steps: Step[]): Script {
  const requests: Request[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    requests.push(request)
    const step = steps[Math.min(requests.length, steps.length) - 1]
    if (!step) throw new Error('the script is empty')
    return step(request)
  }
  return { fetch, requests }
}

export interface Setup extends Script {
  readonly request: ReturnType<typeof createRequest>
  readonly clock: InstantClock
  readonly events: RequestEvent[]
}

/** Creates a request function with a scripted fetch, a clock whose sleeps end immediately, and pauses of half the ceiling. */
export function setUp(steps: Step[], options: RequestOptions = {}): Setup {
  const clock = instantClock()
  const events: RequestEvent[] = []
  const { fetch, requests } = script(...steps)
  const request = createRequest({
    fetch,
    clock,
    random: () => 0.5,
    onEvent: (event) => events.push(event),
    ...options,
  })
  return { request, clock, events, fetch, requests }
}

/** Returns the error that a promise rejects with. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('the promise did not reject')
}
