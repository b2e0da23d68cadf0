import {
  type ApiResponse,
  type Authorize,
  type CallOptions,
  createRequest,
  type Operation,
  type RequestOptions,
} from '@reportline/request'

/** What a call sends. */
export interface CallInput {
  /** The parameters of the query. Separate the values of a list with commas. */
  readonly query?: Readonly<Record<string, string>> | undefined
  /** The body as JSON. */
  readonly body?: string | undefined
}

/** A method of an account that calls any operation of the API. */
export interface RawCalls {
  /**
   * Calls an operation by its method and path, also one that no method of the client covers. The call is authorized or
   * signed like any other. If the specification has the operation, the call counts against its rate limit, together with
   * those of the client, and is retried where that is safe. Any other operation is called without a rate limit.
   *
   * @param method The HTTP method, such as `GET`.
   * @param path The path as in Amazon's documentation, such as `/reports/2021-06-30/reports`. It can contain a query.
   * @param input Optional: `query` and `body`.
   * @param options Optional: `signal`, `deadline` and `headers`.
   * @returns The parsed body, the status, the headers and the request id.
   * @throws TypeError if the method or the path is invalid.
   * @throws ApiError if Amazon responds with a status other than 2xx; RequestError if there is no valid response;
   *   AuthError if there is no token; the signal's reason if it was aborted.
   * @example
   * const { body } = await account.call('GET', '/sellers/v1/marketplaceParticipations')
   */
  call(method: string, path: string, input?: CallInput, options?: CallOptions): Promise<ApiResponse<unknown>>
}

/** The options of the clients of an account. */
interface RawCallOptions extends RequestOptions {
  readonly baseUrl: string
  readonly authorize: Authorize
}

/**
 * Creates the method.
 *
 * @param operations The operations of the specifications, which have rate limits.
 */
export function rawCalls(options: RawCallOptions, operations: Readonly<Record<string, Operation>>): RawCalls {
  const request = createRequest(options)
  return {
    async call(method, path, { query = {}, body } = {}, callOptions) {
      const url = urlOf(options.baseUrl, path, query)
      checkMethod(method, body)
      const [pathname = ''] = path.split('?')
      const known = Object.values(operations).find((each) => each.method === method && matches(each, pathname))
      const operation = known ?? unknownOperation(method, pathname)
      const headers = body === undefined ? {} : { 'content-type': 'application/json' }
      const init = { method, headers, ...(body === undefined ? {} : { body }) }
      return request(operation, ({ fetch }) => fetch(new Request(url, init)), callOptions)
    },
  }
}

function matches({ path: template }: Operation, path: string): boolean {
  const segments = path.split('/')
  const expected = template.split('/')
  return (
    segments.length === expected.length &&
    expected.every((segment, index) => (segment.startsWith('{') ? segments[index] !== '' : segment === segments[index]))
  )
}

const repeatable = new Set(['GET', 'HEAD', 'PUT', 'DELETE'])

function unknownOperation(method: string, path: string): Operation {
  return { id: 'call', method, path, idempotent: repeatable.has(method) }
}

function checkMethod(method: string, body: string | undefined): void {
  if (!/^[A-Z]+$/.test(method)) throw new TypeError('`method` must be an HTTP method in capital letters, such as GET.')
  if (body !== undefined && (method === 'GET' || method === 'HEAD')) {
    throw new TypeError(`\`body\` must not be set: a ${method} request has no body.`)
  }
}

function urlOf(baseUrl: string, path: string, query: Readonly<Record<string, string>>): URL {
  if (!/^\/(?!\/)/.test(path)) {
    throw new TypeError('`path` must start with one slash, such as /reports/2021-06-30/reports. Leave out the host.')
  }
  const url = new URL(baseUrl.replace(/\/+$/, '') + path)
  for (const [name, value] of Object.entries(query)) url.searchParams.append(name, value)
  return url
}
