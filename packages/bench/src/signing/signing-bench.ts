import { runInChild } from '../measure/child.ts'
import type { Bench } from '../report/bench.ts'
import { ratioText } from '../report/units.ts'
import { signerNames } from './signer-names.ts'

/** The CPU time of signing a request to Amazon Pay, compared with `crypto.sign` alone. */
export const signingBench: Bench = {
  name: 'signing',
  about: 'CPU time of signing a request to Amazon Pay, compared with crypto.sign alone',
  async run(scale) {
    scale.note('signing: measuring all signers in turns')
    const signatures = Math.ceil(100 * scale.size)
    const { found } = await runInChild('signing', { rounds: scale.rounds ?? 30, signatures })
    const times = (name: string) => Number(found[name]) / Number(found[signerNames.bare])
    return {
      tables: [
        {
          title: 'One RSA-2048 signature for Amazon Pay',
          columns: ['', 'CPU µs', '× crypto.sign'],
          rows: Object.values(signerNames).map((name) => [
            name,
            Number(found[name]).toFixed(0),
            ratioText(times(name)),
          ]),
        },
      ],
      checks: [
        {
          name: 'signing: CPU time of sign / crypto.sign with a KeyObject',
          required: { max: 1.25 },
          measured: times(signerNames.sign),
          unit: '',
        },
      ],
      samples: found,
    }
  },
}
