import { mkdir } from 'node:fs/promises'
import { startChild } from '../measure/child.ts'
import { cacheFolder } from './cached-document.ts'

/** Runs a function while the server runs in another process. The function receives the URL of the server. */
export async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  await mkdir(cacheFolder, { recursive: true })
  const server = await startChild('serve', { folder: cacheFolder })
  try {
    return await work(String(server.measured.found.url))
  } finally {
    server.end()
  }
}
