import { SQSClient } from '@aws-sdk/client-sqs'
import { type Emulator, type Fixtures, startEmulator } from '@reportline/emulator'
import { type SellingPartnerAccount, sellingPartner } from '@reportline/reports/selling-partner'
import { startFauxqs } from 'fauxqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
/** Returns a new object each time, because the SDK modifies it. */
const credentials = () => ({ accessKeyId: 'test', secretAccessKey: 'test' })
const region = 'us-east-1'
/** Longer than a report takes, in milliseconds. */
const reportDurationMs = 60_000

let queues: Awaited<ReturnType<typeof startFauxqs>>
let emulator: Emulator
let account: SellingPartnerAccount
let sqs: SQSClient
let queue: { url: string }
beforeEach(async () => {
  queues = await startFauxqs({ port: 0, logger: false })
  emulator = await startEmulator({ sqs: { endpoint: queues.address, region, credentials: credentials() } })
  sqs = new SQSClient({ endpoint: queues.address, region, credentials: credentials() })
  queue = { url: queues.createQueue('reports').queueUrl }
  account = sellingPartner({
    region: 'na',
    endpoint: emulator.url,
    tokenEndpoint: `${emulator.url}/auth/o2/token`,
    credentials: emulator.credentials.sellingPartner,
    clock: { now: () => emulator.now(), sleep: async (milliseconds) => emulator.advance(milliseconds) },
  })
  await account.notifications.setup({ queue, sqs })
})
afterEach(async () => {
  sqs.destroy()
  await emulator.stop()
  await queues.stop()
})

/** Requests a report and lets it finish. The fixtures set how its notification is delivered. */
async function makeReport(...notifications: NonNullable<Fixtures['notifications']>): Promise<string> {
  emulator.addFixtures({ notifications })
  const { reportId } = await account.start({ reportType, marketplaces: ['US'] })
  await emulator.advance(reportDurationMs)
  return reportId ?? ''
}

/** Watches until an event occurred a number of times. Returns the ids of the reports received. */
async function watchUntil(times: number, what: 'report' | 'duplicate'): Promise<string[]> {
  const enough = new AbortController()
  const received: string[] = []
  let left = times
  const count = (happened: string): void => {
    if (happened === what && --left === 0) enough.abort()
  }
  const onEvent = ({ type }: { type: string }): void => count(type)
  try {
    for await (const report of account.watch({ queue, sqs, signal: enough.signal, onEvent })) {
      received.push(report.reportId)
      await report.done()
      count('report')
    }
  } catch (error) {
    if (!enough.signal.aborted) throw error
  }
  return received
}

describe('notifications from the emulator through a queue to a watch', () => {
  it('deliver each report once', async () => {
    const made = [await makeReport(), await makeReport()]
    expect((await watchUntil(2, 'report')).sort()).toEqual(made.sort())
  })

  it('deliver a report once if they arrive twice', async () => {
    const made = await makeReport({ delivery: 'doubled' })
    expect(await watchUntil(1, 'duplicate')).toEqual([made])
  })

  it('deliver a report when they arrive late', async () => {
    const late = await makeReport({ delivery: 'late', milliseconds: 3_600_000 })
    const prompt = await makeReport()
    expect(await watchUntil(1, 'report')).toEqual([prompt])
    await emulator.advance(3_600_000)
    expect(await watchUntil(1, 'report')).toEqual([late])
  })

  it('leave a report to be collected if they are lost', async () => {
    const made = await makeReport({ delivery: 'lost' })
    const collected: string[] = []
    for await (const { report } of account.collect({ reportTypes: [reportType] })) collected.push(report.reportId)
    expect(collected).toEqual([made])
  })
})
