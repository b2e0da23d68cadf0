import { packagesOf } from '@reportline/scripts/generate/bundle'
import { bodyForm } from '@reportline/scripts/generate/client'
import type { Replay, ReplayRequest, ReplayResponse } from './replay.ts'

/** The URL and headers of a replayed call. */
export interface Target {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Signs a request, if the API requires signatures. */
  readonly authorize?: (request: Request) => Promise<Request>
}

type Client = Record<string, (input: object) => Promise<unknown>>
type CreateClient = (options: object) => Client

/**
 * Sends a replay's request through the API's generated client, or with plain `fetch` if the API has none.
 *
 * @returns the response as received
 */
export async function sendReplay(replay: Replay, request: ReplayRequest, target: Target): Promise<ReplayResponse> {
  const create = await findClient(replay)
  return create ? sendThroughClient(create, replay, request, target) : sendWithFetch(replay, request, target)
}

async function findClient({ api, bundle }: Replay): Promise<CreateClient | undefined> {
  if (!packagesOf(bundle).includes('client')) return undefined
  const module = (await import(`@reportline/${api.name}-client`)) as Record<string, CreateClient>
  return module[`create${api.pascalName}Client`]
}

async function sendThroughClient(
  create: CreateClient,
  replay: Replay,
  request: ReplayRequest,
  target: Target,
): Promise<ReplayResponse> {
  let received: ReplayResponse | undefined
  const client = create({
    baseUrl: target.url,
    attempts: 1,
    authorize: async (outgoing: Request) =>
      withHeaders((await target.authorize?.(outgoing)) ?? outgoing, target.headers),
    fetch: async (outgoing: Request) => {
      const response = await fetch(outgoing)
      received = await readResponse(response.clone())
      return response
    },
  })
  const whole = bodyForm(replay.bundle, replay.located) === 'whole'
  const input = { ...request.parameters, ...(whole ? { body: request.body } : (request.body as object | undefined)) }
  const failure = await client[replay.located.operation.operationId]?.(input).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!received) throw new Error(`${replay.key}: the client sent no request`, { cause: failure })
  return received
}

function withHeaders(request: Request, headers: Readonly<Record<string, string>>): Request {
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  return request
}

async function sendWithFetch({ located }: Replay, request: ReplayRequest, target: Target): Promise<ReplayResponse> {
  const { method, path } = located
  const response = await fetch(target.url + path, {
    method: method.toUpperCase(),
    headers: { ...(request.mediaType && { 'content-type': request.mediaType }), ...target.headers },
    ...(request.body !== undefined && { body: encodeBody(request) }),
  })
  return readResponse(response)
}

function encodeBody({ body, mediaType }: ReplayRequest): string {
  const form = mediaType === 'application/x-www-form-urlencoded'
  return form ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body)
}

async function readResponse(response: Response): Promise<ReplayResponse> {
  const text = await response.text()
  const headers = [...response.headers].filter(([name]) => name.startsWith('x-amz'))
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: text === '' ? undefined : JSON.parse(text),
  }
}
