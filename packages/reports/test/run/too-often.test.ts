import { describe, expect, test } from 'vitest'
import { accountInternals } from '../../src/accounts/account-internals.ts'
import type { ReportEvent } from '../../src/index.ts'
import { run } from '../../src/run/run.ts'
import { runContext } from '../../src/run/run-context.ts'
import { answer, FakeAmazon } from '../support/fake-amazon.ts'

const request = { marketplaces: ['DE'] }

describe('a cancelled report', () => {
  const reportType = 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA'
  const cancelled = () =>
    new FakeAmazon().answers('getReport', answer.report({ reportType, processingStatus: 'CANCELLED' }))

  test('of a type that was asked for within its clock was asked for too often, as was told before', async () => {
    const amazon = cancelled()
    const events: ReportEvent[] = []
    const { context, newJob } = amazon.account({ onEvent: (event) => event.type === 'warning' && events.push(event) })[
      accountInternals
    ]
    const job = newJob({ ...request, reportType })
    const last = new Date(amazon.clock.now() - 10 * 60_000)
    const lastRequested = async () => last
    expect(await run(job, runContext(context, {}, { lastRequested }))).toMatchObject({
      likely: 'too often',
      why: expect.stringContaining('the last one was requested 10 minutes earlier'),
    })
    expect(events).toMatchObject([{ type: 'warning', code: 'REQUESTED_TOO_OFTEN', suggestion: expect.any(String) }])
  })

  test('of a type that was asked for long ago was not', async () => {
    const amazon = cancelled()
    const { context, newJob } = amazon.account()[accountInternals]
    const job = newJob({ ...request, reportType })
    const last = new Date(amazon.clock.now() - 24 * 3_600_000)
    const lastRequested = async () => last
    expect(await run(job, runContext(context, {}, { lastRequested }))).toMatchObject({ likely: 'unknown' })
  })
})
