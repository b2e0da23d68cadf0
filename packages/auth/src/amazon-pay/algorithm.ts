/** The signature algorithms of Amazon Pay. They differ only in the length of the salt. */
export type SignatureAlgorithm = 'AMZN-PAY-RSASSA-PSS' | 'AMZN-PAY-RSASSA-PSS-V2'

/** Salt lengths in bytes. */
const saltLengths: ReadonlyMap<string, number> = new Map([
  ['AMZN-PAY-RSASSA-PSS', 20],
  ['AMZN-PAY-RSASSA-PSS-V2', 32],
] satisfies [SignatureAlgorithm, number][])

/** Whether a string is the name of an algorithm. Case-sensitive. */
export function isAlgorithm(name: string): name is SignatureAlgorithm {
  return saltLengths.has(name)
}

/**
 * Returns the salt length of an algorithm in bytes.
 *
 * @throws TypeError if there is no such algorithm
 */
export function saltLength(algorithm: SignatureAlgorithm): number {
  const length = saltLengths.get(algorithm)
  if (length !== undefined) return length
  throw new TypeError(`algorithm must be ${[...saltLengths.keys()].join(' or ')}, not ${JSON.stringify(algorithm)}`)
}
