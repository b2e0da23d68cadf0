import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Api, readBundle, workspace } from '@reportline/scripts/apis'
import {
  type Bundle,
  type LocatedOperation,
  listOperations,
  type RequestExample,
  resolveReference,
} from '@reportline/scripts/generate/bundle'
import { parse } from 'yaml'
import type { GivenFile, Replay, ReplayRequest } from './replay.ts'

interface ResponseExample {
  readonly value?: unknown
  readonly 'x-headers'?: Readonly<Record<string, string>>
}

interface DocumentedResponse {
  readonly content?: Readonly<Record<string, { readonly examples?: Readonly<Record<string, ResponseExample>> }>>
  readonly 'x-examples'?: Readonly<Record<string, ResponseExample>>
}

/**
 * Reads every documented response of an API.
 *
 * @throws Error if an example has no request or no `.given.yaml` file
 */
export function readReplays(api: Api): Replay[] {
  const bundle = readBundle(api)
  return listOperations(bundle).flatMap((located) =>
    Object.entries(located.operation.responses).flatMap(([status, response]) => {
      const examples = responseExamples(bundle, response as DocumentedResponse)
      return Object.entries(examples).flatMap(([key, example]) =>
        replays(api, bundle, located, Number(status), key, example),
      )
    }),
  )
}

function responseExamples(bundle: Bundle, response: DocumentedResponse): Record<string, ResponseExample> {
  const { content, 'x-examples': bodyless } = resolveReference(bundle, response)
  return Object.assign({}, bodyless, ...Object.values(content ?? {}).map(({ examples }) => examples))
}

function replays(
  api: Api,
  bundle: Bundle,
  located: LocatedOperation,
  status: number,
  key: string,
  reference: ResponseExample,
): Replay[] {
  const example = resolveReference(bundle, reference)
  const expected = { status, headers: example['x-headers'] ?? {}, body: example.value }
  const given = readGiven(api, key)
  return readRequests(bundle, located, key).map((request) => ({ api, bundle, located, key, request, expected, given }))
}

function readGiven(api: Api, key: string): GivenFile {
  const folder = key.split('.')[0] ?? ''
  const path = join(workspace, api.directory, 'examples', folder, `${key}.given.yaml`)
  if (!existsSync(path)) throw new Error(`${path} is missing. The example ${key} cannot be replayed without it`)
  return parse(readFileSync(path, 'utf8')) as GivenFile
}

/** Returns the request of an example. A shared error response is replayed with the operation's first valid request. */
function readRequests(bundle: Bundle, located: LocatedOperation, key: string): ReplayRequest[] {
  const { operation } = located
  const examples = Object.entries(operation['x-request-examples'] ?? {}).map(
    ([name, example]): [string, RequestExample] => [name, resolveReference<RequestExample>(bundle, example)],
  )
  const found =
    examples.find(([name]) => name === key) ??
    (key.startsWith('errors.') ? examples.find(([, one]) => !one['x-invalid']) : undefined)
  if (!found)
    throw new Error(`${operation.operationId}: x-request-examples has no request for the response example ${key}`)
  const [name, example] = found
  return mediaTypes(bundle, located, name).map((mediaType) => ({
    parameters: example['x-parameters'] ?? {},
    body: example.value,
    mediaType: example.value === undefined ? undefined : mediaType,
  }))
}

/** A body is replayed in every media type that lists the example. */
function mediaTypes(bundle: Bundle, { operation }: LocatedOperation, key: string): (string | undefined)[] {
  if (!operation.requestBody) return [undefined]
  const { content } = resolveReference(bundle, operation.requestBody)
  const types = Object.entries(content as Record<string, { examples?: Record<string, unknown> }>)
  const showing = types.filter(([, { examples }]) => examples && key in examples).map(([type]) => type)
  return showing.length > 0 ? showing : [types[0]?.[0]]
}
