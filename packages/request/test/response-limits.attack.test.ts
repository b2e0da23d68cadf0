import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const run = promisify(execFile)
const megabyte = 1_000_000

interface Outcome {
  readonly message: string
  readonly grownBytes: number
}

/** Requests a page in a process of its own from a server that responds as given. */
async function request(respond: (response: ServerResponse) => void): Promise<Outcome & { readonly requests: number }> {
  let requests = 0
  const server = createServer((_, response) => {
    requests += 1
    respond(response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const program = fileURLToPath(new URL('read-hostile-response.ts', import.meta.url))
    const { stdout } = await run(process.execPath, [program, `http://127.0.0.1:${port}`])
    const outcome: Outcome = JSON.parse(stdout)
    return { ...outcome, requests }
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** Sends spaces until the client closes the connection. */
function sendForever(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536, ' ')
  const send = () => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', send)
  send()
}

describe('the response of an API', () => {
  const bomb = gzipSync(gzipSync(Buffer.alloc(256 * megabyte)))

  test.each([200, 500])(
    'with status %i is not inflated without limit, although it was compressed twice',
    async (status) => {
      const { message, grownBytes, requests } = await request((response) => {
        response.writeHead(status, { 'content-encoding': 'gzip, gzip', 'content-length': bomb.length }).end(bomb)
      })
      expect(message).toMatch(status === 200 ? 'has more than 8388608 bytes. Request smaller pages' : 'failed: 500.')
      expect(requests).toBe(status === 200 ? 1 : 2)
      expect(grownBytes).toBeLessThan(100 * megabyte)
    },
  )

  test.each([200, 500])('with status %i is not read without limit, although it never ends', async (status) => {
    const { message, grownBytes, requests } = await request((response) => {
      response.writeHead(status)
      sendForever(response)
    })
    expect(message).toMatch(status === 200 ? 'has more than 8388608 bytes. Request smaller pages' : 'failed: 500.')
    expect(requests).toBe(status === 200 ? 1 : 2)
    expect(grownBytes).toBeLessThan(100 * megabyte)
  })
})
