import { pipeline, Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { createGunzip } from 'node:zlib'
import type { RowsInput } from './rows-input.ts'

/** Fetches and inflates a document, in chunks of the size at which gunzip is fastest. */
export async function inflated({ origin, file }: RowsInput): Promise<Readable> {
  const response = await fetch(`${origin}/files/${file}`)
  if (!response.ok || response.body === null)
    throw new Error(`The download of ${file} failed with status ${response.status}.`)
  const body = Readable.fromWeb(response.body as ReadableStream)
  const gunzip = createGunzip({ chunkSize: 262_144 })
  pipeline(body, gunzip, () => {})
  return gunzip
}

/** Fetches, inflates and decodes a document. */
export async function* decoded(input: RowsInput): AsyncGenerator<string> {
  const decoder = new TextDecoder(input.charset)
  for await (const chunk of await inflated(input)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
