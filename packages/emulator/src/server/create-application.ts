import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import type { Operation } from '../contract/load-contract.ts'
import { storageError } from '../documents/storage-response.ts'
import { errorByStatus } from '../services/amazon-errors.ts'
import type { IncomingRequest, Service, ServiceDefinition } from '../services/service-definition.ts'
import type { EmulatorState } from '../state/emulator-state.ts'
import { type AccessRules, rejectWebPage } from './access.ts'
import { type Controls, controlRoutes } from './control-routes.ts'
import { documentOperation, type Fault, type Faults } from './faults.ts'
import { readBody } from './read-body.ts'
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

/** What the HTTP application of an emulator serves, and to whom. */
export interface ApplicationParts {
  readonly state: EmulatorState
  readonly served: readonly ServedApi[]
  readonly faults: Faults
  readonly controls: Controls
  readonly access: AccessRules
}

/** Larger than any request of the APIs. */
const maxBodyBytes = 1024 * 1024

const documentsPath = '/documents/'

/** Creates the HTTP application of an emulator. It routes by path only. */
export function createApplication({ state, served, faults, controls, access }: ApplicationParts): Application {
  const app: Application = new Hono({
    getPath: (request) => mapPath(served, new URL(request.url).pathname) ?? getPath(request),
  })
  app.use(async ({ env, req, json }, next) => {
    // The signature of a document's URL is sufficient, so that web pages can link to documents.
    const error = rejectWebPage(env.incoming, access, req.path.startsWith(documentsPath))
    return error === undefined ? next() : json(errorByStatus(error.status, error.message).body, error.status)
  })
  for (const { service, operations, account } of served) {
    for (const operation of operations) {
      app.on(operation.method, honoPath(operation.path), async (context) => {
        state.scheduler.runDue()
        const bytes = await readBody(context.env.incoming, maxBodyBytes)
        if (bytes === undefined) return sendResponse(context.env, unservedResponse(service, 413), undefined)
        const request = incomingRequest(context, bytes)
        const fault = faults.take(operation.id, !account)
        return respond(context, fault, () => serveOperation(service, operation, request, fault))
      })
    }
  }
  app.get(`${documentsPath}:id`, (context) => {
    const fault = faults.take(documentOperation, true)
    return respond(context, fault, () => serveDownload(state, context, fault))
  })
  app.route('/_emulator', controlRoutes(state, controls, access))
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

function incomingRequest({ req, env }: RequestContext, bytes: Uint8Array): IncomingRequest {
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
