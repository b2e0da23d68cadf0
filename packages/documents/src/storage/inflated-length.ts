import { documentContent } from '../content/document-content.ts'
import { storedFile } from './stored-file.ts'

/**
 * Reads a stored document to its end and inflates it if it is compressed.
 *
 * @param maxBytes Maximum number of inflated bytes. Defaults to the limits of ReadOptions.
 * @returns Number of inflated bytes.
 * @throws DocumentError if the document is damaged, incomplete or too large.
 */
export async function inflatedLength(
  reportDocumentId: string,
  path: string,
  signal: AbortSignal,
  maxBytes: number | undefined,
): Promise<number> {
  const open = async () => storedFile({ reportDocumentId, path, signal })
  const content = documentContent({ reportDocumentId, fallbackCharset: 'utf-8', open }, { maxBytes })
  let length = 0
  for await (const chunk of content.bytes(signal)) length += chunk.length
  return length
}
