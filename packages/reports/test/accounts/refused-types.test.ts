import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listByType } from '../../src/accounts/list-by-type.ts'
import { ReportTypesError } from '../../src/index.ts'
import { FakeAmazon, report, responses } from '../support/fake-amazon.ts'

const good = Array.from({ length: 12 }, (_, index) => `GET_GOOD_${index}`)

/** Refuses every request that contains a bad type, and lists one report or schedule for each type otherwise. */
function typed(bad: readonly string[], list: (type: string) => object, name: 'reports' | 'reportSchedules') {
  return (request: Request) => {
    const types = new URL(request.url).searchParams.get('reportTypes')?.split(',') ?? []
    if (types.some((type) => bad.includes(type))) return responses.error(400, 'InvalidInput', 'Invalid report type')
    return Response.json({ [name]: types.map(list) })
  }
}

const repeat = <T>(response: T, times = 30): T[] => Array.from({ length: times }, () => response)

describe('a report type that Amazon refuses to list', () => {
  test('does not prevent collecting the reports of the others, and is named at the end', async () => {
    const list = typed(['GET_BAD'], (type) => report({ reportId: type, reportType: type }), 'reports')
    const amazon = new FakeAmazon().respond('getReports', ...repeat(list))
    const collected: string[] = []
    const collect = async () => {
      for await (const one of amazon.account().collect({ reportTypes: [...good, 'GET_BAD'] })) {
        collected.push(one.report.reportId)
      }
    }
    await expect(collect()).rejects.toMatchObject({
      name: 'ReportTypesError',
      code: 'REPORT_TYPES_REFUSED',
      reportTypes: ['GET_BAD'],
      message: expect.stringContaining('GET_BAD'),
    })
    expect(collected.sort()).toEqual([...good].sort())
  })

  test('does not prevent listing the schedules of the others, and is named', async () => {
    const schedule = (type: string) => ({ reportScheduleId: type, reportType: type, period: 'P1D' })
    const list = typed(['GET_BAD', 'GET_WORSE'], schedule, 'reportSchedules')
    const amazon = new FakeAmazon().respond('getReportSchedules', ...repeat(list))
    const listing = amazon.account().schedules.list(['GET_BAD', ...good, 'GET_WORSE'])
    const error = await listing.catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ reportTypes: ['GET_BAD', 'GET_WORSE'] })
    expect(error).toHaveProperty('schedules.length', good.length)
  })

  test('fails the call with its own error if it is the only type', async () => {
    const amazon = new FakeAmazon().respond('getReports', responses.error(400, 'InvalidInput'))
    const first = amazon
      .account()
      .collect({ reportTypes: ['GET_BAD'] })
      [Symbol.asyncIterator]()
      .next()
    await expect(first).rejects.toMatchObject({ name: 'ApiError', status: 400 })
    expect(amazon.count('getReports')).toBe(1)
  })

  test('is not looked for if the failure is not about the request', async () => {
    const amazon = new FakeAmazon().respond('getReports', ...repeat(responses.error(403, 'Unauthorized')))
    const first = amazon.account().collect({ reportTypes: good })[Symbol.asyncIterator]().next()
    await expect(first).rejects.toMatchObject({ status: 403 })
    expect(amazon.count('getReports')).toBe(1)
  })

  test('leaves every other type listed exactly once, whichever types are refused', async () => {
    const { ApiError } = await import('@reportline/request')
    const operation = { id: 'getReports', method: 'GET', path: '/', idempotent: true }
    const refusal = () =>
      new ApiError({ operation, reason: 'failed.', attempts: 1, status: 400, outcomeUnknown: false, errors: [] })
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 25 }), async (isBad) => {
        const types = isBad.map((bad, index) => `${bad ? 'BAD' : 'GOOD'}_${index}`)
        const list = async function* (chunk: readonly string[]) {
          if (chunk.some((type) => type.startsWith('BAD'))) throw refusal()
          yield* chunk
        }
        const listed: string[] = []
        let refused: readonly string[] = []
        try {
          for await (const type of listByType(types, list)) listed.push(type)
        } catch (error) {
          if (!(error instanceof ReportTypesError)) throw error
          refused = error.reportTypes
        }
        expect(listed).toEqual(types.filter((type) => type.startsWith('GOOD')))
        expect(refused).toEqual(types.filter((type) => type.startsWith('BAD')))
      }),
      { numRuns: 50 },
    )
  })
})
