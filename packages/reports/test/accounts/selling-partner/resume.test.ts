import { describe, expect, test } from 'vitest'
import { adopt, type Job, type ReportEvent } from '../../../src/index.ts'
import { FakeAmazon, listings, report, responses, savingRun } from '../../support/fake-amazon.ts'

const window = { from: '2025-01-01T00:00:00Z', to: '2025-01-10T00:00:00Z' }
const request = { reportType: listings, marketplaces: ['DE'], ...window }

const mine = (fields = {}) =>
  report({
    dataStartTime: '2025-01-01T00:00:00+00:00',
    dataEndTime: '2025-01-10T00:00:00+00:00',
    processingStatus: 'IN_QUEUE',
    ...fields,
  })

describe('a createReport whose response is lost', () => {
  test('is not sent again, and has an unknown outcome with the candidates', async () => {
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset)
      .respond('getReports', responses.reports([mine()]))
    const options = savingRun()
    const outcome = await amazon.account().run(request, options)
    expect(outcome).toMatchObject({
      status: 'unknown',
      job: { step: 'creating' },
      candidates: [mine()],
      cause: { name: 'RequestError', code: 'NETWORK', outcomeUnknown: true },
    })
    expect(amazon.count('createReport')).toBe(1)
    expect(options.saved.map((job) => job.notSent)).toEqual([true, undefined])
  })

  test.each([
    ['a response with status 500', () => responses.error(500, 'InternalFailure')],
    ['a response that is not JSON', () => new Response('<html></html>', { status: 202 })],
  ])('also has an unknown outcome after %s', async (_what, lost) => {
    const amazon = new FakeAmazon().respond('createReport', lost)
    expect(await amazon.account().run(request)).toMatchObject({ status: 'unknown', candidates: [] })
    expect(amazon.count('createReport')).toBe(1)
  })

  test('is matched with the reports of the same type from one minute before the request', async () => {
    const amazon = new FakeAmazon().respond('createReport', responses.reset)
    await amazon.account().run(request)
    const { searchParams } = new URL(amazon.last('getReports').request.url)
    expect(Object.fromEntries(searchParams)).toEqual({
      reportTypes: listings,
      marketplaceIds: 'A1PA6795UKMFR9',
      createdSince: '2025-01-14T23:59:00.000Z',
      pageSize: '100',
    })
  })

  test('is matched with all pages, which are requested with the token only', async () => {
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset)
      .respond(
        'getReports',
        responses.reports([mine({ reportId: '1' })], 'next'),
        responses.reports([mine({ reportId: '2' })]),
      )
    const outcome = await amazon.account().run(request)
    expect(outcome).toMatchObject({ candidates: [{ reportId: '1' }, { reportId: '2' }] })
    expect(new URL(amazon.last('getReports').request.url).search).toBe('?nextToken=next')
  })

  test('is not matched with reports that differ from the request', async () => {
    const others = [
      mine({ reportId: 'another type', reportType: 'GET_OTHER' }),
      mine({ reportId: 'another marketplace', marketplaceIds: ['A13V1IB3VIYZZH'] }),
      mine({ reportId: 'more marketplaces', marketplaceIds: ['A1PA6795UKMFR9', 'A13V1IB3VIYZZH'] }),
      mine({ reportId: 'another window', dataStartTime: '2025-01-02T00:00:00+00:00' }),
      mine({ reportId: 'of a schedule', reportScheduleId: '7' }),
    ]
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset)
      .respond('getReports', responses.reports([...others, mine({ reportId: 'mine' }), mine({ reportId: 'too' })]))
    const outcome = await amazon.account().run(request)
    expect(outcome).toMatchObject({ candidates: [{ reportId: 'mine' }, { reportId: 'too' }] })
  })

  test('keeps reports with missing fields among the candidates', async () => {
    const { marketplaceIds, dataStartTime, dataEndTime, ...silent } = mine()
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset)
      .respond('getReports', responses.reports([silent]))
    expect(await amazon.account().run(request)).toMatchObject({ candidates: [silent] })
  })

  test('makes start() fail with the job and the candidates', async () => {
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset)
      .respond('getReports', responses.reports([mine()]))
    await expect(amazon.account().start(request)).rejects.toMatchObject({
      name: 'ReportError',
      code: 'OUTCOME_UNKNOWN',
      job: { step: 'creating' },
      candidates: [mine()],
      cause: { name: 'RequestError', outcomeUnknown: true },
    })
  })

  test('causes an error without candidates if reports cannot be listed', async () => {
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset)
      .respond('getReports', responses.error(403, 'Unauthorized'))
    await expect(amazon.account().run(request)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      job: { step: 'creating' },
      candidates: undefined,
    })
  })

  test('can be resumed with a candidate, or matched again', async () => {
    const amazon = new FakeAmazon()
      .respond('createReport', responses.reset)
      .respond('getReports', responses.reports([]), responses.reports([mine()]))
    const account = amazon.account()
    const first = await account.run(request)
    const second = await account.resume(JSON.parse(JSON.stringify(first.job)))
    expect(second).toMatchObject({ status: 'unknown', candidates: [{ reportId: '50001' }] })
    const outcome = await account.resume(adopt(second.job, '50001'))
    expect(outcome).toMatchObject({ status: 'done', job: { step: 'finished', reportId: '50001' } })
    expect(amazon.count('createReport')).toBe(1)
  })

  test('because of an abort leaves a job that resume resolves', async () => {
    const amazon = new FakeAmazon().respond('getReports', responses.reports([mine()]))
    const controller = new AbortController()
    amazon.respond('createReport', () => {
      controller.abort(new Error('enough'))
      return responses.reset()
    })
    const options = savingRun()
    const account = amazon.account()
    await expect(account.run(request, { ...options, signal: controller.signal })).rejects.toThrow('enough')
    expect(options.saved.map((job) => job.notSent)).toEqual([true, undefined])
    expect(await account.resume(options.saved[1] as Job)).toMatchObject({ status: 'unknown', candidates: [mine()] })
  })
})

