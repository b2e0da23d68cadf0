import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { AuthError } from '@reportline/auth'
import { UsageError } from '../../errors/usage-error.ts'
import type { Terminal } from '../../terminal.ts'

/** What the redirect must contain. */
export interface ExpectedRedirect {
  /** With the port 0, a free port is used. */
  readonly redirectUri: string
  /** The value that proves that the redirect belongs to this login. */
  readonly state: string
  /** The parameter with the authorization code. */
  readonly codeParameter: string
}

/** Waits for the redirect after the consent: on a port of this machine, and as a URL that the user pastes. */
export interface RedirectReceiver extends AsyncDisposable {
  /** The redirect URI, with the port that was chosen. */
  readonly redirectUri: string
  /** Whether the redirect URI is served by this machine. */
  readonly listens: boolean
  /**
   * The authorization code.
   *
   * @throws AuthError if the owner of the account refused; UsageError if no redirect can arrive any more.
   */
  code(signal: AbortSignal): Promise<string>
}

const loopbackHosts = ['localhost', '127.0.0.1', '[::1]']

/**
 * Starts to wait for a redirect.
 *
 * @throws UsageError if the redirect URI is invalid, or its port is in use.
 */
export async function openRedirectReceiver(expected: ExpectedRedirect, terminal: Terminal): Promise<RedirectReceiver> {
  const uri = readUri(expected.redirectUri)
  let resolve: (code: string) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<string>((onCode, onError) => {
    resolve = onCode
    reject = onError
  })
  // Handled by `code`, which may be called later.
  promise.catch(() => {})
  const listens = uri.protocol === 'http:' && loopbackHosts.includes(uri.hostname)
  const settle = (result: RedirectResult): void => {
    if ('code' in result) resolve(result.code)
    else if (result.refused) reject(new AuthError({ code: 'REFUSED', problem: result.problem }))
  }
  const server = listens ? await listen(uri, expected, settle) : undefined
  const lines = createInterface({ input: inputOf(terminal) })
  lines.on('line', (line) => {
    if (line.trim() === '') return
    const result = readRedirect(line.trim(), expected)
    if ('problem' in result && !result.refused) terminal.stderr.write(`${result.problem}\n`)
    settle(result)
  })
  if (server === undefined) {
    lines.on('close', () =>
      reject(new UsageError('No URL was pasted. Paste the URL to which Amazon redirects the browser.')),
    )
  }
  return {
    redirectUri: server === undefined ? expected.redirectUri : withPort(expected.redirectUri, server),
    listens,
    code(signal) {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      if (signal.aborted) reject(signal.reason)
      return promise
    },
    async [Symbol.asyncDispose]() {
      lines.close()
      if (server === undefined) return
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

function readUri(text: string): URL {
  const uri = URL.parse(text)
  if (uri !== null && /^https?:$/.test(uri.protocol)) return uri
  throw new UsageError(`--redirect-uri must be a URL such as http://localhost:8400/, not ${JSON.stringify(text)}.`)
}

function inputOf({ stdin }: Terminal): NodeJS.ReadableStream {
  return stdin instanceof Readable ? stdin : Readable.from(stdin)
}

/** Keeps the rest of the URI as it was written, because Amazon compares it with the one of the application. */
function withPort(redirectUri: string, server: Server): string {
  return redirectUri.replace(/:0(?=\/|$)/, `:${(server.address() as AddressInfo).port}`)
}

async function listen(uri: URL, expected: ExpectedRedirect, settle: (result: RedirectResult) => void): Promise<Server> {
  const server = createServer((request, response) => {
    const result = new URL(request.url ?? '/', uri).pathname === uri.pathname && readRequest(request, uri, expected)
    if (result === false) return respond(response, 404, 'This is not the redirect URI.')
    if ('problem' in result) respond(response, 400, result.problem)
    else respond(response, 200, 'Amazon has authorized the application. Return to the terminal.')
    settle(result)
  })
  server.listen(Number(uri.port || 80), uri.hostname.replaceAll(/[[\]]/g, ''))
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw new UsageError(`Cannot listen on ${uri.host} (${code}). Pass another redirect URI with --redirect-uri.`)
  }
  return server
}

function readRequest(request: IncomingMessage, uri: URL, expected: ExpectedRedirect): RedirectResult {
  return readRedirect(new URL(request.url ?? '/', uri).href, expected)
}

function respond(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    connection: 'close',
  })
  response.end(`${text}\n`)
}

type RedirectResult =
  | { readonly code: string }
  | { readonly problem: string /** Whether this is Amazon's answer to this login. */; readonly refused: boolean }

function readRedirect(text: string, { state, codeParameter }: ExpectedRedirect): RedirectResult {
  const url = URL.parse(text)
  if (url === null)
    return { problem: 'This is not a URL. Paste the whole URL, from https:// to the end.', refused: false }
  const { searchParams } = url
  if (searchParams.get('state') !== state) {
    return { problem: 'The URL does not belong to this login: its parameter state differs.', refused: false }
  }
  const error = searchParams.get('error')
  if (error !== null) return { problem: `Amazon did not authorize the application: ${error}.`, refused: true }
  const code = searchParams.get(codeParameter)
  if (code === null || code === '') return { problem: `The URL has no parameter ${codeParameter}.`, refused: false }
  return { code }
}
