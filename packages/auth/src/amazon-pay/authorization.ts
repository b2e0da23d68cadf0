import { isAlgorithm, type SignatureAlgorithm } from './algorithm.ts'

/** The contents of the header `authorization`. */
export interface Authorization {
  readonly algorithm: SignatureAlgorithm
  readonly publicKeyId: string
  /** The names of the signed headers, separated by semicolons, in their original case and order. */
  readonly signedHeaders: string
  /** The signature in base64. */
  readonly signature: string
}

/** Formats the header `authorization`. */
export function formatAuthorization({ algorithm, publicKeyId, signedHeaders, signature }: Authorization): string {
  return `${algorithm} PublicKeyId=${publicKeyId}, SignedHeaders=${signedHeaders}, Signature=${signature}`
}

/**
 * Parses the header `authorization`. Its three fields may be in any order.
 *
 * @throws TypeError if the header has another format or names another algorithm. The message does not quote the header.
 */
export function parseAuthorization(header: string): Authorization {
  const [, algorithm = '', rest = ''] = /^\s*(\S+)\s+(.*)$/s.exec(header) ?? []
  if (!isAlgorithm(algorithm)) {
    throw new TypeError('authorization must start with AMZN-PAY-RSASSA-PSS or AMZN-PAY-RSASSA-PSS-V2')
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
  if (!value) throw new TypeError(`authorization lacks ${name}. Expected "PublicKeyId=…, SignedHeaders=…, Signature=…"`)
  return value
}
