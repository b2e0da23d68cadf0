import { describe, expect, test } from 'vitest'
import { type CollectOptions, memorySeenReports } from '../../../src/accounts/selling-partner/index.ts'
import { FakeAmazon, report, responses } from '../../support/fake-amazon.ts'

const settlements = 'GET_V2_SETTLEMENT_REPORT_DATA_FLAT_FILE_V2'
const of = (reportId: string, day: number, fields = {}) =>
  report({ reportId, reportType: settlements, createdTime: `2025-01-0${day}T00:00:00+00:00`, ...fields })

async function idsOf(amazon: FakeAmazon, options: Partial<CollectOptions> = {}): Promise<string[]> {
  const ids: string[] = []
  for await (const one of amazon.account().collect({ reportTypes: [settlements], ...options }))
    ids.push(one.report.reportId)
  return ids
}

const query = (amazon: FakeAmazon) => new URL(amazon.last('getReports').request.url).searchParams

describe('collecting', () => {
  test('yields the finished reports of all pages once each, oldest first', async () => {
    const amazon = new FakeAmazon()
    amazon.respond(
      'getReports',
      responses.reports([of('3', 3), of('2', 2)], 'next'),
      responses.reports([of('2', 2), of('1', 1)]),
    )
    expect(await idsOf(amazon)).toEqual(['1', '2', '3'])
    expect([...query(amazon).keys()]).toEqual(['nextToken'])
  })

  test('lists finished reports as far back as Amazon keeps them', async () => {
    const amazon = new FakeAmazon()
    await idsOf(amazon)
    expect(query(amazon).get('processingStatuses')).toBe('DONE,CANCELLED,FATAL')
    expect(query(amazon).get('createdSince')).toBe('2024-10-17T01:00:00.000Z')
    await idsOf(amazon, { since: '2020-01-01T00:00:00Z' })
    expect(query(amazon).get('createdSince')).toBe('2024-10-17T01:00:00.000Z')
    await idsOf(amazon, { since: new Date('2025-01-10'), processingStatuses: ['DONE'], marketplaces: ['DE'] })
    expect(query(amazon).get('createdSince')).toBe('2025-01-10T00:00:00.000Z')
    expect(query(amazon).get('processingStatuses')).toBe('DONE')
    expect(query(amazon).get('marketplaceIds')).toBe('A1PA6795UKMFR9')
  })

  test('rejects if the page tokens repeat', async () => {
    const amazon = new FakeAmazon()
    const page = (token: string) => () => responses.reports([of('1', 1)], token)
    amazon.respond('getReports', ...['a', 'b', 'a', 'b', 'a', 'b'].map(page))
    await expect(idsOf(amazon)).rejects.toThrow(Error)
    expect(amazon.count('getReports')).toBeLessThan(6)
  })

  test('lists at most ten report types at a time', async () => {
    const amazon = new FakeAmazon()
    const reportTypes = Array.from({ length: 21 }, (_, index) => `GET_TYPE_${index}`)
    await idsOf(amazon, { reportTypes: [...reportTypes, 'GET_TYPE_0'] })
    const sent = amazon.sent
      .filter(({ operation }) => operation === 'getReports')
      .map(({ request }) => new URL(request.url).searchParams.get('reportTypes')?.split(','))
    expect(sent.map((types) => types?.length)).toEqual([10, 10, 1])
    expect(sent.flat()).toEqual(reportTypes)
  })

  test('skips seen reports, and records a report only when the next one is requested', async () => {
    const amazon = new FakeAmazon()
    const seen = memorySeenReports()
    const both = () => responses.reports([of('1', 1), of('2', 2)])
    amazon.respond('getReports', both, both, both, both)
    const failing = async () => {
      for await (const { report: one } of amazon.account().collect({ reportTypes: [settlements], seen })) {
        if (one.reportId === '2') throw new Error('disk full')
      }
    }
    await expect(failing()).rejects.toThrow('disk full')
    expect(await idsOf(amazon, { seen })).toEqual(['2'])
    expect(await idsOf(amazon, { seen })).toEqual([])
    expect(await seen.has('selling-partner eu 1')).toBe(true)
    expect(await idsOf(amazon)).toEqual(['1', '2'])
  })

  test('yields documents, and the reasons of cancelled and failed reports', async () => {
    const amazon = new FakeAmazon()
    const reports = [
      of('1', 1),
      of('2', 2, { processingStatus: 'CANCELLED', reportDocumentId: undefined }),
      of('3', 3, { processingStatus: 'FATAL', reportDocumentId: 'doc-3' }),
      of('4', 4, { reportDocumentId: undefined }),
    ]
    amazon.respond('getReports', responses.reports(reports))
    amazon.respond('download', responses.document(Buffer.from('{"errorDetails":"too early"}')))
    const endings: unknown[] = []
    for await (const ending of amazon.account().collect({ reportTypes: [settlements] })) endings.push(ending)
    expect(endings).toMatchObject([
      { status: 'done', document: { reportDocumentId: 'doc-1' } },
      { status: 'cancelled', likely: 'unknown' },
      { status: 'fatal', reason: 'too early', document: { reportDocumentId: 'doc-3' } },
      { status: 'fatal', reason: expect.stringContaining('returned no document') },
    ])
  })

  test('requests restricted documents with a restricted data token', async () => {
    const amazon = new FakeAmazon()
    const reportType = 'GET_ORDER_REPORT_DATA_SHIPPING'
    amazon.respond('getReports', responses.reports([of('1', 1, { reportType })]))
    for await (const one of amazon.account().collect({ reportTypes: [reportType] })) {
      if (one.status === 'done') await one.document.text()
    }
    expect(amazon.last('getReportDocument').request.headers.get('x-amz-access-token')).toContain('RESTRICTED1')
  })

  test('rejects with the reason of its signal', async () => {
    const amazon = new FakeAmazon()
    const controller = new AbortController()
    amazon.respond('getReports', responses.reports([of('1', 1), of('2', 2)]))
    const collecting = async () => {
      for await (const _ of amazon.account().collect({ reportTypes: [settlements], signal: controller.signal })) {
        controller.abort(new Error('enough'))
      }
    }
    await expect(collecting()).rejects.toThrow('enough')
  })

  test.each([
    ['no report types', { reportTypes: [] }, 'reportTypes'],
    ['an empty report type', { reportTypes: [''] }, 'reportTypes'],
    ['a report that has not finished', { processingStatuses: ['IN_QUEUE' as 'DONE'] }, 'processingStatuses'],
    ['no status', { processingStatuses: [] }, 'processingStatuses'],
    ['a time to come', { since: '2025-02-01T00:00:00Z' }, 'future'],
    ['a time without zone', { since: '2025-01-01T00:00:00' }, '`since` must be'],
    ['marketplaces of another region', { marketplaces: ['US'] }, 'region'],
  ])('immediately rejects %s', (_what, options, words) => {
    const amazon = new FakeAmazon()
    expect(() => amazon.account().collect({ reportTypes: [settlements], ...options })).toThrow(words)
    expect(amazon.sent).toEqual([])
  })
})
