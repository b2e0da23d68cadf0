import { SQSClient } from '@aws-sdk/client-sqs'
import type { Emulator } from '@reportline/emulator'
import { sellingPartner, type WatchedReport } from '@reportline/reports/selling-partner'
import type { Progress } from '@reportline/scripts/progress'
import { accountOptions, tokenEndpointOf } from './account-options.ts'

/** The schedule in Amazon's tutorial "Schedule and Retrieve Reports". */
const scheduleSpec = { reportType: 'GET_XML_BROWSE_TREE_DATA', marketplaces: ['ATVPDKIKX0DER'], period: 'P2D' } as const

/** The two days of the period, and a minute for the report. */
const periodMs = (2 * 24 * 60 + 1) * 60_000

/** The queue that receives the notifications. */
export interface TutorialQueue {
  /** The endpoint of SQS. */
  readonly endpoint: string
  readonly url: string
}

/**
 * Follows the tutorial: creates the schedule, receives the notification of its report, and reads the document as a
 * stream.
 *
 * @param emulator An emulator that sends its notifications to the queue's endpoint.
 * @throws Error if a step does not have the expected result.
 */
export async function showTutorial(emulator: Emulator, progress: Progress, queue: TutorialQueue): Promise<void> {
  const account = sellingPartner({
    ...accountOptions(emulator),
    region: 'na',
    tokenEndpoint: tokenEndpointOf(emulator),
    credentials: emulator.credentials.sellingPartner,
  })
  const credentials = { accessKeyId: 'demo', secretAccessKey: 'demo' }
  const sqs = new SQSClient({ region: 'us-east-1', endpoint: queue.endpoint, credentials })
  try {
    const { created } = await account.notifications.setup({ queue, sqs })
    progress.done(`Tutorial: set up notifications: ${created.join(', ')}`)

    await account.schedules.apply([scheduleSpec])
    const [schedule] = await account.schedules.list([scheduleSpec.reportType])
    if (!schedule) throw new Error('Tutorial: the schedule is not in the list')
    progress.done(
      `Tutorial: created schedule ${schedule.reportScheduleId}: ${scheduleSpec.reportType} every ${schedule.period}`,
    )

    await emulator.advance(periodMs)
    progress.done('Tutorial: moved the clock forward by two days')

    for await (const report of account.watch({ queue, sqs, reportTypes: [scheduleSpec.reportType] })) {
      progress.done(`Tutorial: received a notification that report ${report.reportId} is ${report.processingStatus}`)
      const { bytes, nodes } = await readNodes(report)
      progress.done(`Tutorial: read ${bytes} bytes of XML as a stream: ${nodes} browse nodes`)
      await report.done()
      break
    }
  } finally {
    sqs.destroy()
  }
}

/** Counts the browse nodes of a document without keeping it in memory. */
async function readNodes({ document, processingStatus }: WatchedReport): Promise<{ bytes: number; nodes: number }> {
  if (!document) throw new Error(`Tutorial: the report is ${processingStatus} and has no document`)
  const decoder = new TextDecoder()
  const tag = '<Node>'
  let bytes = 0
  let nodes = 0
  let rest = ''
  for await (const chunk of document.bytes()) {
    bytes += chunk.length
    const text = rest + decoder.decode(chunk, { stream: true })
    nodes += text.split(tag).length - 1
    // A tag may be split between two chunks.
    rest = text.slice(-(tag.length - 1))
  }
  if (nodes === 0) throw new Error('Tutorial: the document contains no browse nodes')
  return { bytes, nodes }
}
