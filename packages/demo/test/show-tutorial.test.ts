import { type Emulator, startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { startFauxqs } from 'fauxqs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showTutorial } from '../src/show-tutorial.ts'

let emulator: Emulator
let sqs: Awaited<ReturnType<typeof startFauxqs>>
let printed: string
beforeEach(async () => {
  sqs = await startFauxqs({ port: 0, logger: false })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  emulator = await startEmulator({ sqs: { endpoint: sqs.address, region: 'us-east-1', credentials } })
  printed = ''
  vi.spyOn(console, 'log').mockImplementation((text) => {
    printed += `${text}\n`
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
  await sqs.stop()
})

describe('showTutorial', () => {
  it('creates the schedule, hears in the queue that its report is ready, and reads the document', async () => {
    const { queueUrl } = sqs.createQueue('reports')
    await showTutorial(emulator, new Progress(), { endpoint: sqs.address, url: queueUrl })
    expect(printed.match(/Tutorial: (\w+)/g)).toEqual([
      'Tutorial: set',
      'Tutorial: created',
      'Tutorial: moved',
      'Tutorial: heard',
      'Tutorial: read',
    ])
    expect(printed).toMatch(/read \d+ bytes of XML as a stream: [1-9]\d* browse nodes/)
  })

  it('fails when the queue is not there', async () => {
    const queue = { endpoint: sqs.address, url: `${sqs.address}/000000000000/missing` }
    await expect(showTutorial(emulator, new Progress(), queue)).rejects.toMatchObject({ name: 'NotificationError' })
  })
})
