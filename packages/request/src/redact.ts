import { type Redactor, redactor } from '@reportline/redact'

const secretName = /auth|token|secret|signature|credential|password|cookie|key/i

/** Headers that some signers set. They are not secret, and services quote them to explain an invalid signature. */
const harmlessHeader = /^(accept|content-.*|user-agent|.*\b(date|host|region))$/

/** Parameters of an authorization that are not secret, and that services quote too. */
const harmlessParameter = /^(PublicKeyId|SignedHeaders|Credential|Id)=/i

/** The maximum number of characters of the service that a message quotes. */
const maxQuoteLength = 500

/** Removes the credentials of one request from text that the service chose. */
export interface RequestRedactor {
  /** Returns a text as a message may quote it: shortened, without credentials and control characters. */
  quote(text: string): string
  readonly redact: Redactor
}

/**
 * Creates the redactor of a request. Its secrets are the headers that `authorize` set, and the headers and query parameters
 * with a telling name. They are read when a text has to be checked, because most responses quote nothing.
 *
 * @param headersBefore - the headers before `authorize`
 */
export function requestRedactor(request: Request, headersBefore: Headers): RequestRedactor {
  let own: Redactor | undefined
  const redact: Redactor = (text) => {
    own ??= redactor(secretsOf(request, headersBefore))
    return own(text)
  }
  return { redact, quote: (text) => shorten(redact(text)) }
}

function shorten(text: string): string {
  const clean = text.replace(/\p{Cc}+/gu, ' ').trim()
  return clean.length > maxQuoteLength ? `${clean.slice(0, maxQuoteLength)}…` : clean
}

/** Returns the values of a request that must not appear in an error. */
function secretsOf(request: Request, headersBefore: Headers): string[] {
  const secrets: string[] = []
  for (const [name, value] of request.headers) {
    const isSet = headersBefore.get(name) !== value && !harmlessHeader.test(name)
    if (isSet || secretName.test(name)) secrets.push(...credentialsIn(value))
  }
  for (const [name, value] of new URL(request.url).searchParams) {
    if (secretName.test(name)) secrets.push(value)
  }
  return secrets
}

/** The whole value, or the secrets after the scheme in `Bearer abc` and in `SCHEME Id=abc, Signature=def`. */
function credentialsIn(value: string): string[] {
  const [first = '', ...others] = value.split(/[\s,]+/).filter((part) => part !== '')
  if (others.length === 0) return [first]
  return others.filter((part) => !harmlessParameter.test(part)).map((part) => part.replace(/^\w+=/, ''))
}
