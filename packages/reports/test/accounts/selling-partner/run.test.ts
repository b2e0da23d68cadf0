import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { ApiError, RequestError } from '@reportline/request'
import { describe, expect, test, vi } from 'vitest'
import { ReportError, type ReportEvent } from '../../../src/index.ts'
import { FakeAmazon, listings, report, responses, savingRun } from '../../support/fake-amazon.ts'
import { collect } from '../../support/streams.ts'

const request = { reportType: listings, marketplaces: ['DE'] } as const

describe('a run', () => {
  test('requests a report type and reads its rows', async () => {
    const amazon = new FakeAmazon()
      .respond('getReport', responses.report({ processingStatus: 'IN_QUEUE' }), responses.report())
      .respond(
        'download',
        responses.document(
          gzipSync(Buffer.from('sku\tname\nA\tCaf\xe9 \x80\n', 'latin1')),
          'text/plain; charset=Cp1252',
        ),
      )
    const outcome = await amazon.account().run(request)
    expect(outcome).toMatchObject({ status: 'done', report: report(), job: { step: 'finished', reportId: '50001' } })
    if (outcome.status !== 'done') return
    expect(await collect(outcome.document.rows())).toEqual([[{ sku: 'A', name: 'Café €' }]])
  })

  test('sends the request with the token and the application name', async () => {
    const amazon = new FakeAmazon()
    await amazon.account().run({
      ...request,
      marketplaces: ['DE', 'A13V1IB3VIYZZH'],
      from: '2025-01-01T00:00:00+01:00',
      to: new Date('2025-01-10T00:00:00Z'),
      reportOptions: { custom: 'true' },
    })
    const { request: sent, body } = amazon.last('createReport')
    expect(sent.url).toBe('https://sellingpartnerapi-eu.amazon.com/reports/2021-06-30/reports')
    expect(sent.headers.get('x-amz-access-token')).toBe('Atza|ACCESSaccess')
    expect(sent.headers.get('user-agent')).toContain('Tests/1')
    expect(JSON.parse(body)).toEqual({
      reportType: listings,
      marketplaceIds: ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH'],
      dataStartTime: '2024-12-31T23:00:00.000Z',
      dataEndTime: '2025-01-10T00:00:00.000Z',
      reportOptions: { custom: 'true' },
    })
  })

  test('uses the sandbox or another endpoint if that is set', async () => {
    const amazon = new FakeAmazon()
    await amazon.account({ sandbox: true }).run(request)
    expect(amazon.last('createReport').request.url).toContain('https://sandbox.sellingpartnerapi-eu.amazon.com/')
    const endpoint = 'http://127.0.0.1:9'
    await amazon.account({ endpoint, tokenEndpoint: `${endpoint}/auth/o2/token` }).run(request)
    expect(amazon.last('createReport').request.url).toContain(`${endpoint}/reports`)
    expect(amazon.last('token').request.url).toBe(`${endpoint}/auth/o2/token`)
  })

  test('saves its job before anything is sent, and after each step', async () => {
    const amazon = new FakeAmazon()
    const options = savingRun()
    amazon.respond('createReport', () => {
      expect(options.saved.map((job) => job.notSent)).toEqual([true, undefined])
      return responses.created()
    })
    await amazon.account().run(request, options)
    expect(options.saved.map((job) => [job.step, job.reportId, job.report?.processingStatus])).toEqual([
      ['creating', undefined, undefined],
      ['creating', undefined, undefined],
      ['waiting', '50001', undefined],
      ['finished', '50001', 'DONE'],
    ])
    expect(options.saved[0]).toMatchObject({
      version: 1,
      api: 'selling-partner',
      region: 'eu',
      reportType: listings,
      marketplaceIds: ['A1PA6795UKMFR9'],
      requestedAt: '2025-01-15T00:00:00.000Z',
    })
  })

  test('emits events, and ignores exceptions of the listeners', async () => {
    const amazon = new FakeAmazon().respond('getReport', responses.report({ processingStatus: 'IN_QUEUE' }))
    const events: ReportEvent[] = []
    const onEvent = (event: ReportEvent) => {
      events.push(event)
      throw new Error('a mistake of the watcher')
    }
    const forAccount = vi.fn()
    await amazon.account({ onEvent: forAccount }).run(request, { onEvent })
    expect(events.map((event) => event.type)).toEqual(['creating', 'created', 'waiting', 'waiting', 'finished'])
    expect(events.filter((event) => event.type === 'waiting')).toMatchObject([
      { processingStatus: undefined, milliseconds: 5_000 },
      { processingStatus: 'IN_QUEUE', milliseconds: 7_500 },
    ])
    const types = forAccount.mock.calls.map(([event]) => event.type)
    expect(types).toEqual(expect.arrayContaining(['request', 'response', 'creating', 'finished']))
  })

  test('sends nothing if the request is invalid', async () => {
    const amazon = new FakeAmazon()
    await expect(amazon.account().run({ ...request, marketplaces: ['US', 'DE'] })).rejects.toThrow(TypeError)
    await expect(amazon.account().run({ ...request, marketplaces: ['US'] })).rejects.toThrow('region na')
    expect(amazon.sent).toEqual([])
  })

  test('rejects with the reason of a signal, and leaves a job to resume', async () => {
    const amazon = new FakeAmazon()
    const controller = new AbortController()
    amazon.respond('getReport', () => {
      controller.abort(new Error('enough'))
      return responses.report({ processingStatus: 'IN_PROGRESS' })
    })
    const options = savingRun()
    await expect(amazon.account().run(request, { ...options, signal: controller.signal })).rejects.toThrow('enough')
    expect(options.saved.at(-1)).toMatchObject({ step: 'waiting', reportId: '50001' })
  })
})

