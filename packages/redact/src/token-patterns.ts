/** A form of credential that is recognized without being known, and what replaces it. */
export interface TokenPattern {
  readonly pattern: RegExp
  readonly replace: string
}

/** What ends a token in a text. */
const rest = String.raw`[^\s"'<>,;&(){}\[\]]*`
/** An equals sign, also URL-encoded, or the colon of JSON. */
const equals = String.raw`(?:=|%3D|%253D|"?\s*:\s*"?)`

/** The credentials of Amazon and AWS, by their form. Linear: no pattern contains a repetition within a repetition. */
export const tokenPatterns: readonly TokenPattern[] = [
  // Access tokens, refresh tokens and restricted data tokens, whose bar may be escaped.
  tokens(String.raw`\bAt[a-z]{1,3}(?:\.[a-z]{1,10})?(?:\||%7C|%257C|&#124;|&#x7c;|&vert;|&verbar;|\\u007c)`),
  tokens(String.raw`\bamzn1\.oa2-cs\.`),
  named('client_secret|refresh_token|access_token|id_token|restrictedDataToken|code'),
  // AWS credentials, and the parameters of presigned URLs.
  named('X-Amz-(?:Signature|Security-Token|Credential)|AWSAccessKeyId|Signature|aws_session_token|SessionToken'),
  named('aws_secret_access_key|SecretAccessKey|secretAccessKey'),
  { pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{12,124}\b/g, replace: '[removed]' },
  { pattern: /\b(?:IQoJ|FwoG|FQoG)[A-Za-z0-9+/=_%-]{20,4000}/g, replace: '[removed]' },
  {
    pattern: /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[^-]*(?:-----END [A-Z ]{0,40}PRIVATE KEY-----)?/g,
    replace: '[removed]',
  },
  // The query of a presigned URL gives access to a document.
  { pattern: /(\bhttps?:\/\/[^\s"'<>?]{1,2000})\?[^\s"'<>]*/gi, replace: '$1?[removed]' },
]

function tokens(prefix: string): TokenPattern {
  return { pattern: new RegExp(prefix + rest, 'gi'), replace: '[removed]' }
}

/** Keeps the name of a parameter and removes its value. */
function named(names: string): TokenPattern {
  return {
    pattern: new RegExp(String.raw`\b(${names})${equals}[^\s"'<>,;&(){}\[\]]{6,}`, 'gi'),
    replace: '$1=[removed]',
  }
}
