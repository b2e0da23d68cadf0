const replacement = '[removed]'

/** Patterns of Amazon's secrets: access and refresh tokens, authorization codes, client secrets. */
const secretPatterns = [
  /\bAt[a-z]{1,3}(?:\.[a-z]+)?\|[^\s"'<>,;&]+/gi,
  /\bamzn1\.oa2-cs\.[^\s"'<>,;&]+/gi,
  /\b(client_secret|refresh_token|access_token|code)=[^\s"'<>,;&]+/gi,
]

/**
 * Removes secrets from a string: the given ones, plain and form-encoded, and everything that looks like one of Amazon's.
 * The longest are removed first, because a shorter one may be a part of it.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  const forms = secrets.flatMap((secret) => [secret, formEncoded(secret), formEncoded(secret).replaceAll('+', '%20')])
  for (const form of forms.sort((one, other) => other.length - one.length)) {
    clean = clean.replaceAll(form, replacement)
  }
  for (const pattern of secretPatterns) clean = clean.replace(pattern, replacement)
  return clean
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
