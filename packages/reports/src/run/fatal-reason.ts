import { DocumentError, type ReportDocument } from '@reportline/documents'

/** The document of a fatal report is short. No more characters are read. */
const maxDocumentLength = 65_536
const maxReasonLength = 2_000

/**
 * Reads why a report failed from its document. Some report types have `{"errorDetails": "…"}` there, others plain text.
 *
 * @returns The reason, at most 2,000 characters; undefined for an empty document.
 */
export async function readFatalReason(document: ReportDocument, signal?: AbortSignal): Promise<string | undefined> {
  const text = await document.text({ maxLength: maxDocumentLength, signal })
  const reason = (errorDetails(text) ?? text).trim().slice(0, maxReasonLength)
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

/** Returns the code of an error, for an event. */
export function codeOf(error: unknown): string {
  if (error instanceof DocumentError) return error.code
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'ERROR'
}
