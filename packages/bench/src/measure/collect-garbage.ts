import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Collects garbage, so that a measurement does not pay for the previous one. */
export function collectGarbage(): void {
  collect()
}
