import { describe, expect, test } from 'vitest'
import type { ReportRequest } from '../../../src/accounts/pay/index.ts'
import { type Archive, adopt, type DocumentToArchive, type Job, type ReportEvent } from '../../../src/index.ts'
import { responses, savingRun } from '../../support/fake-amazon.ts'
import { FakePay, orders, payReport, payResponses, settlements } from './fake-pay.ts'

const day: ReportRequest = { reportType: orders, from: '2025-01-13T00:00:00Z', to: '2025-01-14T00:00:00Z' }

describe('run', () => {
  test('requests a report, polls it, and returns its document', async () => {
    const pay = new FakePay().respond('getReportById', payResponses.report({ processingStatus: 'IN_PROGRESS' }))
    const outcome = await pay.account().run(day)
    expect(outcome).toMatchObject({ status: 'done', report: { processingStatus: 'COMPLETED' } })
    expect(pay.all('getReportById')).toHaveLength(2)
    expect(pay.all('getReportDocument')).toHaveLength(0)
    expect(outcome.status === 'done' && (await outcome.document.text())).toBe('"Id"\r\n"1"\r\n')
  })

  test.each<[string, Pick<ReportRequest, 'from' | 'to'>]>([
    ['Dates', { from: new Date('2022-08-04T00:00:00.999Z'), to: new Date('2022-08-04T23:59:59.999Z') }],
    ['the basic form', { from: '20220804T000000Z', to: '20220804T235959Z' }],
    ['a zone', { from: '2022-08-04T09:00:00+09:00', to: '2022-08-05T08:59:59+09:00' }],
  ])('accepts %s for the window, and sends the basic format', async (_, window) => {
    const pay = new FakePay()
    const { saved, ...options } = savingRun()
    await pay.account().start({ reportType: orders, ...window }, options)
    const startTime = '20220804T000000Z'
    expect(JSON.parse(pay.last('createReport').body)).toEqual({
      reportType: orders,
      startTime,
      endTime: '20220804T235959Z',
    })
    expect(saved[0]).toMatchObject({
      api: 'pay',
      region: 'eu',
      environment: 'live',
      marketplaceIds: [],
      dataStartTime: '2022-08-04T00:00:00.000Z',
      dataEndTime: '2022-08-04T23:59:59.000Z',
      step: 'creating',
    })
  })

  test('sends the id of its job as the idempotency key', async () => {
    const pay = new FakePay()
    const { id } = await pay.account().start(day)
    const key = pay.last('createReport').request.headers.get('x-amz-pay-idempotency-key')
    expect(key).toBe(id.replaceAll('-', ''))
  })

  test.each([
    ['CANCELLED', { status: 'cancelled', likely: 'no data', why: expect.stringContaining('there is no data') }],
    ['FAILED', { status: 'fatal' }],
  ])('returns the outcome of a report that ended as %s', async (processingStatus, outcome) => {
    const { reportDocumentId: _none, ...report } = payReport({ processingStatus })
    const pay = new FakePay().respond('getReportById', Response.json(report))
    expect(await pay.account().run(day)).toMatchObject({ ...outcome, report })
  })

  test('resumes a job in another process', async () => {
    const pay = new FakePay()
    const job: Job = JSON.parse(JSON.stringify(await pay.account().start(day)))
    expect(await pay.account().resume(job)).toMatchObject({ status: 'done', job: { step: 'finished' } })
    expect(pay.all('createReport')).toHaveLength(1)
  })

  test('finds the reports that a createReport with a lost response may have created', async () => {
    const others = [
      payReport({ reportId: 'other type', reportType: settlements }),
      payReport({ reportId: 'other window', endTime: '20250115T000000Z' }),
    ]
    const pay = new FakePay()
      .respond('createReport', responses.reset())
      .respond('getReports', payResponses.reports(others, 'page-2'), payResponses.reports([payReport()]))
    const outcome = await pay.account().run(day)
    expect(outcome).toMatchObject({ status: 'unknown', candidates: [payReport()] })
    const [first, second] = pay.all('getReports').map(({ request }) => new URL(request.url).searchParams)
    expect(Object.fromEntries(first ?? [])).toEqual({
      reportTypes: orders,
      createdSince: '20250114T235900Z',
      pageSize: '100',
    })
    expect(Object.fromEntries(second ?? [])).toEqual({ nextToken: 'page-2' })
    expect(await pay.account().resume(adopt(outcome.job, payReport().reportId))).toMatchObject({ status: 'done' })
  })

  test.each<[string, Partial<ReportRequest>, RegExp]>([
    [
      'a settlement report',
      { reportType: settlements },
      /_SETTLEMENT_DATA_ .*created by Amazon.*with collect.*override: true/s,
    ],
    [
      "another API's report",
      { reportType: 'GET_AB_INVOICE_PDF' },
      /^`reportType` GET_AB.* is a report type of Amazon Business\. Use amazonBusiness\(\)/,
    ],
    ['no report type', { reportType: '' }, /^`reportType` must be a report type/],
    ['no end', { to: undefined as never }, /^`to` must be a Date or an ISO 8601 string/],
    ['an invalid Date', { from: new Date(Number.NaN) }, /^`from` is an invalid Date/],
    ['a day that does not exist', { from: '20220230T000000Z' }, /^`from` is a date or time that does not exist/],
    ['a time without zone', { to: '20220804T235959' }, /^`to` must be .* with a time and a time zone/],
    ["the slip of Amazon's own page", { to: '2022-08-06T23-59-59Z' }, /^`to` has dashes .* 20220806T235959Z/],
    ['an end before its beginning', { to: '20250101T000000Z' }, /`from` and `to` are in the wrong order/],
    ['marketplaces', { marketplaces: ['DE'] } as never, /^Unknown field `marketplaces`/],
  ])('rejects %s, and sends nothing', async (_, fields, message) => {
    const pay = new FakePay()
    await expect(pay.account().run({ ...day, ...fields })).rejects.toThrow(TypeError)
    await expect(pay.account().run({ ...day, ...fields })).rejects.toThrow(message)
    expect(pay.sent).toEqual([])
  })

  test('requests settlements only in the sandbox, and sends unknown types to Amazon', async () => {
    const sandbox = '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_'
    const account = new FakePay().account({ publicKeyId: 'SANDBOX-A' })
    await expect(account.start(day)).rejects.toThrow(
      /cannot be requested: the sandbox creates .*SANDBOX_SETTLEMENT.*override: true/,
    )
    await expect(account.start({ ...day, reportType: sandbox })).resolves.toMatchObject({ environment: 'sandbox' })
    await expect(account.start({ ...day, reportType: '_GET_NEWER_' })).resolves.toMatchObject({ step: 'waiting' })
  })

  test('sends the request on override, and emits what the catalogue says', async () => {
    const pay = new FakePay().respond('createReport', payResponses.error(400, 'InvalidParameterValue'))
    const events: ReportEvent[] = []
    const run = pay
      .account()
      .run({ ...day, reportType: settlements, override: true }, { onEvent: (event) => events.push(event) })
    await expect(run).rejects.toMatchObject({ status: 400, errors: [{ code: 'InvalidParameterValue' }] })
    expect(events).toContainEqual(expect.objectContaining({ type: 'warning' }))
    const inSandbox = pay.account({ publicKeyId: 'SANDBOX-A' })
    await expect(inSandbox.start({ ...day, override: true })).resolves.toMatchObject({ step: 'waiting' })
  })

  test.each([
    ['region', { region: 'na' as const }],
    ['environment', { publicKeyId: 'SANDBOX-A' }],
  ])('rejects a job of another %s', async (what, options) => {
    const job = await new FakePay().account().start(day)
    await expect(new FakePay().account(options).resume(job)).rejects.toThrow(`belongs to the ${what}`)
  })
})

