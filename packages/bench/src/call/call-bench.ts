import { withServer } from '../data/with-server.ts'
import { runInChild } from '../measure/child.ts'
import type { Bench } from '../report/bench.ts'
import { ratioText } from '../report/units.ts'
import { callerNames } from './caller-names.ts'

/** One call through the client, and through its peers. */
export const callBench: Bench = {
  name: 'call',
  about: 'one getReport through the client, against bare fetch and two other clients',
  run: (scale) =>
    withServer(async (origin) => {
      scale.note('calls: all callers in turns')
      const rounds = scale.rounds ?? 15
      const { found } = await runInChild('calls', { origin, rounds, calls: Math.ceil(1000 * scale.size) })
      const of = (name: string, what: 'wall' | 'cpu') => Number(found[`${name} ${what}`])
      const times = (name: string, what: 'wall' | 'cpu') => of(name, what) / of(callerNames.fetch, what)
      return {
        tables: [
          {
            title: 'One call, getReport from a server in another process, one after the other',
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
            name: 'call: time through the client / bare fetch',
            required: { most: 1.3 },
            measured: times(callerNames.client, 'wall'),
            unit: '',
          },
        ],
        samples: found,
      }
    }),
}