describe('waiting', () => {
  const inQueue = () => responses.report({ processingStatus: 'IN_QUEUE' })

  test('polls at growing intervals, up to one minute', async () => {
    const amazon = new FakeAmazon().respond('getReport', ...Array.from({ length: 10 }, () => inQueue))
    await amazon.account().run(request)
    expect(amazon.clock.slept).toEqual([5000, 7500, 11250, 16875, 25313, 37969, 56953, 60000, 60000, 60000, 60000])
  })

  test('continues for as long as Amazon takes', async () => {
    const amazon = new FakeAmazon().respond('getReport', ...Array.from({ length: 3_000 }, () => inQueue))
    const outcome = await amazon.account().run(request)
    expect(outcome.status).toBe('done')
    expect(amazon.clock.now() - Date.UTC(2025, 0, 15)).toBeGreaterThan(48 * 3_600_000)
  })

  test('is shortened at random by up to a quarter', async () => {
    const amazon = new FakeAmazon()
    await amazon.account({ random: () => 0.5 }).run(request)
    expect(amazon.clock.slept).toEqual([4375])
  })

  test('continues at an unknown status', async () => {
    const amazon = new FakeAmazon().respond('getReport', responses.report({ processingStatus: 'IN_REVIEW' }))
    expect((await amazon.account().run(request)).status).toBe('done')
  })

  test('survives an outage', async () => {
    const outage = Array.from({ length: 20 }, () => responses.reset)
    const amazon = new FakeAmazon().respond('getReport', ...outage)
    const events: ReportEvent[] = []
    const outcome = await amazon.account().run(request, { onEvent: (event) => events.push(event) })
    expect(outcome.status).toBe('done')
    expect(events.filter((event) => event.type === 'poll-failed')).toHaveLength(4)
  })

  test('survives several outages, one after the other', async () => {
    const outage = Array.from({ length: 20 }, () => responses.reset)
    const amazon = new FakeAmazon().respond('getReport', ...outage, inQueue, ...outage)
    expect((await amazon.account().run(request)).status).toBe('done')
  })

  test('is ended by a signal at once', async () => {
    const amazon = new FakeAmazon()
    const controller = new AbortController()
    const sleep = (_milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason))
        setImmediate(() => controller.abort(new Error('enough')))
      })
    const running = amazon
      .account({ clock: { now: amazon.clock.now, sleep } })
      .run(request, { signal: controller.signal })
    await expect(running).rejects.toThrow('enough')
    expect(amazon.count('getReport')).toBe(0)
  })

  test('rejects with the error if polling fails five times in a row', async () => {
    const amazon = new FakeAmazon().respond('getReport', ...Array.from({ length: 100 }, () => responses.reset))
    await expect(amazon.account().run(request)).rejects.toBeInstanceOf(RequestError)
    expect(amazon.count('getReport')).toBe(25)
  })

  test('continues if Amazon does not know the report in the first two minutes', async () => {
    const notFound = responses.error(404, 'NotFound')
    const amazon = new FakeAmazon().respond('getReport', ...Array.from({ length: 6 }, () => notFound.clone()))
    expect(await amazon.account().run(request)).toMatchObject({ status: 'done' })
    expect(amazon.count('getReport')).toBe(7)
  })

  test('fails if Amazon does not know the report two minutes after its creation', async () => {
    const notFound = responses.error(404, 'NotFound')
    const amazon = new FakeAmazon().respond('getReport', ...Array.from({ length: 60 }, () => notFound.clone()))
    const start = amazon.clock.now()
    await expect(amazon.account().run(request)).rejects.toMatchObject({ status: 404 })
    expect(amazon.clock.now() - start).toBeGreaterThanOrEqual(120_000)
    expect(amazon.clock.now() - start).toBeLessThan(200_000)
  })

  test('ends with a job to resume if the next poll would be after the deadline', async () => {
    const amazon = new FakeAmazon().respond('getReport', ...Array.from({ length: 100 }, () => inQueue))
    const deadline = new Date(amazon.clock.now() + 30_000)
    const error: unknown = await amazon
      .account()
      .run(request, { deadline })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ReportError)
    expect(error).toMatchObject({ code: 'DEADLINE', job: { step: 'waiting', reportId: '50001' } })
    expect(amazon.clock.now()).toBeLessThan(deadline.getTime())
  })
})

