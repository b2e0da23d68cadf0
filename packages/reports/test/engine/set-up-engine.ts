import type { EngineEvent } from '../../src/engine/engine-event.ts'
import { reportline } from '../../src/engine/reportline.ts'
import type { ReportlineOptions } from '../../src/engine/reportline-types.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { memoryLedger } from '../../src/ledger/memory-ledger.ts'
import { FakeAmazon, report, responses } from '../support/fake-amazon.ts'
import { type SimulatedClock, simulatedClock } from '../support/simulated-clock.ts'

export const listings = { reportType: 'GET_MERCHANT_LISTINGS_ALL_DATA', marketplaces: ['DE'] }

/** A fake Amazon and an engine with one European account, on one simulated clock. */
export function setUp(options: Partial<ReportlineOptions<'eu'>> = {}, clock: SimulatedClock = simulatedClock()) {
  const amazon = new FakeAmazon()
  const fetch: typeof globalThis.fetch = (input, init) => {
    clock.stir()
    return amazon.fetch(input, init)
  }
  const ledger: Ledger = options.ledger ?? memoryLedger()
  const events: EngineEvent[] = []
  const open = (more: Partial<ReportlineOptions<'eu'>> = {}) =>
    reportline({
      ledger,
      accounts: { eu: amazon.account({ clock, fetch }) },
      clock,
      onEvent: (event) => events.push(event),
      ...options,
      ...more,
    })
  return { amazon, clock, ledger, events, open, line: open(), types: () => events.map(({ type }) => type) }
}

/** Reports with these ids in turn. */
export function created(...ids: string[]) {
  return ids.map((reportId) => () => Response.json({ reportId }, { status: 202 }))
}

/** A getReport response that says that the requested report is done. */
export function doneAsAsked(request: Request): Response {
  const reportId = new URL(request.url).pathname.split('/').at(-1) ?? ''
  return responses.report({ reportId, reportDocumentId: `document-${reportId}` })
}

/** A getReport response that says that the report is in progress. */
export function onTheWay(): Response {
  return Response.json({ ...report({ processingStatus: 'IN_PROGRESS' }), reportDocumentId: undefined })
}
