import { type Charset, decoderFor } from './charset.ts'

/** Zero bytes that a text must have at even or at odd positions only, to be UTF-16. */
const minZeroBytes = 2

/** Returns the charset of UTF-16 without a byte order mark: every other byte of its ASCII characters is zero. */
export function utf16Of(head: Uint8Array): Charset | undefined {
  const zeros = [0, 0]
  for (const [index, byte] of head.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even === 0 && odd >= minZeroBytes) return { name: 'utf-16le', from: 'bytes' }
  return odd === 0 && even >= minZeroBytes ? { name: 'utf-16be', from: 'bytes' } : undefined
}

/** Returns the charset that an XML declaration names. UTF-16 cannot be right there: the declaration was read as ASCII. */
export function xmlDeclarationLabel(head: Uint8Array): string | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1')
  const label = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(text)?.[1]
  return label === undefined || /^utf-?16/i.test(label) ? undefined : label
}

/**
 * Returns whether bytes with characters beyond ASCII are UTF-8: whether more of those are valid than invalid. A few bytes
 * of another charset do not make a document a different one.
 *
 * @param isLast Whether the document ends there. If not, the last character may be incomplete.
 */
export function isUtf8(bytes: Uint8Array, isLast: boolean): boolean {
  let valid = 0
  let invalid = 0
  for (const character of new TextDecoder().decode(bytes, { stream: !isLast })) {
    if (character === '\ufffd') invalid += 1
    else if (character > '\u007f') valid += 1
  }
  return valid > invalid
}

/** Text that only bytes of Shift_JIS give: kana, or ideographs side by side. */
const japanese = /[\u3041-\u30fa]|[\uff66-\uff9f]{3}|[\u4e00-\u9fff]{2}/

/** Returns whether bytes are Japanese text in Shift_JIS, and not a Western text in which single letters look like it. */
function isShiftJis(bytes: Uint8Array, isLast: boolean): boolean {
  try {
    return japanese.test(new TextDecoder('shift_jis', { fatal: true }).decode(bytes, { stream: !isLast }))
  } catch {
    return false
  }
}

/** Returns the charset of bytes that nothing declares and that are not UTF-8. */
export function resolveFallback(fallback: string, bytes: Uint8Array, isLast: boolean): string {
  if (fallback !== 'detect') return decoderFor(fallback).encoding
  return isShiftJis(bytes, isLast) ? 'shift_jis' : 'windows-1252'
}
