import { describe, expect, test } from 'vitest'
import { type CollectOptions, memorySeenReports } from '../../../src/accounts/selling-partner/index.ts'
import { answer, FakeAmazon, report } from '../../support/fake-amazon.ts'

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
  test('gives the finished reports of all pages, oldest first, each once', async () => {
    const amazon = new FakeAmazon()
    amazon.answers(
      'getReports',
      answer.reports([of('3', 3), of('2', 2)], 'next'),
      answer.reports([of('2', 2), of('1', 1)]),
    )
    expect(await idsOf(amazon)).toEqual(['1', '2', '3'])
    expect([...query(amazon).keys()]).toEqual(['nextToken'])
  })

  test('asks for finished reports, as far back as Amazon lists them', async () => {
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

  test('ends with an error when the page tokens repeat', async () => {
    const amazon = new FakeAmazon()
    const page = (token: string) => () => answer.reports([of('1', 1)], token)
    amazon.answers('getReports', ...['a', 'b', 'a', 'b', 'a', 'b'].map(page))
    await expect(idsOf(amazon)).rejects.toThrow(Error)
    expect(amazon.count('getReports')).toBeLessThan(6)
  })

  test('asks for at most ten report types at a time', async () => {
    const amazon = new FakeAmazon()
    const reportTypes = Array.from({ length: 21 }, (_, index) => `GET_TYPE_${index}`)
    await idsOf(amazon, { reportTypes: [...reportTypes, 'GET_TYPE_0'] })
    const asked = amazon.sent
      .filter(({ operation }) => operation === 'getReports')
      .map(({ request }) => new URL(request.url).searchParams.get('reportTypes')?.split(','))
    expect(asked.map((types) => types?.length)).toEqual([10, 10, 1])
    expect(asked.flat()).toEqual(reportTypes)
  })

  test('leaves out what has been seen, and adds a report only when the loop comes back', async () => {
    const amazon = new FakeAmazon()
    const seen = memorySeenReports()
    const both = () => answer.reports([of('1', 1), of('2', 2)])
    amazon.answers('getReports', both, both, both, both)
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

  test('gives documents, why a report was cancelled, and why it failed', async () => {
    const amazon = new FakeAmazon()
    const reports = [
      of('1', 1),
      of('2', 2, { processingStatus: 'CANCELLED', reportDocumentId: undefined }),
      of('3', 3, { processingStatus: 'FATAL', reportDocumentId: 'doc-3' }),
      of('4', 4, { reportDocumentId: undefined }),
    ]
    amazon.answers('getReports', answer.reports(reports))
    amazon.answers('download', answer.document(Buffer.from('{"errorDetails":"too early"}')))
    const endings: unknown[] = []
    for await (const ending of amazon.account().collect({ reportTypes: [settlements] })) endings.push(ending)
    expect(endings).toMatchObject([
      { status: 'done', document: { reportDocumentId: 'doc-1' } },
      { status: 'cancelled', likely: 'unknown' },
      { status: 'fatal', reason: 'too early', document: { reportDocumentId: 'doc-3' } },
      { status: 'fatal', reason: expect.stringContaining('returned no document') },
    ])
  })

  test('asks for restricted documents with their token', async () => {
    const amazon = new FakeAmazon()
    const reportType = 'GET_ORDER_REPORT_DATA_SHIPPING'
    amazon.answers('getReports', answer.reports([of('1', 1, { reportType })]))
    for await (const one of amazon.account().collect({ reportTypes: [reportType] })) {
      if (one.status === 'done') await one.document.text()
    }
    expect(amazon.last('getReportDocument').request.headers.get('x-amz-access-token')).toContain('RESTRICTED1')
  })

  test('ends with the reason of its signal', async () => {
    const amazon = new FakeAmazon()
    const controller = new AbortController()
    amazon.answers('getReports', answer.reports([of('1', 1), of('2', 2)]))
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
  ])('refuses at once %s', (_what, options, words) => {
    const amazon = new FakeAmazon()
    expect(() => amazon.account().collect({ reportTypes: [settlements], ...options })).toThrow(words)
    expect(amazon.sent).toEqual([])
  })
})
