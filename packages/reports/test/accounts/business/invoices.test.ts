import { describe, expect, test } from 'vitest'
import type { InvoiceResult } from '../../../src/accounts/business/index.ts'
import type { Job, ProgressEvent, ReportEvent } from '../../../src/index.ts'
import { businessAt, invoice, invoiceType, numbered, refused } from '../../support/business.ts'
import { FakeAmazon, responses, savingRun } from '../../support/fake-amazon.ts'
import { collect } from '../../support/streams.ts'

const three = [invoice('A'), invoice('B'), invoice('C')]

function endings(results: readonly InvoiceResult[]): unknown[] {
  return results.map(({ outcome, error }) => outcome?.status ?? error)
}

describe('many invoices in one call', () => {
  test('yield one outcome each, together with its request', async () => {
    const amazon = numbered(new FakeAmazon(), 3)
    const results = await collect(businessAt(amazon).invoices(three))
    expect(endings(results)).toEqual(['done', 'done', 'done'])
    expect(new Set(results.map(({ request }) => request))).toEqual(new Set(three))
    expect(
      amazon.sent.filter(({ operation }) => operation === 'createReport').map(({ body }) => JSON.parse(body)),
    ).toEqual(
      three.map(({ reportOptions }) => ({
        reportType: 'GET_AB_INVOICE_PDF',
        marketplaceIds: ['A1PA6795UKMFR9'],
        reportOptions,
      })),
    )
  })

  test('respect the rate limit: after a burst of 15, one every ten seconds', async () => {
    const amazon = numbered(new FakeAmazon(), 40)
    const sentAt: number[] = []
    const account = businessAt(amazon, {
      onEvent: (event) => {
        if (event.type === 'created') sentAt.push(amazon.clock.now())
      },
    })
    const results = await collect(account.invoices(Array.from({ length: 40 }, (_, index) => invoice(`I${index}`))))
    expect(results).toHaveLength(40)
    const begin = sentAt[0] as number
    for (const [index, time] of sentAt.entries()) expect(time - begin).toBeGreaterThanOrEqual((index - 15) * 10_000)
  })

  test('continue after one fails', async () => {
    const amazon = new FakeAmazon().respond('createReport', responses.created(), refused(), responses.created())
    const results = await collect(businessAt(amazon).invoices(three))
    expect(endings(results).filter((ending) => ending === 'done')).toHaveLength(2)
    const failed = results.find(({ error }) => error !== undefined)
    expect(failed?.request).toBe(three[1])
    expect(failed?.error).toMatchObject({ name: 'ApiError', status: 400 })
  })

  test('are not delayed by a slow report', async () => {
    const amazon = numbered(new FakeAmazon(), 3)
    let ended = 0
    const looks = (request: Request) =>
      responses.report({ processingStatus: request.url.endsWith('report-1') && ended < 2 ? 'IN_PROGRESS' : 'DONE' })
    amazon.respond('getReport', ...Array.from({ length: 1_000 }, () => looks))
    const onEvent = (event: ReportEvent | ProgressEvent) => {
      if (event.type === 'progress') ended = event.finished + event.failed
    }
    const results = await collect(businessAt(amazon).invoices(three, { onEvent }))
    expect(results.map(({ outcome }) => outcome?.job.reportId)).toEqual(['report-2', 'report-3', 'report-1'])
  })

  test('emit progress events', async () => {
    const amazon = new FakeAmazon().respond('createReport', refused())
    const events: (ReportEvent | ProgressEvent)[] = []
    await collect(businessAt(amazon).invoices(three, { onEvent: (event) => events.push(event) }))
    const progress = events.filter((event) => event.type === 'progress')
    expect(progress.map(({ finished, failed }) => finished + failed)).toEqual([1, 2, 3])
    expect(progress.at(-1)).toEqual({ type: 'progress', total: 3, requested: 2, finished: 2, failed: 1 })
    expect(events.filter((event) => event.type === 'created')).toHaveLength(2)
  })

  test('have at most one job whose createReport has no response yet', async () => {
    const amazon = numbered(new FakeAmazon(), 20)
    const open = new Set<string>()
    let most = 0
    await collect(
      businessAt(amazon).invoices(
        Array.from({ length: 20 }, (_, index) => invoice(`I${index}`)),
        {
          save(job) {
            if (job.step === 'creating') open.add(job.id)
            else open.delete(job.id)
            most = Math.max(most, open.size)
          },
        },
      ),
    )
    expect(most).toBe(1)
  })
})

