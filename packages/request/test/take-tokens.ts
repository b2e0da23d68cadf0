/** A process that takes as many tokens as possible at a given time and prints their number. */
import { fileBuckets } from '../src/file-buckets.ts'

const [path = '', rate, burst, now, tries] = process.argv.slice(2)
const store = fileBuckets({ path })
const bucket = { key: 'shared', plan: { rate: Number(rate), burst: Number(burst) } }
let taken = 0
for (let count = 0; count < Number(tries); count += 1) {
  const { wait } = await store.take([bucket], Number(now))
  if (wait === 0) taken += 1
}
store.close()
process.stdout.write(String(taken))
