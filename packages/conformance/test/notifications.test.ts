import { SQSClient } from '@aws-sdk/client-sqs'
import { type Emulator, type Fixtures, startEmulator } from '@reportline/emulator'
import { type SellingPartnerAccount, sellingPartner } from '@reportline/reports/selling-partner'
import { startFauxqs } from 'fauxqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'
/** Returns a new object each time, because the SDK modifies it. */
const credentials = () => ({ accessKeyId: 'test', secretAccessKey: 'test' })
const region = 'us-east-1'
/** More milliseconds than a report takes. */
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

/** Requests a report and advances the clock until it is finished. The fixtures determine how its notification is delivered. */
async function createReport(...notifications: NonNullable<Fixtures['notifications']>): Promise<string> {
  emulator.addFixtures({ notifications })
  const { reportId } = await account.start({ reportType, marketplaces: ['US'] })
  await emulator.advance(reportDurationMs)
  return reportId ?? ''
}

/** Watches until an event has occurred a number of times. Returns the ids of the reports received. */
async function watchUntil(times: number, what: 'report' | 'duplicate'): Promise<string[]> {
  const controller = new AbortController()
  const received: string[] = []
  let remaining = times
  const count = (happened: string): void => {
    if (happened === what && --remaining === 0) controller.abort()
  }
  const onEvent = ({ type }: { type: string }): void => count(type)
  try {
    for await (const report of account.watch({ queue, sqs, signal: controller.signal, onEvent })) {
      received.push(report.reportId)
      await report.done()
      count('report')
    }
  } catch (error) {
    if (!controller.signal.aborted) throw error
  }
  return received
}

describe('notifications from the emulator through a queue to a watch', () => {
  it('deliver each report once', async () => {
    const created = [await createReport(), await createReport()]
    expect((await watchUntil(2, 'report')).sort()).toEqual(created.sort())
  })

  it('deliver only the reports of the types to which the seller is subscribed', async () => {
    const narrow = { url: queues.createQueue('narrow').queueUrl }
    const other = 'GET_XML_BROWSE_TREE_DATA'
    const { created } = await account.notifications.setup({ queue: narrow, sqs, reportTypes: [other] })
    expect(created).toContain('subscription')
    await createReport()
    const { reportId } = await account.start({ reportType: other, marketplaces: ['US'] })
    await emulator.advance(reportDurationMs)
    const bodies = queues.inspectQueue('narrow')?.messages.ready.map(({ body }) => JSON.parse(body).payload)
    expect(bodies).toMatchObject([{ reportProcessingFinishedNotification: { reportId, reportType: other } }])
  })

  it('deliver a report once if they arrive twice', async () => {
    const created = await createReport({ delivery: 'doubled' })
    expect(await watchUntil(1, 'duplicate')).toEqual([created])
  })

  it('deliver a report when they arrive late', async () => {
    const late = await createReport({ delivery: 'late', milliseconds: 3_600_000 })
    const prompt = await createReport()
    expect(await watchUntil(1, 'report')).toEqual([prompt])
    await emulator.advance(3_600_000)
    expect(await watchUntil(1, 'report')).toEqual([late])
  })

  it('leave a report to be collected if they are lost', async () => {
    const created = await createReport({ delivery: 'lost' })
    const collected: string[] = []
    for await (const { report } of account.collect({ reportTypes: [reportType] })) collected.push(report.reportId)
    expect(collected).toEqual([created])
  })
})
