const mark = '[removed]'

/** The forms of Amazon's own secrets: access and refresh tokens, authorization codes, client secrets. */
const secretForms = [
  /\bAt[a-z]{1,3}(?:\.[a-z]+)?\|[^\s"'<>,;&]+/gi,
  /\bamzn1\.oa2-cs\.[^\s"'<>,;&]+/gi,
  /\b(client_secret|refresh_token|access_token|code)=[^\s"'<>,;&]+/gi,
]

/**
 * Removes from a text the given secrets, plain and form-encoded, and whatever has the form of one of Amazon's.
 * Long secrets go first, so that one that begins with another is removed whole.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  let clean = text
  const forms = secrets.flatMap((secret) => [secret, formEncoded(secret), formEncoded(secret).replaceAll('+', '%20')])
  for (const form of forms.sort((one, other) => other.length - one.length)) {
    clean = clean.replaceAll(form, mark)
  }
  for (const form of secretForms) clean = clean.replace(form, mark)
  return clean
}

function formEncoded(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
