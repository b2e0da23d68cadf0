import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { day, hour, minute } from '../support/durations.ts'
import { type PayClient, startPayClient, types } from '../support/pay-client.ts'

let client: PayClient
const path = '/live/v2/reports'

beforeEach(async () => {
  client = await startPayClient()
})
afterEach(() => client.emulator.stop())

describe('a requested report', () => {
  const requested = {
    reportType: types.orders,
    startTime: '20260201T000000Z',
    endTime: '20260301T000000Z',
    createdTime: '20260304T120000Z',
    processingStatus: 'IN_PROGRESS',
  }

  test('is in progress immediately, then processed, and completed with a document', async () => {
    const reportId = await client.createReport()
    const report = () => client.get(`${path}/${reportId}`)
    expect(reportId).toMatch(/^A\d{8}[0-9A-Z]{12}$/)
    expect(await report()).toEqual({ ...requested, reportId })
    await client.emulator.advance(5_000)
    const started = { ...requested, reportId, processingStartTime: '20260304T120005Z' }
    expect(await report()).toEqual(started)
    await client.emulator.advance(6_000)
    expect(await report()).toEqual({
      ...started,
      processingStatus: 'COMPLETED',
      processingEndTime: '20260304T120011Z',
      reportDocumentId: expect.stringMatching(/^amzn1\.tortuga\.3\.[0-9a-f-]{36}\.T[0-9A-Z]{13}$/),
    })
  })

  test('accepts times in the format of RFC 3339 and with dashes as in Amazon’s document', async () => {
    const warnings: string[] = []
    await using other = await startPayClient({ onWarning: (message) => warnings.push(message) })
    const [one, two] = [
      await other.createReport({ startTime: '2026-02-01T01:00:00+01:00' }),
      await other.createReport({ endTime: '2026-03-01T00-00-00Z' }),
    ]
    for (const reportId of [one, two]) {
      expect(await other.get(`${path}/${reportId}`)).toMatchObject({
        startTime: requested.startTime,
        endTime: requested.endTime,
      })
    }
    expect(warnings).toEqual([expect.stringContaining('endTime is 2026-03-01T00-00-00Z')])
  })

  test('has the outcome in the fixtures', async () => {
    client.emulator.addFixtures({
      reportTypes: [
        { reportType: types.refunds, processingStatus: 'FAILED' },
        { reportType: types.orders, processingStatus: 'CANCELLED' },
        { reportType: types.multiCurrency, document: { content: '"A"\n' } },
      ],
    })
    const failed = await client.createReport({ reportType: types.refunds })
    const cancelled = await client.createReport()
    const completed = await client.createReport({ reportType: types.multiCurrency })
    await client.emulator.advance(minute)
    const ends = await Promise.all([failed, cancelled, completed].map((reportId) => client.get(`${path}/${reportId}`)))
    expect(ends).toMatchObject([
      { processingStatus: 'FAILED' },
      { processingStatus: 'CANCELLED' },
      { processingStatus: 'COMPLETED' },
    ])
    expect(await client.download(completed)).toBe('"A"\n')
  })

  test('cannot be a settlement', async () => {
    const body = { reportType: types.settlement, startTime: requested.startTime, endTime: requested.endTime }
    expect((await client.call('POST', path, { body })).body).toEqual({
      message: 'Reports of this type cannot be requested.',
      reasonCode: 'InvalidParameterValue',
    })
  })

  test('is deleted after 90 days with its document', async () => {
    const reportId = await client.createReport()
    await client.emulator.advance(90 * day - 1)
    expect((await client.call('GET', `${path}/${reportId}`)).status).toBe(200)
    await client.emulator.advance(1)
    expect((await client.call('GET', `${path}/${reportId}`)).status).toBe(404)
  })
})

describe('an idempotency key', () => {
  const body = { reportType: types.orders, startTime: '20260201T000000Z', endTime: '20260301T000000Z' }
  const headers = { 'x-amz-pay-idempotency-key': '2f9c1d7e5b3a4c8f9e0d6a7b8c1f2e3d' }

  test('creates one report for a repeated request', async () => {
    const first = await client.call('POST', path, { body, headers })
    const second = await client.call('POST', path, { body: JSON.stringify(body, null, 1), headers })
    expect([first.status, second.status, second.body]).toEqual([201, 201, first.body])
    expect(await client.reports()).toHaveLength(1)
  })

  test('cannot be used for a different request', async () => {
    await client.call('POST', path, { body, headers })
    const response = await client.call('POST', path, { body: { ...body, reportType: types.refunds }, headers })
    expect([response.status, response.body]).toMatchObject([400, { reasonCode: 'DuplicateIdempotencyKey' }])
    expect(await client.reports()).toHaveLength(1)
  })

  test('can be used again after a rejected request', async () => {
    await client.call('POST', path, { body: { ...body, reportType: types.settlement }, headers })
    expect((await client.call('POST', path, { body, headers })).status).toBe(201)
  })

  test('creates one schedule for a repeated request', async () => {
    const first = await client.createSchedule({}, { headers })
    expect(await client.createSchedule({}, { headers })).toMatchObject({ status: 201, body: first.body })
  })
})

