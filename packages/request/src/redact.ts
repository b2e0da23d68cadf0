const secretName = /auth|token|secret|signature|credential|password|cookie|key/i

/** Set by some signers, no secrets, and wanted where a service explains why a signature does not fit. */
const harmlessHeader = /^(accept|content-.*|user-agent|.*\b(date|host|region))$/

/** Shorter values are not worth hiding, and hiding them would make a message unreadable. */
const shortest = 6

/** The longest text of the service that a message quotes. */
const longest = 500

/**
 * The values in a request that nobody may read in an error: the headers that `authorize` set, and headers and query
 * parameters whose names say so.
 *
 * @param before - the headers before `authorize`
 */
export function secretsOf(request: Request, before: Headers): string[] {
  const secrets: string[] = []
  for (const [name, value] of request.headers) {
    const isSet = before.get(name) !== value && !harmlessHeader.test(name)
    if (isSet || secretName.test(name)) secrets.push(value, ...credentialsIn(value))
  }
  for (const [name, value] of new URL(request.url).searchParams) {
    if (secretName.test(name)) secrets.push(value, encodeURIComponent(value))
  }
  // The longest first, so that no part of one is left over when a shorter one stands inside it.
  return secrets.filter((secret) => secret.length >= shortest).sort((one, other) => other.length - one.length)
}

/** What follows the scheme in `Bearer abc` and in `SCHEME Id=abc, Signature=def`. */
function credentialsIn(value: string): string[] {
  return value
    .split(/[\s,]+/)
    .slice(1)
    .map((part) => part.replace(/^\w+=/, ''))
}

/** A text of the service as a message may quote it: no secrets, no control characters, not endless. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) clean = clean.replaceAll(secret, '[removed]')
  clean = clean.replace(/\p{Cc}+/gu, ' ').trim()
  return clean.length > longest ? `${clean.slice(0, longest)}…` : clean
}
