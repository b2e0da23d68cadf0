import { withServer } from '../data/with-server.ts'
import { runInChild } from '../measure/child.ts'
import type { Bench } from '../report/bench.ts'
import { ratioText } from '../report/units.ts'
import { callerNames } from './caller-names.ts'

/** The time of one call, compared with other clients. */
export const callBench: Bench = {
  name: 'call',
  about: 'one getReport call, compared with bare fetch and two other clients',
  run: (scale) =>
    withServer(async (origin) => {
      scale.note('call: measuring all clients in turns')
      const rounds = scale.rounds ?? 15
      const { found } = await runInChild('calls', { origin, rounds, calls: Math.ceil(1000 * scale.size) })
      const of = (name: string, what: 'wall' | 'cpu') => Number(found[`${name} ${what}`])
      const times = (name: string, what: 'wall' | 'cpu') => of(name, what) / of(callerNames.fetch, what)
      return {
        tables: [
          {
            title: 'One getReport call to a server in another process, sequential calls',
            columns: ['', 'µs', 'CPU µs', '× bare fetch', '× its CPU'],
            rows: Object.values(callerNames).map((name) => [
              name,
              of(name, 'wall').toFixed(0),
              of(name, 'cpu').toFixed(0),
              ratioText(times(name, 'wall')),
              ratioText(times(name, 'cpu')),
            ]),
          },
        ],
        checks: [
          {
            name: 'call: time of the client / bare fetch',
            required: { max: 1.3 },
            measured: times(callerNames.client, 'wall'),
            unit: '',
          },
        ],
        samples: found,
      }
    }),
}
