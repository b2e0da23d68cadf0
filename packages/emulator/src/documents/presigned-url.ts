import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** Who signs, and where: Amazon Signature Version 4 in query parameters, as S3 has it. */
export interface Signer {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Scheme, host and port that the URLs begin with. */
  readonly origin: string
}

export interface Presigning {
  /** Absolute path, already escaped. */
  readonly path: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
  /** Seconds that the URL works for. */
  readonly expiresIn: number
  /** Further parameters under the signature. */
  readonly parameters?: Readonly<Record<string, string>>
}

export type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'expired'; readonly expires: number; readonly seconds: number }

const algorithm = 'AWS4-HMAC-SHA256'

/** A URL that may be fetched with GET until it expires. */
export function presign(signer: Signer, { path, now, expiresIn, parameters = {} }: Presigning): string {
  const date = compactDate(now)
  const query = new URLSearchParams({
    ...parameters,
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${signer.accessKeyId}/${scopeOf(date)}`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(expiresIn),
    'X-Amz-SignedHeaders': 'host',
  })
  query.set('X-Amz-Signature', signature(signer, 'GET', path, query))
  return `${signer.origin}${path}?${escapeQuery(query)}`
}

/** Judges a URL that came back. The host is the signer's own: what the request calls it does not matter. */
export function verify(signer: Signer, method: string, path: string, query: URLSearchParams, now: number): Verdict {
  const sent = query.get('X-Amz-Signature')
  const signedAt = instantOf(query.get('X-Amz-Date') ?? '')
  const seconds = Number(query.get('X-Amz-Expires'))
  if (sent === null || query.get('X-Amz-Algorithm') !== algorithm || Number.isNaN(signedAt)) return { kind: 'unsigned' }
  const expected = Buffer.from(signature(signer, method, path, query))
  const given = Buffer.from(sent)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { kind: 'mismatch' }
  const expires = signedAt + seconds * 1000
  return now > expires ? { kind: 'expired', expires, seconds } : { kind: 'valid' }
}

function signature(signer: Signer, method: string, path: string, query: URLSearchParams): string {
  const signed = new URLSearchParams([...query].filter(([name]) => name !== 'X-Amz-Signature'))
  signed.sort()
  const { host } = new URL(signer.origin)
  const request = [method, path, escapeQuery(signed), `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n')
  const date = query.get('X-Amz-Date') ?? ''
  const scope = scopeOf(date)
  const text = [algorithm, date, scope, createHash('sha256').update(request).digest('hex')].join('\n')
  const key = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${signer.secretAccessKey}`)
  return hmac(key, text).toString('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function scopeOf(date: string): string {
  return `${date.slice(0, 8)}/us-east-1/s3/aws4_request`
}

/** Signature Version 4 escapes a space as %20, never as a plus. */
function escapeQuery(query: URLSearchParams): string {
  return query.toString().replaceAll('+', '%20')
}

/** 20260304T120000Z */
function compactDate(instant: number): string {
  return new Date(instant).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
}

function instantOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}
