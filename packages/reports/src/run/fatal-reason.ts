import type { ReportDocument } from '@reportline/documents'
import { DocumentError } from '@reportline/documents'

/** The document of a fatal report is short; more than this of it is not read. Bytes. */
const longestDocument = 65_536
const longestReason = 2_000

/**
 * Reads from the document of a fatal report why it failed: some report types put `{"errorDetails": "…"}` there, others
 * plain text.
 *
 * @returns The reason; undefined for an empty document.
 */
export async function readFatalReason(document: ReportDocument, signal?: AbortSignal): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of document.bytes(signal === undefined ? {} : { signal })) {
    chunks.push(chunk)
    length += chunk.length
    if (length > longestDocument) break
  }
  const decoder = new TextDecoder()
  const text = decoder.decode(Buffer.concat(chunks).subarray(0, longestDocument), { stream: true }) + decoder.decode()
  const reason = (errorDetails(text) ?? text).trim().slice(0, longestReason)
  return reason === '' ? undefined : reason
}

function errorDetails(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || !('errorDetails' in value)) return undefined
    return typeof value.errorDetails === 'string' ? value.errorDetails : JSON.stringify(value.errorDetails)
  } catch {
    return undefined
  }
}

/** The code of whatever went wrong while reading, for an event. */
export function codeOf(error: unknown): string {
  if (error instanceof DocumentError) return error.code
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'ERROR'
}
