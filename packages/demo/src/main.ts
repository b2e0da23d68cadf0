import { join, relative } from 'node:path'
import { startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { startFauxqs } from 'fauxqs'
import { showInvoice } from './show-invoice.ts'
import { showListings } from './show-listings.ts'
import { showSettlement } from './show-settlement.ts'
import { showTutorial } from './show-tutorial.ts'

// The last step of `pnpm demo`: gets reports from the emulator over HTTP. Build the packages first.
const progress = new Progress()
const sqs = await startFauxqs({ port: 0, logger: false })
const emulator = await startEmulator({
  sqs: { endpoint: sqs.address, region: 'us-east-1', credentials: { accessKeyId: 'demo', secretAccessKey: 'demo' } },
})
try {
  progress.done(`Started the emulator at ${emulator.url} and a queue at ${sqs.address}`)
  await showListings(emulator, progress, { country: 'US', region: 'na', charset: 'utf-8', expected: ['€', '’', '9"'] })
  await showListings(emulator, progress, {
    country: 'DE',
    region: 'eu',
    charset: 'windows-1252',
    expected: ['€', '’', 'Größe 9"'],
  })
  const { queueUrl } = sqs.createQueue('reports')
  await showTutorial(emulator, progress, { endpoint: sqs.address, url: queueUrl })
  await showInvoice(emulator, progress, relative('.', join(import.meta.dirname, '../invoices')))
  await showSettlement(emulator, progress)
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await emulator.stop()
  await sqs.stop()
}
