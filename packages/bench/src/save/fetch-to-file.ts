import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { SaveInput } from './save-input.ts'

/** Pipes the response of fetch to a file. */
export async function fetchToFile({ origin, file, path, sync }: SaveInput): Promise<Record<string, number>> {
  const response = await fetch(`${origin}/files/${file}`)
  if (!response.ok || response.body === null)
    throw new Error(`The download of ${file} failed with status ${response.status}.`)
  const target = createWriteStream(path, { flush: sync === true })
  await pipeline(Readable.fromWeb(response.body as ReadableStream), target)
  return { bytes: target.bytesWritten }
}
