import { UsageError } from '../../errors/usage-error.ts'

/** An HTTP request as it was sent. */
export interface RawRequest {
  readonly method: string
  /** As in the request line. */
  readonly url: string
  readonly headers: Readonly<Record<string, readonly string[]>>
  readonly body: Uint8Array
}

/**
 * Parses an HTTP/1.1 request: request line, headers, an empty line, and the body. Lines may end with or without a
 * carriage return. `content-length` truncates the body, so that a line break added by a shell is ignored.
 *
 * @throws UsageError if it is not a request. The message does not contain the input.
 */
export function readRequest(bytes: Uint8Array): RawRequest {
  const buffer = Buffer.from(bytes)
  // Latin-1 has one character per byte, so that the index in the string is the index in the bytes.
  const end = /\r?\n\r?\n/.exec(buffer.toString('latin1'))
  const [first = '', ...lines] = buffer.subarray(0, end?.index).toString('utf8').trimEnd().split(/\r?\n/)
  const [, method, url] = /^([A-Za-z]+) (\S+)(?: HTTP\/[\d.]+)?$/.exec(first) ?? []
  if (method === undefined || url === undefined) {
    throw new UsageError('Standard input must start with a request line like "GET /v2/reports HTTP/1.1".')
  }
  const headers = readHeaders(lines)
  const body = end === null ? buffer.subarray(0, 0) : buffer.subarray(end.index + end[0].length)
  return { method, url, headers, body: body.subarray(0, readLength(headers) ?? body.length) }
}

function readLength({ 'content-length': values = [] }: RawRequest['headers']): number | undefined {
  const [value] = values
  if (value === undefined) return undefined
  if (/^\s*\d+\s*$/.test(value)) return Number(value)
  throw new UsageError('The content-length of the request must be a number of bytes.')
}

function readHeaders(lines: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {}
  for (const [index, line] of lines.entries()) {
    const [, name, value = ''] = /^([!#$%&'*+.^_`|~\w-]+):(.*)$/.exec(line) ?? []
    if (name === undefined) {
      throw new UsageError(`Line ${index + 2} of the request must be a header like "accept: application/json".`)
    }
    const values = headers[name.toLowerCase()] ?? []
    headers[name.toLowerCase()] = [...values, value]
  }
  return headers
}