describe('collect', () => {
  const settlement = (reportId: string, createdTime: string) =>
    payReport({ reportId, createdTime, reportType: settlements })

  test('yields finished reports, oldest first', async () => {
    const newer = settlement('2', '20250114T000000Z')
    const older = settlement('1', '20241231T235959Z')
    const pay = new FakePay().respond(
      'getReports',
      payResponses.reports([newer], 'next'),
      payResponses.reports([older]),
    )
    const found: string[] = []
    for await (const { status, report } of pay.account().collect({ reportTypes: [settlements] })) {
      found.push(`${status} ${report.reportId}`)
    }
    expect(found).toEqual(['done 1', 'done 2'])
    const [first] = pay.all('getReports')
    expect(Object.fromEntries(new URL(first?.request.url ?? '').searchParams)).toEqual({
      reportTypes: settlements,
      processingStatuses: 'COMPLETED,CANCELLED,FAILED',
      createdSince: '20241017T010000Z',
      pageSize: '100',
    })
  })

  test('passes the report of a document to the archive', async () => {
    const opened: DocumentToArchive[] = []
    const archive: Archive = {
      open(document, { download, signal }) {
        opened.push(document)
        return download(signal)
      },
      recordRead: async () => {},
    }
    const pay = new FakePay().respond('getReports', payResponses.reports([settlement('1', '20250114T000000Z')]))
    for await (const collected of pay.account({ archive }).collect({ reportTypes: [settlements] })) {
      if (collected.status === 'done') await collected.document.text()
    }
    expect(opened).toMatchObject([
      {
        api: 'pay',
        region: 'eu',
        environment: 'live',
        reportId: '1',
        reportType: settlements,
        reportDocumentId: 'document-1',
        dataStartTime: '20250113T000000Z',
        dataEndTime: '20250114T000000Z',
      },
    ])
  })

  test('sends `since` in the basic format, and accepts only statuses of finished reports', async () => {
    const pay = new FakePay()
    for await (const _ of pay.account().collect({ reportTypes: [settlements], since: '20250101T000000Z' })) break
    expect(new URL(pay.last('getReports').request.url).searchParams.get('createdSince')).toBe('20250101T000000Z')
    const unfinished = { reportTypes: [settlements], processingStatuses: ['IN_PROGRESS'] }
    expect(() => pay.account().collect(unfinished as never)).toThrow(/must be an array of COMPLETED, CANCELLED, FAILED/)
  })
})

