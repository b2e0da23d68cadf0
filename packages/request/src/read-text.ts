/** The start of a body, or all of it. */
export interface TextRead {
  readonly text: string
  /** Whether the body has more bytes than the limit. They were not read. */
  readonly isTooLong: boolean
}

/**
 * Reads the body of a response as UTF-8 and ends the response once it exceeds a limit. The limit counts inflated bytes,
 * because a kilobyte on the wire can inflate to gigabytes.
 *
 * @throws the error of the connection
 */
export async function readText(response: Response, maxBytes: number): Promise<TextRead> {
  const reader = response.body?.getReader()
  const decoder = new TextDecoder()
  let bytes = 0
  let text = ''
  for (let chunk = await reader?.read(); chunk?.value !== undefined; chunk = await reader?.read()) {
    bytes += chunk.value.length
    if (bytes > maxBytes) {
      void reader?.cancel().catch(() => {})
      return { text, isTooLong: true }
    }
    text += decoder.decode(chunk.value, { stream: true })
  }
  return { text: text + decoder.decode(), isTooLong: false }
}
