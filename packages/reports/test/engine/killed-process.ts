import type { Ledger } from '../../src/ledger/ledger.ts'
import type { Outcome } from '../../src/run/outcome.ts'
import type { Delivered, EngineOptions, Message, Step } from './killed-process-options.ts'

// The built files load three times faster than the sources.
const built = (name: string) => import(new URL(`../../dist/${name}`, import.meta.url).href)
const { reportline }: typeof import('../../src/index.ts') = await built('index.js')
const { fileLedger }: typeof import('../../src/file-ledger.ts') = await built('file-ledger.js')
const { sellingPartner }: typeof import('../../src/accounts/selling-partner/index.ts') = await built(
  'accounts/selling-partner/index.js',
)

/**
 * Runs an engine to its end.
 *
 * @param onStep called when the engine has reached the step at which to block
 * @returns the reports that it delivered
 */
export async function runEngine(
  { url, credentials, path, at, how, now: start }: EngineOptions,
  onStep?: (step: Step) => void,
): Promise<Delivered[]> {
  let now = start

  async function reach(step: Step): Promise<void> {
    if (step !== at) return
    onStep?.(step)
    await new Promise(() => {})
  }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init)
    const path = new URL(request.url).pathname
    const creates = request.method === 'POST' && path.endsWith('/reports')
    if (creates) await reach('before createReport is sent')
    const response = await globalThis.fetch(request)
    if (creates) await reach('after createReport is sent, before its response')
    if (path.includes('/documents/') && !path.includes('/2021-06-30/')) await reach('during the download')
    return response
  }

  /** The emulator's clock. Sleeping advances it. */
  const clock = {
    now: () => now,
    async sleep(milliseconds: number) {
      await reach('while waiting')
      await globalThis.fetch(`${url}/_emulator/advance`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ milliseconds }),
      })
      now += milliseconds
    },
  }

  /** Never renews leases: the process is about to be killed. */
  const leaseClock = { now: () => now, sleep: () => new Promise<void>(() => {}) }

  const file = fileLedger({ path })
  const ledger: Ledger = {
    ...file,
    async update(record, owner) {
      const { job } = record
      if (job.step === 'creating' && job.notSent === undefined) await reach('while waiting for the rate limit')
      if (job.step === 'waiting') await reach('after the response to createReport, before it is saved')
      if (job.step === 'finished') await reach('after the end, before it is saved')
      await file.update(record, owner)
    },
  }
  const account = sellingPartner({
    region: 'na',
    credentials,
    endpoint: url,
    tokenEndpoint: `${url}/auth/o2/token`,
    fetch,
    clock,
  })
  const line = reportline({ ledger, accounts: { na: account }, clock: leaseClock })
  const reportType = 'GET_MERCHANT_LISTINGS_ALL_DATA'

  async function read(outcome: Outcome): Promise<Delivered> {
    if (outcome.status !== 'done') throw new Error(`the outcome is ${outcome.status}`)
    await reach('before the document')
    return { reportId: outcome.report.reportId, text: await outcome.document.text() }
  }

  try {
    if (how === 'run') {
      const maxAge = 24 * 3_600_000
      return [await read(await line.run({ reportType, marketplaces: ['US'] }, { maxAge }))]
    }
    const results =
      how === 'runMany' ? line.runMany({ reportTypes: [reportType], marketplaces: ['US'] }) : line.resumeAll()
    const delivered: Delivered[] = []
    for await (const { outcome, error } of results) {
      if (outcome === undefined) throw error
      delivered.push(await read(outcome))
    }
    return delivered
  } finally {
    await file.close()
  }
}

// node killed-process.ts <JSON of the options of several engines>: runs engines until the process is killed.
if (import.meta.main) {
  // A blocked process ends with its test at the latest.
  process.channel?.ref()
  process.on('disconnect', () => process.exit(1))
  const engines: EngineOptions[] = JSON.parse(process.argv[2] ?? '[]')
  await Promise.all(
    engines.map((options) =>
      runEngine(options, (reached) => process.send?.({ path: options.path, reached } satisfies Message)),
    ),
  )
  process.exit(0)
}
