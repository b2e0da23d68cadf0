/** The first and the last byte, both inclusive. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

/**
 * Parses a `Range` header like S3, which supports a single range of bytes and ignores any other value (RFC 9110, section
 * 14.2).
 *
 * @param size The size of the whole object in bytes.
 * @returns The range, `'whole'` if the header is ignored, or `'unsatisfiable'` if the range is outside the object.
 */
export function parseRange(header: string | null | undefined, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? '')
  const [, from = '', to = ''] = match ?? []
  if (match === null || (from === '' && to === '')) return 'whole'
  if (from === '') return suffix(Number(to), size)
  const first = Number(from)
  if (to !== '' && Number(to) < first) return 'whole'
  if (first >= size) return 'unsatisfiable'
  return { first, last: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
}

function suffix(length: number, size: number): ByteRange | 'unsatisfiable' {
  if (length === 0 || size === 0) return 'unsatisfiable'
  return { first: Math.max(0, size - length), last: size - 1 }
}
