import { isAlgorithm, type SignatureAlgorithm } from './algorithm.ts'

/** What stands in the header `authorization`. */
export interface Authorization {
  readonly algorithm: SignatureAlgorithm
  readonly publicKeyId: string
  /** The names of the signed headers, joined with semicolons, in the case and order in which they were sent. */
  readonly signedHeaders: string
  /** In base64. */
  readonly signature: string
}

/** Writes the header `authorization`. */
export function formatAuthorization({ algorithm, publicKeyId, signedHeaders, signature }: Authorization): string {
  return `${algorithm} PublicKeyId=${publicKeyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}

/**
 * Reads the header `authorization`. Its three fields may come in any order.
 *
 * @throws TypeError when it is of another form, or names another algorithm; the message does not repeat it.
 */
export function parseAuthorization(header: string): Authorization {
  const [, algorithm = '', rest = ''] = /^\s*(\S+)\s+(.*)$/s.exec(header) ?? []
  if (!isAlgorithm(algorithm)) {
    throw new TypeError('authorization must begin with AMZN-PAY-RSASSA-PSS or AMZN-PAY-RSASSA-PSS-V2')
  }
  const fields = new Map<string, string>()
  for (const part of rest.split(',')) {
    const [, name = '', value = ''] = /^\s*([^=\s]+)=(\S+)\s*$/.exec(part) ?? []
    if (fields.has(name)) throw new TypeError(`authorization has ${name} more than once`)
    fields.set(name, value)
  }
  return {
    algorithm,
    publicKeyId: field(fields, 'PublicKeyId'),
    signedHeaders: field(fields, 'SignedHeaders'),
    signature: field(fields, 'Signature'),
  }
}

function field(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name)
  if (!value)
    throw new TypeError(`authorization lacks ${name}: "PublicKeyId=…, SignedHeaders=…, Signature=…" is needed`)
  return value
}
