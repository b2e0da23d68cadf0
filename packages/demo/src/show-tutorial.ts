import { SQSClient } from '@aws-sdk/client-sqs'
import type { Emulator } from '@reportline/emulator'
import { sellingPartner, type WatchedReport } from '@reportline/reports/selling-partner'
import type { Progress } from '@reportline/scripts/progress'
import { emulatorClock } from './emulator-clock.ts'

/** The schedule of Amazon's tutorial "Schedule and Retrieve Reports". */
const declared = { reportType: 'GET_XML_BROWSE_TREE_DATA', marketplaces: ['ATVPDKIKX0DER'], period: 'P2D' } as const

/** Two days, and a minute in which the report is made. */
const twoDays = (2 * 24 * 60 + 1) * 60_000

/** The queue that the tutorial listens to. */
export interface TutorialQueue {
  /** Where SQS answers. */
  readonly endpoint: string
  readonly url: string
}

/**
 * Runs the tutorial as it is written: creates the schedule, hears in the queue that its report is ready, and reads the
 * document as a stream.
 *
 * @param emulator sends its events to the queue's endpoint
 * @throws Error when a step does not do what it says
 */
export async function showTutorial(emulator: Emulator, progress: Progress, queue: TutorialQueue): Promise<void> {
  const account = sellingPartner({
    region: 'na',
    endpoint: emulator.url,
    tokenEndpoint: `${emulator.url}/auth/o2/token`,
    credentials: emulator.credentials.sellingPartner,
    application: { name: 'reportline-demo', version: '1.0' },
    clock: emulatorClock(emulator),
  })
  const credentials = { accessKeyId: 'demo', secretAccessKey: 'demo' }
  const sqs = new SQSClient({ region: 'us-east-1', endpoint: queue.endpoint, credentials })
  try {
    const { created } = await account.notifications.setup({ queue, sqs })
    progress.done(`Tutorial: set up notifications: ${created.join(', ')}`)

    await account.schedules.apply([declared])
    const [schedule] = await account.schedules.list([declared.reportType])
    if (!schedule) throw new Error('the schedule is not listed')
    progress.done(
      `Tutorial: created schedule ${schedule.reportScheduleId}: ${declared.reportType} every ${schedule.period}`,
    )

    await emulator.advance(twoDays)
    progress.done('Tutorial: moved the clock two days on')

    for await (const report of account.watch({ queue, sqs, reportTypes: [declared.reportType] })) {
      progress.done(`Tutorial: heard in the queue that report ${report.reportId} is ${report.processingStatus}`)
      const { bytes, nodes } = await readNodes(report)
      progress.done(`Tutorial: read ${bytes} bytes of XML as a stream: ${nodes} browse nodes`)
      await report.done()
      break
    }
  } finally {
    sqs.destroy()
  }
}

/** Counts the browse nodes of a document without holding it. */
async function readNodes({ document, processingStatus }: WatchedReport): Promise<{ bytes: number; nodes: number }> {
  if (!document) throw new Error(`the report is ${processingStatus} and has no document`)
  const decoder = new TextDecoder()
  const tag = '<Node>'
  let bytes = 0
  let nodes = 0
  let rest = ''
  for await (const chunk of document.bytes()) {
    bytes += chunk.length
    const text = rest + decoder.decode(chunk, { stream: true })
    nodes += text.split(tag).length - 1
    // A tag may be cut by the end of the chunk.
    rest = text.slice(-(tag.length - 1))
  }
  if (nodes === 0) throw new Error('the document holds no browse node')
  return { bytes, nodes }
}
