import { packagesOf } from '@reportline/scripts/generate/bundle'
import { bodyForm } from '@reportline/scripts/generate/client'
import type { Replay, ReplayRequest, WholeAnswer } from './replay.ts'

/** Where a replay is sent, and with which headers. */
export interface Target {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Signs what a client sends, where the API wants that. */
  readonly authorize?: (request: Request) => Promise<Request>
}

type Client = Record<string, (input: object) => Promise<unknown>>
type CreateClient = (options: object) => Client

/**
 * Sends a replay's request: through the API's client where there is one, else as the specification says.
 *
 * @returns the whole answer as it came over the wire
 */
export async function sendReplay(replay: Replay, request: ReplayRequest, target: Target): Promise<WholeAnswer> {
  const create = await findClient(replay)
  return create ? sendByClient(create, replay, request, target) : sendByHand(replay, request, target)
}

async function findClient({ api, bundle }: Replay): Promise<CreateClient | undefined> {
  if (!packagesOf(bundle).includes('client')) return undefined
  const module = (await import(`@reportline/${api.name}-client`)) as Record<string, CreateClient>
  return module[`create${api.pascalName}Client`]
}

async function sendByClient(
  create: CreateClient,
  replay: Replay,
  request: ReplayRequest,
  target: Target,
): Promise<WholeAnswer> {
  let answer: WholeAnswer | undefined
  const client = create({
    baseUrl: target.url,
    attempts: 1,
    authorize: async (outgoing: Request) =>
      withHeaders((await target.authorize?.(outgoing)) ?? outgoing, target.headers),
    fetch: async (outgoing: Request) => {
      const response = await fetch(outgoing)
      answer = await readAnswer(response.clone())
      return response
    },
  })
  const whole = bodyForm(replay.bundle, replay.located) === 'whole'
  const input = { ...request.parameters, ...(whole ? { body: request.body } : (request.body as object | undefined)) }
  const failure = await client[replay.located.operation.operationId]?.(input).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!answer) throw new Error(`${replay.key}: the client sent nothing`, { cause: failure })
  return answer
}

function withHeaders(request: Request, headers: Readonly<Record<string, string>>): Request {
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value)
  return request
}

async function sendByHand({ located }: Replay, request: ReplayRequest, target: Target): Promise<WholeAnswer> {
  const { method, path } = located
  const response = await fetch(target.url + path, {
    method: method.toUpperCase(),
    headers: { ...(request.mediaType && { 'content-type': request.mediaType }), ...target.headers },
    ...(request.body !== undefined && { body: encodeBody(request) }),
  })
  return readAnswer(response)
}

function encodeBody({ body, mediaType }: ReplayRequest): string {
  const form = mediaType === 'application/x-www-form-urlencoded'
  return form ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body)
}

async function readAnswer(response: Response): Promise<WholeAnswer> {
  const text = await response.text()
  const headers = [...response.headers].filter(([name]) => name.startsWith('x-amz'))
  return {
    status: response.status,
    headers: Object.fromEntries(headers),
    body: text === '' ? undefined : JSON.parse(text),
  }
}
