import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { amazonBusiness } from '../../../src/accounts/business/index.ts'
import { businessAt, invoiceType } from '../../support/business.ts'
import { credentials, FakeAmazon, report, responses, savingRun } from '../../support/fake-amazon.ts'

const request = {
  reportType: invoiceType,
  marketplaces: ['DE'],
  reportOptions: { invoiceId: 'INV-1', documentType: 'Invoice' },
} as const

describe('a run of a business account', () => {
  test('requests an invoice from the host of its region', async () => {
    const amazon = new FakeAmazon()
    const outcome = await businessAt(amazon).run(request)
    expect(outcome.status).toBe('done')
    const { request: sent, body } = amazon.last('createReport')
    expect(sent.url).toBe('https://eu.business-api.amazon.com/reports/2021-09-30/reports')
    expect(sent.headers.get('x-amz-access-token')).toBe('Atza|ACCESSaccess')
    expect(JSON.parse(body)).toEqual({
      reportType: invoiceType,
      marketplaceIds: ['A1PA6795UKMFR9'],
      reportOptions: { invoiceId: 'INV-1', documentType: 'Invoice' },
    })
  })

  test('uses the sandbox if that is set', async () => {
    const amazon = new FakeAmazon()
    await businessAt(amazon, { sandbox: true, region: 'jp' }).start({ ...request, marketplaces: ['JP'] })
    expect(amazon.last('createReport').request.url).toContain('https://sandbox.jp.business-api.amazon.com/')
  })

  test('passes on unknown options and the fields of other report types', async () => {
    const amazon = new FakeAmazon()
    await businessAt(amazon).start({ reportType: 'GET_OTHER', marketplaces: ['DE'], reportOptions: { shape: 'round' } })
    expect(JSON.parse(amazon.last('createReport').body)).toMatchObject({
      reportType: 'GET_OTHER',
      reportOptions: { shape: 'round' },
    })
  })

  test('saves jobs that name their account, and resumes them', async () => {
    const amazon = new FakeAmazon()
    const options = savingRun()
    const job = await businessAt(amazon).start(request, options)
    expect(options.saved.map(({ api, region, step }) => [api, region, step])).toEqual([
      ['business', 'eu', 'creating'],
      ['business', 'eu', 'creating'],
      ['business', 'eu', 'waiting'],
    ])
    expect(await businessAt(amazon).resume(job)).toMatchObject({ status: 'done', job: { reportId: '50001' } })
  })

  test('does not resume a job of a seller', async () => {
    const amazon = new FakeAmazon()
    const job = await amazon.account().start({ reportType: 'GET_X', marketplaces: ['DE'] })
    await expect(businessAt(amazon).resume(job)).rejects.toThrow('belongs to the API selling-partner, not to business')
  })

  test('does not resend createReport if its response is lost, and returns the candidates', async () => {
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset())
      .respond('getReports', responses.reports([report({ reportType: invoiceType })]))
    const outcome = await businessAt(amazon).run(request)
    expect(outcome).toMatchObject({ status: 'unknown', candidates: [{ reportId: '50001' }] })
    expect(amazon.count('createReport')).toBe(1)
  })
})

describe('a business account', () => {
  test('collects finished reports that others requested', async () => {
    const amazon = new FakeAmazon().respond('getReports', responses.reports([report({ reportType: invoiceType })]))
    const collected: string[] = []
    for await (const { report } of businessAt(amazon).collect({ reportTypes: [invoiceType], marketplaces: ['DE'] })) {
      collected.push(report.reportId)
    }
    expect(collected).toEqual(['50001'])
    const { searchParams } = new URL(amazon.last('getReports').request.url)
    expect(searchParams.get('marketplaceIds')).toBe('A1PA6795UKMFR9')
    expect(searchParams.get('processingStatuses')).toBe('DONE,CANCELLED,FATAL')
  })

  test('returns any document by id', async () => {
    const amazon = new FakeAmazon()
    expect(await businessAt(amazon).document('doc-9').text()).toContain('Café')
    expect(amazon.last('getReportDocument').request.url).toContain('/reports/2021-09-30/documents/doc-9')
    expect(() => businessAt(amazon).document('')).toThrow(TypeError)
  })

  test('does not expose secrets when it is inspected', () => {
    const shown = inspect(businessAt(new FakeAmazon()), { depth: null, showHidden: true })
    expect(shown).not.toMatch(/SECRETsecret|REFRESHrefresh/)
  })

  test('has neither schedules nor notifications', () => {
    expect(Object.keys(businessAt(new FakeAmazon())).sort()).toEqual(
      ['call', 'client', 'collect', 'document', 'invoices', 'region', 'resume', 'run', 'start'].sort(),
    )
  })
})

describe('an invalid request is rejected before anything is sent:', () => {
  const amazon = new FakeAmazon()
  const account = businessAt(amazon)

  test('a region that does not exist', () => {
    // @ts-expect-error the regions of Amazon Business are na, eu and jp
    expect(() => amazonBusiness({ region: 'fe', credentials })).toThrow('`region` must be na (America), eu')
  })

  test('a marketplace of another region', async () => {
    await expect(account.run({ ...request, marketplaces: ['AU'] })).rejects.toThrow(
      "Invalid `marketplaces`: AU belongs to the region jp, but the account's region is eu. Use an account for jp.",
    )
  })

  test('marketplaces of two regions', async () => {
    await expect(account.run({ ...request, marketplaces: ['DE', 'US'] })).rejects.toThrow(
      'Invalid `marketplaces`: they must belong to one region, but belong to several: eu: DE; na: US',
    )
  })

  test('a marketplace without Amazon Business', async () => {
    await expect(account.run({ ...request, marketplaces: ['NL'] })).rejects.toThrow('Unknown marketplace "NL"')
  })

  test('options that are not strings', async () => {
    // @ts-expect-error option values must be strings
    const running = account.run({ ...request, reportOptions: { invoiceId: 17 } })
    await expect(running).rejects.toThrow('`reportOptions.invoiceId` must be a string')
  })

  test('an unknown field', async () => {
    // @ts-expect-error the field is unknown
    const running = account.run({ ...request, invoiceId: 'INV-1' })
    await expect(running).rejects.toThrow('Unknown field `invoiceId`.')
    expect(amazon.sent).toEqual([])
  })
})
