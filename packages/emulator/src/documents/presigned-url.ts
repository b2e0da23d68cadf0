import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** The key and the origin of presigned URLs, which use AWS Signature Version 4 in query parameters like S3. */
export interface Signer {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Scheme, host and port of the URLs. */
  readonly origin: string
}

export interface PresignOptions {
  /** Absolute path, percent-encoded. */
  readonly path: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: number
  readonly lifetimeSeconds: number
  /** Additional query parameters. They are signed too. */
  readonly parameters?: Readonly<Record<string, string>>
}

export type UrlVerification =
  | { readonly kind: 'valid' }
  | { readonly kind: 'unsigned' }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'expired'; readonly expiresAt: number; readonly lifetimeSeconds: number }

const algorithm = 'AWS4-HMAC-SHA256'

/** Creates a URL that can be fetched with GET until it expires. */
export function presign(signer: Signer, { path, now, lifetimeSeconds, parameters = {} }: PresignOptions): string {
  const date = compactDate(now)
  const query = new URLSearchParams({
    ...parameters,
    'X-Amz-Algorithm': algorithm,
    'X-Amz-Credential': `${signer.accessKeyId}/${scopeOf(date)}`,
    'X-Amz-Date': date,
    'X-Amz-Expires': String(lifetimeSeconds),
    'X-Amz-SignedHeaders': 'host',
  })
  query.set('X-Amz-Signature', signature(signer, 'GET', path, query))
  return `${signer.origin}${path}?${escapeQuery(query)}`
}

/** Verifies a presigned URL. The signature covers the signer's host, so the request's Host header does not matter. */
export function verify(
  signer: Signer,
  method: string,
  path: string,
  query: URLSearchParams,
  now: number,
): UrlVerification {
  const sent = query.get('X-Amz-Signature')
  const signedAt = instantOf(query.get('X-Amz-Date') ?? '')
  const lifetimeSeconds = Number(query.get('X-Amz-Expires'))
  if (sent === null || query.get('X-Amz-Algorithm') !== algorithm || Number.isNaN(signedAt)) return { kind: 'unsigned' }
  const expected = Buffer.from(signature(signer, method, path, query))
  const actual = Buffer.from(sent)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return { kind: 'mismatch' }
  const expiresAt = signedAt + lifetimeSeconds * 1000
  return now > expiresAt ? { kind: 'expired', expiresAt, lifetimeSeconds } : { kind: 'valid' }
}

function signature(signer: Signer, method: string, path: string, query: URLSearchParams): string {
  const signed = new URLSearchParams([...query].filter(([name]) => name !== 'X-Amz-Signature'))
  signed.sort()
  const { host } = new URL(signer.origin)
  const request = [method, path, escapeQuery(signed), `host:${host}`, '', 'host', 'UNSIGNED-PAYLOAD'].join('\n')
  const date = query.get('X-Amz-Date') ?? ''
  const scope = scopeOf(date)
  const stringToSign = [algorithm, date, scope, createHash('sha256').update(request).digest('hex')].join('\n')
  const key = scope
    .split('/')
    .reduce<string | Buffer>((secret, part) => hmac(secret, part), `AWS4${signer.secretAccessKey}`)
  return hmac(key, stringToSign).toString('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

function scopeOf(date: string): string {
  return `${date.slice(0, 8)}/us-east-1/s3/aws4_request`
}

/** Signature Version 4 encodes a space as %20, never as a plus sign. */
function escapeQuery(query: URLSearchParams): string {
  return query.toString().replaceAll('+', '%20')
}

/** Formats an instant like 20260304T120000Z. */
function compactDate(instant: number): string {
  return new Date(instant).toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
}

function instantOf(date: string): number {
  return Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
}
