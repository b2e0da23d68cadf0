import { type Emulator, startEmulator } from '@reportline/emulator'
import { Progress } from '@reportline/scripts/progress'
import { startFauxqs } from 'fauxqs'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { showTutorial } from '../src/show-tutorial.ts'
import { captureOutput } from './capture-output.ts'

let emulator: Emulator
let sqs: Awaited<ReturnType<typeof startFauxqs>>
let output: { text: string }
beforeEach(async () => {
  sqs = await startFauxqs({ port: 0, logger: false })
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  emulator = await startEmulator({ sqs: { endpoint: sqs.address, region: 'us-east-1', credentials } })
  output = captureOutput()
})
afterEach(async () => {
  vi.restoreAllMocks()
  await emulator.stop()
  await sqs.stop()
})

describe('showTutorial', () => {
  it('creates the schedule, receives the notification of its report, and reads the document', async () => {
    const { queueUrl } = sqs.createQueue('reports')
    await showTutorial(emulator, new Progress(), { endpoint: sqs.address, url: queueUrl })
    expect(output.text.match(/Tutorial: (\w+)/g)).toEqual([
      'Tutorial: set',
      'Tutorial: created',
      'Tutorial: moved',
      'Tutorial: received',
      'Tutorial: read',
    ])
    expect(output.text).toMatch(/read \d+ bytes of XML as a stream: [1-9]\d* browse nodes/)
  })

  it('fails if the queue does not exist', async () => {
    const queue = { endpoint: sqs.address, url: `${sqs.address}/000000000000/missing` }
    await expect(showTutorial(emulator, new Progress(), queue)).rejects.toMatchObject({ name: 'NotificationError' })
  })
})