describe('the list of reports', () => {
  beforeEach(async () => {
    for (const reportType of [types.orders, types.refunds, types.orders]) {
      await client.createReport({ reportType })
      await client.emulator.advance(hour)
    }
  })

  test('starts with the newest and has ten reports per page', async () => {
    const reports = await client.reports(path)
    expect(reports.map(({ createdTime }) => createdTime)).toEqual([
      '20260304T140000Z',
      '20260304T130000Z',
      '20260304T120000Z',
    ])
    for (let more = 0; more < 8; more += 1) await client.createReport()
    expect(await client.reports(path)).toHaveLength(10)
  })

  test.each([
    [`reportTypes=${types.refunds}`, 1],
    [`reportTypes=${types.refunds},${types.orders}`, 3],
    ['processingStatuses=COMPLETED', 3],
    ['processingStatuses=FAILED,CANCELLED', 0],
    ['createdSince=20260304T130000Z', 2],
    ['createdSince=2026-03-04T13:00:01Z', 1],
    ['createdUntil=20260304T130000Z', 2],
    ['createdSince=20260304T130000Z&createdUntil=20260304T130000Z', 1],
    ['createdUntil=2026-03-04T12-59-59Z', 1],
  ])('is filtered by %s', async (query, count) => {
    expect(await client.reports(`${path}?${query}`)).toHaveLength(count)
  })

  test('continues with its token alone', async () => {
    const seen: unknown[] = []
    let query = `?pageSize=2&reportTypes=${types.orders},${types.refunds}`
    for (let page = 0; page < 2; page += 1) {
      const { reports, nextToken } = (await client.get(path + query)) as { reports: unknown[]; nextToken?: string }
      seen.push(...reports)
      if (page === 0) expect(nextToken).toMatch(/^nt-[0-9a-f-]{36}$/)
      else expect(nextToken).toBeUndefined()
      query = `?nextToken=${nextToken}`
    }
    expect(seen).toEqual(await client.reports(path))
  })

  test('rejects a token with other parameters, and an unknown token', async () => {
    const { nextToken } = (await client.get(`${path}?pageSize=1`)) as { nextToken: string }
    expect(await client.get(`${path}?nextToken=${nextToken}&pageSize=1`)).toMatchObject({
      reasonCode: 'InvalidParameterCombination',
    })
    expect(await client.get(`${path}?nextToken=nt-1`)).toMatchObject({ reasonCode: 'InvalidParameterValue' })
  })
})

describe('the sandbox', () => {
  test('has its own reports and documents', async () => {
    const reportId = await client.createReport()
    await client.emulator.advance(minute)
    expect(await client.reports('/sandbox/v2/reports')).toEqual([])
    expect((await client.call('GET', `/sandbox/v2/reports/${reportId}`)).status).toBe(404)
    const { reportDocumentId } = (await client.get(`${path}/${reportId}`)) as { reportDocumentId: string }
    expect((await client.call('GET', `/sandbox/v2/report-documents/${reportDocumentId}`)).status).toBe(404)
    expect((await client.call('GET', `/live/v2/report-documents/${reportDocumentId}`)).status).toBe(200)
  })

  test('supports only settlements, which are cancelled without data', async () => {
    const body = { reportType: types.orders, startTime: '20260201T000000Z', endTime: '20260301T000000Z' }
    expect((await client.call('POST', '/sandbox/v2/reports', { body })).body).toEqual({
      message: 'The sandbox does not support reports of this type.',
      reasonCode: 'InvalidParameterValue',
    })
    const reportId = await client.createReport({ reportType: types.sandboxSettlement }, '/sandbox/v2/reports')
    await client.emulator.advance(minute)
    const report = await client.get(`/sandbox/v2/reports/${reportId}`)
    expect(report).toMatchObject({ processingStatus: 'CANCELLED', processingEndTime: '20260304T120011Z' })
    expect(report).not.toHaveProperty('reportDocumentId')
  })

  test('has its own idempotency keys', async () => {
    const headers = { 'x-amz-pay-idempotency-key': 'key' }
    const body = { reportType: types.sandboxSettlement, startTime: '20260201T000000Z', endTime: '20260301T000000Z' }
    expect((await client.call('POST', '/sandbox/v2/reports', { body, headers })).status).toBe(201)
    const live = await client.call('POST', path, { body: { ...body, reportType: types.orders }, headers })
    expect(live.status).toBe(201)
  })
})
