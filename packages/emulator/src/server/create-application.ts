import type { HttpBindings } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { getPath } from 'hono/utils/url'
import type { Operation } from '../contract/load-contract.ts'
import { storageError } from '../documents/storage-errors.ts'
import { amount, fields } from '../input/fields.ts'
import { errorByStatus } from '../service/amazon-errors.ts'
import type { IncomingRequest } from '../service/incoming-request.ts'
import type { Service, ServiceDefinition, World } from '../service/service-definition.ts'
import { documentOperation, type Fault, type Faults } from './faults.ts'
import { resetConnection, sendAnswer } from './send-response.ts'
import { serveOperation, unservedAnswer } from './serve-operation.ts'
import type { WireAnswer } from './wire-response.ts'

export type Application = Hono<{ Bindings: HttpBindings }>
type RequestContext = Context<{ Bindings: HttpBindings }>

/** A service with the operations that lead to it. */
export interface Served {
  readonly name: string
  readonly service: Service
  readonly operations: readonly Operation[]
  /** Whether faults that name no operation may hit it. */
  readonly account: boolean
  readonly route: ServiceDefinition['route']
}

/** What the emulator's own routes do. */
export interface Controls {
  addFixtures(fixtures: unknown): void
  advance(milliseconds: number): Promise<void>
}

/** Everything behind the one port; the path alone decides, whatever the host. */
export function application(world: World, served: readonly Served[], faults: Faults, controls: Controls): Application {
  const app: Application = new Hono({
    getPath: (request) => routed(served, new URL(request.url).pathname) ?? getPath(request),
  })
  for (const { service, operations, account } of served) {
    for (const operation of operations) {
      app.on(operation.method, honoPath(operation.path), async (context) => {
        world.agenda.catchUp()
        const request = await incomingRequest(context)
        const fault = faults.take(operation.id, !account)
        return respond(context, fault, () => serveOperation(service, operation, request, fault))
      })
    }
  }
  app.get('/documents/:id', (context) => {
    const fault = faults.take(documentOperation, true)
    return respond(context, fault, () => downloadAnswer(world, context, fault))
  })
  control(app, world, controls)
  app.notFound((context) => unknownRoute(served, context))
  app.onError((error, { json }) => json(errorByStatus(500, error.stack).body, 500))
  return app
}

async function respond(
  { env }: RequestContext,
  fault: Fault | undefined,
  answer: () => WireAnswer | Promise<WireAnswer>,
): Promise<Response> {
  return fault?.connection === 'reset-before' ? resetConnection(env) : sendAnswer(env, await answer(), fault)
}

async function incomingRequest({ req, env }: RequestContext): Promise<IncomingRequest> {
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

function downloadAnswer({ documents, clock }: World, { req }: RequestContext, fault: Fault | undefined): WireAnswer {
  if (fault?.status !== undefined) return storageError(fault.status)
  const { pathname, searchParams } = new URL(req.url)
  const request = { method: req.method, path: pathname, query: searchParams, headers: req.raw.headers }
  return documents.answer(request, clock.now())
}

/** Sets the emulator up over HTTP, for those who do not run it in their own process. */
function control(app: Application, world: World, { addFixtures, advance }: Controls): void {
  const route = (path: string, change: (body: unknown) => void | Promise<void>): void => {
    app.post(path, async ({ req, json }) => {
      try {
        await change(JSON.parse(await req.text()) as unknown)
        return json({ now: new Date(world.clock.now()).toISOString() })
      } catch (error) {
        if (error instanceof SyntaxError) return json({ error: `The body is not JSON: ${error.message}` }, 400)
        if (error instanceof TypeError) return json({ error: error.message }, 400)
        throw error
      }
    })
  }
  route('/_emulator/fixtures', addFixtures)
  route('/_emulator/advance', async (body) => {
    await advance(amount(fields(body, 'body', ['milliseconds']).milliseconds, 'milliseconds', 'milliseconds'))
  })
}

/** What the service that a path (escaped, as it was sent) belongs to has in its place. */
function routed(served: readonly Served[], path: string): string | undefined {
  for (const { route } of served) {
    const own = route?.(path)
    if (own !== undefined) return own
  }
  return undefined
}

function unknownRoute(served: readonly Served[], { req, json, env }: RequestContext): Response {
  const owner = served.find(({ route }) => route?.(req.path) !== undefined)
  if (owner !== undefined) {
    const known = owner.operations.some(({ path }) => templatePattern(path).test(req.path))
    return sendAnswer(env, unservedAnswer(owner.service, known ? 405 : 404), undefined)
  }
  const { body } = errorByStatus(404, `The emulator serves no ${req.method} ${req.path}`)
  return json(body, 404)
}

/** OpenAPI's `{name}` is hono's `:name`. */
function honoPath(template: string): string {
  return template.replaceAll(/\{(\w+)\}/g, ':$1')
}

function templatePattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}