describe('many invoices, interrupted', () => {
  test('by a signal, leave jobs that a later call resumes', async () => {
    const amazon = numbered(new FakeAmazon(), 3)
    const stop = new AbortController()
    const { saved, save } = savingRun()
    const running = collect(
      businessAt(amazon).invoices(three, {
        save: save as NonNullable<typeof save>,
        signal: stop.signal,
        onEvent(event) {
          if (event.type === 'created' && event.job.reportId === 'report-2') stop.abort(new Error('Ctrl-C'))
        },
      }),
    )
    await expect(running).rejects.toThrow('Ctrl-C')
    const latest = new Map(saved.map((job) => [job.reportOptions?.invoiceId, job]))
    expect(latest.get('B')).toMatchObject({ step: 'waiting', reportId: 'report-2' })
    expect(amazon.count('createReport')).toBe(2)

    const rest = three.map((request) => latest.get(request.reportOptions.invoiceId) ?? request)
    expect(endings(await collect(businessAt(amazon).invoices(rest)))).toEqual(['done', 'done', 'done'])
    expect(amazon.count('createReport')).toBe(3)
  })

  test('while one waits for the rate limit, are each requested once in total', async () => {
    const amazon = numbered(new FakeAmazon(), 36)
    const stop = new AbortController()
    const twenty = Array.from({ length: 20 }, (_, index) => invoice(`I${index}`))
    const jobs = new Map<string | undefined, Job>()
    const save = (job: Job) => void jobs.set(job.reportOptions?.invoiceId, job)
    const account = businessAt(amazon, {
      onEvent(event) {
        if (event.type === 'wait' && event.operation === 'createReport') stop.abort(new Error('Ctrl-C'))
      },
    })
    for (let count = 0; count < 15; count++) await account.start({ reportType: invoiceType, ...invoice('before') })
    await expect(collect(account.invoices(twenty, { save, signal: stop.signal }))).rejects.toThrow('Ctrl-C')
    expect([...jobs.values()].filter(({ notSent }) => notSent)).toHaveLength(1)

    const rest = twenty.map((request) => jobs.get(request.reportOptions.invoiceId) ?? request)
    const results = await collect(businessAt(amazon).invoices(rest))
    expect(new Set(endings(results))).toEqual(new Set(['done']))
    expect(amazon.count('createReport')).toBe(15 + 20)
    expect(amazon.count('getReports')).toBe(0)
  })

  test('by leaving the loop, send no further requests', async () => {
    const amazon = numbered(new FakeAmazon(), 100)
    const hundred = Array.from({ length: 100 }, (_, index) => invoice(`I${index}`))
    for await (const _ of businessAt(amazon).invoices(hundred)) break
    // A request that was in flight when the loop ended may still arrive.
    await new Promise((resolve) => setImmediate(resolve))
    const sent = amazon.count('createReport')
    expect(sent).toBeLessThanOrEqual(2)
    await new Promise((resolve) => setImmediate(resolve))
    expect(amazon.count('createReport')).toBe(sent)
  })
})

describe('an invalid list of invoices is rejected before anything is sent:', () => {
  const amazon = new FakeAmazon()
  const account = businessAt(amazon)

  test('an empty or missing list', () => {
    expect(() => account.invoices([])).toThrow('The list of invoices must be an array with at least one entry.')
    // @ts-expect-error the list must be an array
    expect(() => account.invoices('INV-1')).toThrow(TypeError)
  })

  test('an invalid entry, with its index', () => {
    const wrong = { ...invoice('B'), marketplaces: ['US'] }
    expect(() => account.invoices([invoice('A'), wrong])).toThrow(
      'Invoice 1 of the list: Invalid `marketplaces`: US belongs to the region na',
    )
    // @ts-expect-error the options of an invoice are required
    expect(() => account.invoices([{ marketplaces: ['DE'] }])).toThrow(
      'Invoice 0 of the list: `reportOptions` must identify',
    )
    // @ts-expect-error each entry must be an object
    expect(() => account.invoices(['INV-1'])).toThrow('Invoice 0 of the list: The entry must be a request or a job.')
  })

  test('a job of another account', async () => {
    const job = await new FakeAmazon().account().start({ reportType: 'GET_X', marketplaces: ['DE'] })
    expect(() => account.invoices([job])).toThrow('Invoice 0 of the list: The job belongs to the API selling-partner')
    expect(amazon.sent).toEqual([])
  })
})