describe('a settlement', () => {
  const csv = [
    '"SettlementStartDate","2025-01-01T00:00:00+0000"',
    '"SettlementEndDate","2025-01-15T00:00:00+0000"',
    '"TransactionPostedDate","SettlementId","TransactionType","CurrencyCode","NetTransactionAmount"',
    '"2025-01-02T00:00:00+0000","77","Capture","EUR","1,000.10"',
    '"2025-01-03T00:00:00+0000","77","Refund","EUR","-0.30"',
    '"2025-01-15T00:00:00+0000","77","Transfer","EUR","-999.80"',
    '',
  ].join('\r\n')

  test.each([
    ['whose type the report tells', settlements],
    ['of the sandbox', '_GET_FLAT_FILE_OFFAMAZONPAYMENTS_SANDBOX_SETTLEMENT_DATA_'],
  ])('%s has a summary and rows', async (_, reportType) => {
    const pay = new FakePay().respond('download', new Response(csv, { headers: { 'content-type': 'text/csv' } }))
    const document = pay.account().document('document-1', { reportType })
    const { summary, rows } = await document.settlement()
    expect(summary).toMatchObject({ settlementId: '77', startDate: '2025-01-01T00:00:00+0000', currency: 'EUR' })
    const types: unknown[] = []
    for await (const batch of rows) types.push(...batch.map(({ TransactionType }) => TransactionType))
    expect(types).toEqual(['Capture', 'Refund', 'Transfer'])
    expect(rows.summary.warnings).toEqual([])
  })
})

describe('a document', () => {
  const expired = () =>
    new Response('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>', { status: 403 })

  test('is located when its download starts, and again when the download URL is nearly thirty seconds old', async () => {
    const pay = new FakePay()
    const document = pay.account().document('document-1')
    expect(pay.sent).toEqual([])
    await document.text()
    pay.clock.advance(20_000)
    await document.text()
    expect(pay.all('getReportDocument')).toHaveLength(1)
    pay.clock.advance(9_000)
    await document.text()
    expect(pay.all('getReportDocument')).toHaveLength(2)
  })

  test('is located again if the download URL expired before the download started', async () => {
    const pay = new FakePay().respond('download', expired)
    expect(await pay.account().document('document-1').text()).toBe('"Id"\r\n"1"\r\n')
    expect(pay.all('getReportDocument')).toHaveLength(2)
  })

  test('fails if a new download URL has expired as well', async () => {
    const pay = new FakePay().respond('download', expired, expired)
    await expect(pay.account().document('document-1').text()).rejects.toMatchObject({
      name: 'DocumentError',
      code: 'URL_EXPIRED',
    })
  })

  test('is downloaded without a signature', async () => {
    const pay = new FakePay()
    await pay.account().document('document-1').text()
    const { headers } = pay.last('download').request
    expect([...headers.keys()].filter((name) => name === 'authorization' || name.startsWith('x-amz'))).toEqual([])
  })

  test.each([
    ['jp', 'shift_jis', '備考'],
    ['eu', 'windows-1252', 'Prüfung'],
  ] as const)('of %s is read as %s if it is not UTF-8 and has no charset label', async (region, _, text) => {
    const bytes = region === 'jp' ? [0x94, 0xf5, 0x8d, 0x6c] : [...Buffer.from(text, 'latin1')]
    const pay = new FakePay().respond('download', new Response(Uint8Array.from(bytes)))
    expect(await pay.account({ region }).document('document-1').text()).toBe(text)
  })
})
