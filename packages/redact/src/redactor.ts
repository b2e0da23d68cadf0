import { secretForms } from './secret-forms.ts'
import { tokenPatterns } from './token-patterns.ts'
import { withoutEscapes } from './without-escapes.ts'

/** Removes credentials from a text. It returns a text without them unchanged. */
export type Redactor = (text: string) => string

const replacement = '[removed]'

/**
 * So many successive characters of a secret, in any form, are removed. Shorter parts cannot be told from ordinary words.
 */
const minPartLength = 10

/** Shorter secrets are none, and removing them would make a text unreadable. */
const minSecretLength = 6

/** The longest text that is checked. The rest is removed. */
const maxTextLength = 65_536

/**
 * Creates a function that removes credentials from text that a server or a library chose, which may repeat what it was sent.
 *
 * It removes the given secrets in whatever form they are repeated: plain, URL-encoded once or twice, HTML-escaped, in
 * hexadecimal or Base64, in upper or lower case, without their prefix, and cut. Without being given, it removes what looks
 * like a token of Amazon, a credential of AWS, the query of a presigned URL, or a private key.
 *
 * @param secrets The secrets of the caller. They are kept in a closure, so inspecting the function does not show them.
 * @returns The function. Use it at the one place where a text enters, before it is put into an error, an event or a file.
 * @example
 * ```ts
 * import { redactor } from '@reportline/redact'
 *
 * const redact = redactor(['amzn1.oa2-cs.v1.0123456789abcdef'])
 * console.log(redact('invalid secret 0123456789ABCDEF')) // invalid secret [removed]
 * ```
 */
export function redactor(secrets: readonly string[] = []): Redactor {
  let parts: Parts | undefined
  return (text) => {
    let clean = text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text
    for (const { pattern, replace } of tokenPatterns) clean = clean.replace(pattern, replace)
    if (secrets.length === 0) return clean
    // Built on first use, because most requests succeed and quote nothing.
    parts ??= partsOf(secrets)
    return removeParts(clean, parts)
  }
}

/** The parts of secrets by which they are found, in lower case. */
interface Parts {
  /** Every sequence of `minPartLength` characters of every form. */
  readonly sequences: ReadonlySet<string>
  /** Forms that are shorter than that. */
  readonly short: readonly string[]
}

function partsOf(secrets: readonly string[]): Parts {
  const sequences = new Set<string>()
  const short: string[] = []
  for (const secret of secrets) {
    if (secret.length < minSecretLength) continue
    // A secret may contain what looks like an escape.
    for (const form of [...secretForms(secret), withoutEscapes(secret).text]) {
      const lower = form.toLowerCase()
      if (lower.length < minPartLength) short.push(lower)
      for (let start = 0; start + minPartLength <= lower.length; start++) {
        sequences.add(lower.slice(start, start + minPartLength))
      }
    }
  }
  return { sequences, short: short.sort((one, other) => other.length - one.length) }
}

/** Replaces every stretch of the text that consists of parts, escaped or not. */
function removeParts(original: string, { sequences, short }: Parts): string {
  const { text, originalIndex } = withoutEscapes(original)
  const lower = lowerCase(text)
  let clean = ''
  let kept = 0
  for (let index = 0; index < lower.length; ) {
    const end = endOfSecret(lower, index, sequences, short)
    if (end === index) {
      index += 1
      continue
    }
    clean += original.slice(kept, originalIndex(index)) + replacement
    index = end
    kept = originalIndex(end)
  }
  return clean + original.slice(kept)
}

/** Where the secret ends that starts at the index; the index itself if none does. */
function endOfSecret(text: string, index: number, sequences: ReadonlySet<string>, short: readonly string[]): number {
  let end = index
  for (let start = index; sequences.has(text.slice(start, start + minPartLength)); start++) end = start + minPartLength
  return end > index ? end : index + (short.find((form) => text.startsWith(form, index))?.length ?? 0)
}

/** Has the same length as the text, unlike `toLowerCase()` of some characters such as `İ`. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
}
