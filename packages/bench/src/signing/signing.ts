import { constants, generateKeyPairSync, sign as signBytes } from 'node:crypto'
import { amazonPaySignature, sign } from '@reportline/auth/amazon-pay'
import { median } from '../measure/median.ts'
import { rotate } from '../measure/rotate.ts'
import { signerNames } from './signer-names.ts'

export interface SigningInput {
  readonly rounds: number
  /** The number of signatures of each signer in a round. */
  readonly signatures: number
}

interface Signer {
  readonly name: string
  readonly sign: () => unknown
}

/**
 * Measures all signers in turns in one warm process.
 *
 * @returns The median CPU time of one signature for each signer, in microseconds.
 */
export async function signing({ rounds, signatures }: SigningInput): Promise<Record<string, number>> {
  const all = signers()
  const samples = new Map<string, number[]>(all.map(({ name }) => [name, []]))
  for (let round = -warmUpRounds; round < rounds; round++) {
    for (const signer of rotate(all, round + warmUpRounds)) {
      const sample = await sampleOf(signer, signatures)
      if (round >= 0) samples.get(signer.name)?.push(sample)
    }
  }
  return Object.fromEntries([...samples].map(([name, list]) => [name, median(list)]))
}

/** The rounds that are not measured. */
const warmUpRounds = 3

async function sampleOf({ sign }: Signer, times: number): Promise<number> {
  const before = process.cpuUsage()
  for (let count = 0; count < times; count++) await sign()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / times
}

function signers(): Signer[] {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 }
  const text = Buffer.from(`AMZN-PAY-RSASSA-PSS-V2\n${'0'.repeat(64)}`)
  const publicKeyId = 'SANDBOX-BENCH'
  const url = 'https://pay-api.amazon.eu/v2/reports?reportTypes=A,B&pageSize=10'
  const { authorize } = amazonPaySignature({ publicKeyId, privateKey, region: 'eu' })
  const options = { publicKeyId, privateKey, region: 'eu' }
  return [
    { name: signerNames.bare, sign: () => signBytes('sha256', text, { key: privateKey, ...pss }) },
    { name: signerNames.sign, sign: () => sign({ method: 'GET', url, headers: {} }, { ...options, date: Date.now() }) },
    { name: signerNames.authorize, sign: () => authorize(new Request(url)) },
    { name: signerNames.pem, sign: () => signBytes('sha256', text, { key: pem, ...pss }) },
  ]
}