describe('resuming', () => {
  async function startedJob(amazon: FakeAmazon): Promise<Job> {
    return JSON.parse(JSON.stringify(await amazon.account().start(request)))
  }

  test('continues to wait, and polls immediately', async () => {
    const amazon = new FakeAmazon()
    const job = await startedJob(amazon)
    expect(job).toMatchObject({ step: 'waiting', reportId: '50001' })
    const events: ReportEvent[] = []
    const outcome = await amazon.account().resume(job, { onEvent: (event) => events.push(event) })
    expect(outcome.status).toBe('done')
    expect(amazon.clock.slept).toEqual([])
    expect(events.map((event) => event.type)).toEqual(['finished'])
  })

  test('returns a finished outcome again without polling', async () => {
    const amazon = new FakeAmazon()
    const options = savingRun()
    await amazon.account().run(request, options)
    const before = amazon.count('getReport')
    const again = await amazon.account().resume(options.saved.at(-1) as Job)
    expect(again).toMatchObject({ status: 'done', document: { reportDocumentId: 'doc-1' } })
    if (again.status === 'done') expect(await again.document.text()).toContain('Café')
    expect(amazon.count('getReport')).toBe(before)
  })

  test('a rejected job throws the reason', async () => {
    const amazon = new FakeAmazon().respond('createReport', responses.error(400, 'InvalidInput'))
    const options = savingRun()
    const account = amazon.account()
    await account.run(request, options).catch(() => {})
    await expect(account.resume(options.saved.at(-1) as Job)).rejects.toMatchObject({ code: 'NOT_CREATED' })
  })

  test.each([
    ['of a later version', { version: 2 }, 'version 2'],
    ['of another API', { api: 'pay' }, 'API pay'],
    ['of another region', { region: 'na' }, 'region na'],
    ['with a step that there is not', { step: 'thinking' }, 'step of the job'],
    ['that waits without a report', { reportId: undefined }, 'has no `reportId`'],
  ])('rejects a job %s', async (_what, fields, words) => {
    const amazon = new FakeAmazon()
    const job = await startedJob(amazon)
    const resumed = amazon.account().resume({ ...job, ...fields } as Job)
    await expect(resumed).rejects.toThrow(TypeError)
    await expect(resumed).rejects.toThrow(words)
  })

  test('rejects values that are not jobs', async () => {
    // @ts-expect-error the job is required
    await expect(new FakeAmazon().account().resume(undefined)).rejects.toThrow(TypeError)
  })
})

describe('adopting a report', () => {
  test('requires a job that is being created, and a reportId', async () => {
    const job = await new FakeAmazon().account().start(request)
    expect(() => adopt(job, '1')).toThrow(TypeError)
    expect(() => adopt({ ...job, step: 'creating' }, '')).toThrow(TypeError)
  })
})
