import { startEmulator } from '@reportline/emulator'
import { Progress } from './progress.ts'
import { showListings } from './show-listings.ts'

// The second half of `pnpm demo`: everything is built; now reports over real HTTP.
const progress = new Progress()
const emulator = await startEmulator()
try {
  progress.done(`Started the emulator at ${emulator.url}`)
  await showListings(emulator, progress, { country: 'US', region: 'na', charset: 'utf-8', texts: ['€', '’', '9"'] })
  await showListings(emulator, progress, {
    country: 'DE',
    region: 'eu',
    charset: 'windows-1252',
    texts: ['€', '’', 'Größe 9"'],
  })
} catch (error) {
  progress.failed(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
} finally {
  await emulator.stop()
}
