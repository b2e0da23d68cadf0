/** A process that wishes for what seven others wish for as well, and prints what fell to it. */
import { fileLedger } from '../../src/ledger/file-ledger.ts'
import { someJob, start, terms, waiting } from './jobs.ts'

const [path = '', name = ''] = process.argv.slice(2)
const ledger = fileLedger({ path })
const told: Record<string, string[]> = { new: [], adopted: [], claimed: [] }
for (let number = 0; number < 25; number += 1) {
  const job = someJob({ id: `${name}, ${number}`, dataStartTime: String(number) })
  const { kind } = await ledger.begin(job, terms(name))
  if (kind === 'new') told.new?.push(String(number))
  const rival = someJob({ id: `rival ${name}, ${number}`, dataEndTime: `${name} ${number}` })
  await ledger.begin(rival, terms(name))
  const adopted = await ledger.save(waiting(rival, `report ${number}`), name, start).then(
    () => true,
    () => false,
  )
  if (adopted) told.adopted?.push(String(number))
  if (await ledger.seen('eu').claim(String(number), name, start + 1, start)) told.claimed?.push(String(number))
}
await ledger.close()
process.stdout.write(JSON.stringify(told))
