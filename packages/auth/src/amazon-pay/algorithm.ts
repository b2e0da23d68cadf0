/** Amazon Pay's two ways to sign. They differ in the length of the salt only. */
export type SignatureAlgorithm = 'AMZN-PAY-RSASSA-PSS' | 'AMZN-PAY-RSASSA-PSS-V2'

/** The length of the salt, in bytes, by the algorithm's name. */
const saltLengths: ReadonlyMap<string, number> = new Map([
  ['AMZN-PAY-RSASSA-PSS', 20],
  ['AMZN-PAY-RSASSA-PSS-V2', 32],
] satisfies [SignatureAlgorithm, number][])

/** Whether a text names one of the algorithms, in exactly these letters. */
export function isAlgorithm(name: string): name is SignatureAlgorithm {
  return saltLengths.has(name)
}

/**
 * The length of an algorithm's salt, in bytes.
 *
 * @throws TypeError for a name that is none of the two.
 */
export function saltLength(algorithm: SignatureAlgorithm): number {
  const length = saltLengths.get(algorithm)
  if (length !== undefined) return length
  throw new TypeError(`algorithm must be ${[...saltLengths.keys()].join(' or ')}, not ${JSON.stringify(algorithm)}`)
}