describe('an outcome', () => {
  test('that was cancelled in progress suggests missing data', async () => {
    const fields = { processingStatus: 'CANCELLED', processingStartTime: '2025-01-15T00:00:06+00:00' }
    const { reportDocumentId, ...cancelled } = report(fields)
    const amazon = new FakeAmazon().respond('getReport', Response.json(cancelled))
    expect(await amazon.account().run(request)).toMatchObject({
      status: 'cancelled',
      likely: 'no data',
      why: expect.stringContaining('it was not cancelled by a call'),
    })
  })

  test('that was cancelled in the queue has no likely reason, and lists the possible ones', async () => {
    const amazon = new FakeAmazon().respond('getReport', responses.report({ processingStatus: 'CANCELLED' }))
    expect(await amazon.account().run(request)).toMatchObject({
      status: 'cancelled',
      likely: 'unknown',
      why: expect.stringMatching(/no data.*too often.*call cancelled/),
    })
  })

  test.each([
    ['JSON', '{"errorDetails":"The reportPeriod is missing."}', 'The reportPeriod is missing.'],
    ['text', ' Something broke.\n', 'Something broke.'],
    ['JSON of another form', '{"other":1}', '{"other":1}'],
    ['a long text', 'x'.repeat(100_000), 'x'.repeat(2_000)],
    ['Windows-1252', Buffer.from('Der Zeitraum ist ungültig.', 'latin1'), 'Der Zeitraum ist ungültig.'],
    ['UTF-16', Buffer.from('\ufeffDate range exceeded.', 'utf16le'), 'Date range exceeded.'],
  ])('that is fatal contains the reason from its document: %s', async (_form, text, reason) => {
    const amazon = new FakeAmazon()
      .respond('getReport', responses.report({ processingStatus: 'FATAL' }))
      .respond('download', responses.document(gzipSync(text), 'text/plain'))
    const outcome = await amazon.account().run(request)
    expect(outcome).toMatchObject({ status: 'fatal', reason })
  })

  test('that is fatal has no reason if there is no document or it cannot be read', async () => {
    const { reportDocumentId, ...bare } = report({ processingStatus: 'FATAL' })
    const without = await new FakeAmazon().respond('getReport', Response.json(bare)).account().run(request)
    expect(without).not.toHaveProperty('reason')
    expect(without).not.toHaveProperty('document')

    const onEvent = vi.fn()
    const amazon = new FakeAmazon()
      .respond('getReport', responses.report({ processingStatus: 'FATAL' }))
      .respond('getReportDocument', responses.error(403, 'Unauthorized'), responses.error(403, 'Unauthorized'))
    const unread = await amazon.account().run(request, { onEvent })
    expect(unread).toMatchObject({ status: 'fatal', document: { reportDocumentId: 'doc-1' } })
    expect(unread).not.toHaveProperty('reason')
    expect(onEvent).toHaveBeenCalledWith(expect.objectContaining({ type: 'reason-unreadable', code: 'API_ERROR' }))
  })

  test('that is fatal is not returned after a signal has ended the run', async () => {
    const controller = new AbortController()
    const amazon = new FakeAmazon()
      .respond('getReport', responses.report({ processingStatus: 'FATAL' }))
      .respond('download', () => {
        controller.abort(new Error('enough'))
        return responses.reset()
      })
    const running = amazon.account().run(request, { signal: controller.signal })
    await expect(running).rejects.toThrow('enough')
  })

  test('that is done without a document causes an error', async () => {
    const { reportDocumentId, ...bare } = report()
    const amazon = new FakeAmazon().respond('getReport', Response.json(bare))
    await expect(amazon.account().run(request)).rejects.toMatchObject({ code: 'NO_DOCUMENT' })
  })
})

