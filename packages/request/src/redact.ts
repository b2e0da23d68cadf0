const secretName = /auth|token|secret|signature|credential|password|cookie|key/i

/** Headers that some signers set. They are not secret, and services quote them to explain an invalid signature. */
const harmlessHeader = /^(accept|content-.*|user-agent|.*\b(date|host|region))$/

/** Shorter values are no secrets, and removing them would make a message unreadable. In characters. */
const minSecretLength = 6

/** The maximum number of characters of the service that a message quotes. */
const maxQuoteLength = 500

/**
 * Returns the values of a request that must not appear in an error: the headers that `authorize` set, and headers and query
 * parameters with a telling name.
 *
 * @param headersBefore - the headers before `authorize`
 */
export function secretsOf(request: Request, headersBefore: Headers): string[] {
  const secrets: string[] = []
  for (const [name, value] of request.headers) {
    const isSet = headersBefore.get(name) !== value && !harmlessHeader.test(name)
    if (isSet || secretName.test(name)) secrets.push(value, ...credentialsIn(value))
  }
  for (const [name, value] of new URL(request.url).searchParams) {
    if (secretName.test(name)) secrets.push(value, encodeURIComponent(value))
  }
  // The longest first, because a shorter one may be a part of it.
  return secrets.filter((secret) => secret.length >= minSecretLength).sort((one, other) => other.length - one.length)
}

/** The values after the scheme in `Bearer abc` and in `SCHEME Id=abc, Signature=def`. */
function credentialsIn(value: string): string[] {
  return value
    .split(/[\s,]+/)
    .slice(1)
    .map((part) => part.replace(/^\w+=/, ''))
}

/** Returns a string of the service as a message may quote it: shortened, without secrets and control characters. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text
  for (const secret of secrets) clean = clean.replaceAll(secret, '[removed]')
  clean = clean.replace(/\p{Cc}+/gu, ' ').trim()
  return clean.length > maxQuoteLength ? `${clean.slice(0, maxQuoteLength)}…` : clean
}
