/** A process that requests what seven others request as well, and prints what it got. */
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import { leaseOf, recordOf, someJob, start, waiting } from './jobs.ts'

const [path = '', name = ''] = process.argv.slice(2)
const ledger = fileLedger({ path })
const lease = leaseOf(name)
const got: Record<'inserted' | 'adopted' | 'claimed', string[]> = { inserted: [], adopted: [], claimed: [] }
for (let number = 0; number < 25; number += 1) {
  const job = someJob({ id: `${name}, ${number}`, dataStartTime: String(number) })
  if ((await ledger.insert(recordOf(job), { lease })).inserted) got.inserted.push(String(number))
  const rival = someJob({ id: `rival ${name}, ${number}`, dataEndTime: `${name} ${number}` })
  await ledger.insert(recordOf(rival), { lease })
  const isAdopted = await ledger.update(recordOf(waiting(rival, `report ${number}`)), name).then(
    () => true,
    () => false,
  )
  if (isAdopted) got.adopted.push(String(number))
  if (await ledger.seen('eu').claim(String(number), { owner: name, until: start + 1 }, start)) {
    got.claimed.push(String(number))
  }
}
await ledger.close()
process.stdout.write(JSON.stringify(got))
