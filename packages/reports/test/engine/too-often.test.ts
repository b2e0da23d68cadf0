import { describe, expect, test } from 'vitest'
import { responses } from '../support/fake-amazon.ts'
import { created, setUp } from './set-up-engine.ts'

const request = { reportType: 'GET_FBA_MYI_UNSUPPRESSED_INVENTORY_DATA', marketplaces: ['DE'] }
const minute = 60_000

/** Requests the report, and again after a while with other options; Amazon cancels the second report. */
async function requestAgain(minutes: number) {
  const { amazon, clock, events, line } = setUp()
  const { reportType } = request
  amazon.respond('createReport', ...created('1', '2'))
  amazon.respond(
    'getReport',
    responses.report({ reportType }),
    responses.report({ reportType, processingStatus: 'CANCELLED' }),
  )
  await clock.run(line.run(request))
  await clock.run(clock.sleep(minutes * minute))
  const outcome = await clock.run(line.run({ ...request, override: true }))
  return { outcome, warnings: events.filter((event) => event.type === 'warning') }
}

describe('a cancelled report', () => {
  test('was probably requested too often if the type was requested a moment before, as a warning said', async () => {
    const { outcome, warnings } = await requestAgain(10)
    expect(outcome).toMatchObject({
      likely: 'too often',
      why: expect.stringContaining('the last one was requested 10 minutes earlier'),
    })
    expect(warnings).toMatchObject([{ code: 'REQUESTED_TOO_OFTEN', suggestion: expect.any(String) }])
  })

  test('was not requested too often if the type was last requested long before', async () => {
    const { outcome, warnings } = await requestAgain(24 * 60)
    expect(outcome).toMatchObject({ likely: 'unknown' })
    expect(warnings).toEqual([])
  })
})