describe('a createReport that is rejected', () => {
  test('causes an error, and the saved job contains the reason', async () => {
    const amazon = new FakeAmazon().respond('createReport', responses.error(400, 'InvalidInput', 'Not allowed.'))
    const options = savingRun()
    await expect(amazon.account().run(request, options)).rejects.toBeInstanceOf(ApiError)
    expect(options.saved.at(-1)).toMatchObject({
      step: 'finished',
      failure: {
        code: 'API_ERROR',
        status: 400,
        requestId: 'request-1',
        message: expect.stringContaining('createReport'),
      },
    })
    expect(options.saved.at(-1)).not.toHaveProperty('reportId')
  })

  test('because there is no token causes an AuthError without secrets', async () => {
    const amazon = new FakeAmazon().respond('token', Response.json({ error: 'invalid_grant' }, { status: 400 }))
    const options = savingRun()
    const error: unknown = await amazon
      .account()
      .run(request, options)
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'AuthError', code: 'INVALID_GRANT' })
    expect(options.saved.at(-1)).toMatchObject({ step: 'finished', failure: { code: 'INVALID_GRANT' } })
    expect(inspect([error, options.saved], { depth: null })).not.toMatch(/SECRET|REFRESH/)
  })
})

describe('a job that cannot be saved', () => {
  const full = new Error('disk full')

  test('stops the run before anything is sent', async () => {
    const amazon = new FakeAmazon()
    const running = amazon.account().run(request, { save: () => Promise.reject(full) })
    await expect(running).rejects.toMatchObject({ code: 'NOT_SAVED', job: { step: 'creating' }, cause: full })
    expect(amazon.sent).toEqual([])
  })

  test('is part of the error once there is a report', async () => {
    const amazon = new FakeAmazon()
    const save = vi.fn().mockResolvedValueOnce(undefined).mockResolvedValueOnce(undefined).mockRejectedValueOnce(full)
    const running = amazon.account().run(request, { save })
    await expect(running).rejects.toMatchObject({ code: 'NOT_SAVED', job: { step: 'waiting', reportId: '50001' } })
  })
})
