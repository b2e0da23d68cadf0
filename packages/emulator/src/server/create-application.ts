import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import type { Operation } from '../contract/load-contract.ts'
import { storageError } from '../documents/storage-response.ts'
import { readNonNegative, readObject } from '../input/fields.ts'
import { errorByStatus } from '../services/amazon-errors.ts'
import type { IncomingRequest, Service, ServiceDefinition } from '../services/service-definition.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
import { documentOperation, type Fault, type Faults } from './faults.ts'
import { resetConnection, sendResponse, type WireResponse } from './send-response.ts'
import { serveOperation, unservedResponse } from './serve-operation.ts'

export type Application = Hono<{ Bindings: HttpBindings }>
type RequestContext = Context<{ Bindings: HttpBindings }>

/** A running service with its operations. */
export interface ServedApi {
  readonly name: string
  readonly service: Service
  readonly operations: readonly Operation[]
  /** Whether faults that name no operation apply to it. */
  readonly account: boolean
  readonly route: ServiceDefinition['route']
}

/** What the emulator's own routes call. */
export interface Controls {
  addFixtures(fixtures: unknown): void
  advance(milliseconds: number): Promise<void>
}

/** Creates the HTTP application of an emulator. It routes by path only and ignores the Host header. */
export function createApplication(
  state: EmulatorState,
  served: readonly ServedApi[],
  faults: Faults,
  controls: Controls,
): Application {
  const app: Application = new Hono({
    getPath: (request) => mapPath(served, new URL(request.url).pathname) ?? getPath(request),
  })
  for (const { service, operations, account } of served) {
    for (const operation of operations) {
      app.on(operation.method, honoPath(operation.path), async (context) => {
        state.scheduler.runDue()
        const request = await readIncoming(context)
        const fault = faults.take(operation.id, !account)
        return respond(context, fault, () => serveOperation(service, operation, request, fault))
      })
    }
  }
  app.get('/documents/:id', (context) => {
    const fault = faults.take(documentOperation, true)
    return respond(context, fault, () => serveDownload(state, context, fault))
  })
  addControlRoutes(app, state, controls)
  app.notFound((context) => unknownRoute(served, context))
  app.onError((error, { json }) => json(errorByStatus(500, error.stack).body, 500))
  return app
}

async function respond(
  { env }: RequestContext,
  fault: Fault | undefined,
  serve: () => WireResponse | Promise<WireResponse>,
): Promise<Response> {
  return fault?.connection === 'reset-before' ? resetConnection(env) : sendResponse(env, await serve(), fault)
}

async function readIncoming({ req, env }: RequestContext): Promise<IncomingRequest> {
  const bytes = new Uint8Array(await req.arrayBuffer())
  return {
    method: req.method,
    target: env.incoming.url ?? '/',
    path: req.param(),
    query: new URL(req.url).searchParams,
    headers: req.raw.headers,
    body: new TextDecoder().decode(bytes),
    bytes,
  }
}

function serveDownload(
  { documents, clock }: EmulatorState,
  { req }: RequestContext,
  fault: Fault | undefined,
): WireResponse {
  if (fault?.status !== undefined) return storageError(fault.status)
  const { pathname, searchParams } = new URL(req.url)
  const request = { method: req.method, path: pathname, query: searchParams, headers: req.raw.headers }
  return documents.serve(request, clock.now())
}

/** Adds the routes that control the emulator over HTTP. */
function addControlRoutes(app: Application, state: EmulatorState, { addFixtures, advance }: Controls): void {
  const route = (path: string, apply: (body: unknown) => void | Promise<void>): void => {
    app.post(path, async ({ req, json }) => {
      try {
        await apply(JSON.parse(await req.text()) as unknown)
        return json({ now: new Date(state.clock.now()).toISOString() })
      } catch (error) {
        if (error instanceof SyntaxError) return json({ error: `The body is not JSON: ${error.message}` }, 400)
        if (error instanceof TypeError) return json({ error: error.message }, 400)
        throw error
      }
    })
  }
  route('/_emulator/fixtures', addFixtures)
  route('/_emulator/advance', async (body) => {
    const { milliseconds } = readObject(body, 'body', ['milliseconds'])
    await advance(readNonNegative(milliseconds, 'milliseconds', 'milliseconds'))
  })
}

/** Maps a percent-encoded path to the one in the specification of the service that it belongs to. */
function mapPath(served: readonly ServedApi[], path: string): string | undefined {
  for (const { route } of served) {
    const mapped = route?.(path)
    if (mapped !== undefined) return mapped
  }
  return undefined
}

function unknownRoute(served: readonly ServedApi[], { req, json, env }: RequestContext): Response {
  const owner = served.find(({ route }) => route?.(req.path) !== undefined)
  if (owner !== undefined) {
    const isKnownPath = owner.operations.some(({ path }) => templatePattern(path).test(req.path))
    return sendResponse(env, unservedResponse(owner.service, isKnownPath ? 405 : 404), undefined)
  }
  const { body } = errorByStatus(404, `The emulator does not serve ${req.method} ${req.path}`)
  return json(body, 404)
}

/** Converts OpenAPI's `{name}` to hono's `:name`. */
function honoPath(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, ':$1')
}

function templatePattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}
